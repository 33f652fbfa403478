import HostPorts
import Ports
import Render
import Testing

@Suite struct PortReportTests {
  private static func report(used: Int, ceiling range: PortRange, earlier: Int? = nil, begun: Double? = nil) throws
    -> PortReport
  {
    let here = try #require(HostAddress("10.0.0.1"))
    let there = HostSocket.End(try #require(HostAddress("10.0.0.2")), 443)
    let sockets = (0..<used).map { index in
      HostSocket(
        transport: .tcp, state: index % 4 == 0 ? .timeWait : .established,
        local: HostSocket.End(here, range.lower + UInt16(index)), remote: there, cookie: UInt64(index))
    }
    let pool = PortPool(PortSettings(range: range), sockets: sockets)
    let use = PortUse(sockets, of: pool)
    var trends: [PortTrend] = []
    if let earlier {
      var count = use.total
      count.ports = earlier
      trends = [PortTrend(from: count, to: use.total, seconds: 1, ceiling: pool.ceiling)]
    }
    return PortReport(
      pool: pool, use: use, trend: trends.first, trends: trends, begunPerSecond: begun, begun: 7,
      holders: [
        PortReport.Holder(
          owner: SocketOwner(process: 42, command: "evil\u{1B}[2J", container: "0123456789ab"), ports: used)
      ], unheld: 0, hiddenProcesses: 0, isExact: true, duration: 0.01)
  }

  @Test func `a report says how much is left, and until when`() throws {
    let text = try Self.report(used: 100, ceiling: PortRange(40_000, 40_999), earlier: 70).text()
    #expect(text.contains("HEADROOM   90 % left to 10.0.0.2:443; as use grows now, none in 30 s"))
    #expect(text.contains("100 ports in use, 25 % of them in TIME-WAIT, by 1 destination"))
    let busy = try Self.report(used: 60_000, ceiling: PortRange(1_024, 65_535), earlier: 50_000, begun: 123_456).text()
    for line in busy.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    let full = try Self.report(used: 100, ceiling: PortRange(40_000, 40_099)).text()
    #expect(full.contains("FULL   no connection from 10.0.0.1 to 10.0.0.2:443 gets a port"))
    let nearly = try Self.report(used: 90, ceiling: PortRange(40_000, 40_099)).text()
    #expect(nearly.contains("NEARLY FULL   10 % left"))
  }

  @Test func `nothing in a report commands a terminal`() throws {
    let report = try Self.report(used: 3, ceiling: PortRange(40_000, 40_099))
    #expect(!report.text().contains("\u{1B}") && report.text().contains("evil [2J"))
    #expect(!report.json().text(indented: false).contains("\u{1B}"))
    #expect(report.text(colour: true).contains("\u{1B}[1;32mHEADROOM"))
  }

  @Test func `metrics have a bound, help and type`() throws {
    for isOpen in [false, true] {
      let page = try Self.report(used: 3, ceiling: PortRange(40_000, 40_099)).metrics(most: 0, isOpenMetrics: isOpen)
      let lines = page.split(separator: "\n")
      let names = Set(lines.filter { !$0.hasPrefix("#") }.map { $0.prefix { $0 != " " && $0 != "{" } })
      for name in names {
        let family = isOpen && name.hasSuffix("_total") ? name.dropLast(6) : name
        #expect(
          lines.contains { $0.hasPrefix("# HELP \(family) ") } && lines.contains { $0.hasPrefix("# TYPE \(family) ") })
      }
      #expect(!names.contains("portolan_ports_destination_in_use") && page.hasSuffix(isOpen ? "# EOF\n" : "\n"))
    }
  }
}
