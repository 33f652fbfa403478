import Foundation
import Ports
import Render
import Testing

@Suite struct PortRangesRenderTests {
  private func json(_ value: JSON) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(value.text(indented: true).utf8)) as? [String: Any])
  }

  @Test func `the table fits a terminal of 80 columns and has every entry once`() {
    let lines = EphemeralRange.table().split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 80 })
    for entry in EphemeralRange.catalogue + EphemeralRange.serverSide {
      #expect(lines.count { $0.hasPrefix("  \(entry.key) ") } == 1, "\(entry.key)")
    }
    #expect(lines.contains("  linux             Linux 4.2 and later           32768–60999 28,232  Linux"))
  }

  @Test func `an entry tells how its range is read and changed`() {
    #expect(
      EphemeralRange.solaris.entry() == """
        solaris   Solaris

          ports       32768–65535 (32,768 ports)
          known from  Oracle Solaris 11.2 tunable parameters,
                      docs.oracle.com/cd/E36784_01 (documented)
          note        TCP and UDP have a range each.
          read        ipadm show-prop -p smallest_anon_port,largest_anon_port tcp
                      ndd /dev/tcp tcp_smallest_anon_port tcp_largest_anon_port
          change      ipadm set-prop -p smallest_anon_port=49152 tcp
          also named  sunos

        """)
  }

  @Test func `the catalogue is JSON with the same numbers`() throws {
    let answer = try json(EphemeralRange.json())
    #expect(answer["schema"] as? String == "portolan.ports.ranges/1")
    let ranges = try #require(answer["ranges"] as? [[String: Any]])
    let entries = EphemeralRange.catalogue + EphemeralRange.serverSide
    #expect(ranges.count == entries.count)
    for (range, entry) in zip(ranges, entries) {
      #expect(range["key"] as? String == entry.key)
      #expect(range["ports"] as? String == entry.ports.description)
      #expect(range["count"] as? Int == entry.ports.count)
      #expect(range["source"] as? String == entry.source)
      #expect(range["note"] as? String == entry.note)
      #expect(range["change"] as? [String] == entry.setting?.change)
    }
  }

  @Test func `text of any kind survives JSON`() throws {
    let nasty = "quote \" backslash \\ tab \t newline \n bell \u{7} delete \u{7F} é 🗺"
    let entry = EphemeralRange(
      key: "x", aliases: [nasty], name: nasty, group: .general, ports: "1", authority: "", source: nasty)
    let ranges = try #require(try json(EphemeralRange.json(of: [entry]))["ranges"] as? [[String: Any]])
    #expect(ranges.first?["name"] as? String == nasty)
    #expect(ranges.first?["aliases"] as? [String] == [nasty])
  }

  @Test func `a host's ranges show what is reserved and what remains`() throws {
    let host = try HostPortRanges(parsing: "32768\t60999\n8080,40000-40009\n")
    #expect(
      host.text() == """
        Linux: tcp and udp   (line 1)
          range      32768–60999 (28,232 ports)
          reserved   8080, 40000–40009 (11 ports, 10 inside the range)
          effective  32768–39999, 40010–60999 (28,222 ports)

        """)
    let answer = try json(host.json())
    #expect(answer["schema"] as? String == "portolan.ports.host/1")
    #expect(answer["count"] as? Int == 28_222)
    let range = try #require((answer["ranges"] as? [[String: Any]])?.first)
    #expect(range["effective"] as? String == "32768-39999,40010-60999")
    #expect(range["transport"] is NSNull)
  }

  @Test func `ranges that differ are also shown together, and an empty one is called out`() throws {
    let host = try HostPortRanges(parsing: "tcp_ephemeral_low = 1\ntcp_ephemeral_high = 9\n80 80\n80\n")
    #expect(host.text().hasSuffix("\nall together\n  effective  1–9 (9 ports)\n"))
    #expect(host.text().contains("  effective  none (0 ports): no connection gets a port\n"))
  }

  @Test func `an unknown key is answered with what may have been meant`() {
    #expect(EphemeralRange.unknownKey("lnux") == "no range is named “lnux”; did you mean linux?")
    #expect(EphemeralRange.unknownKey("\u{1B}[2J").hasPrefix("no range is named “?[2J”; "))
  }
}
