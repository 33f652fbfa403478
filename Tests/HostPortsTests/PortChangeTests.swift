import Foundation
import HostPorts
import Ports
import Seeds
import Testing

@Suite struct PortChangeTests {
  private static func accepts(_ text: String) -> Bool {
    do throws(PortSettingsError) {
      let range = try PortChange.range(text)
      _ = try PortChange(of: PortSettings(range: PortRange(32_768, 60_999)), to: range)
      return true
    } catch {
      return false
    }
  }

  @Test(.enabled(if: TestNamespace.isAvailable, TestNamespace.need))
  func `what the kernel refuses is refused, and nothing else`() throws {
    let namespace = try TestNamespace()
    let edges = ["0", "1", "1023", "1024", "1025", "32768", "60999", "65535", "65536", "-1", "99999"]
    var generator = SeededGenerator(seed: 0x5e7_0001)
    var pairs = edges.flatMap { lower in edges.map { (lower, $0) } }
    for _ in 0..<200 {
      pairs.append(
        ("\(Int.random(in: 0...70_000, using: &generator))", "\(Int.random(in: 0...70_000, using: &generator))"))
    }
    for (lower, upper) in pairs {
      let isAccepted = try namespace.inside {
        let file = open("/proc/sys/net/ipv4/ip_local_port_range", O_WRONLY)
        defer { close(file) }
        let bytes = Array("\(lower) \(upper)\n".utf8)
        return write(file, bytes, bytes.count) == bytes.count
      }
      #expect(Self.accepts("\(lower) \(upper)") == isAccepted, "\(lower) \(upper)")
    }
  }

  @Test(.enabled(if: TestNamespace.isAvailable, TestNamespace.need))
  func `a change is set, read back, and undone`() throws {
    let namespace = try TestNamespace()
    try namespace.set("ip_local_reserved_ports", "8080")
    let (change, after) = try namespace.inside {
      let change = try PortChange(of: .current(), to: PortRange(20_000, 60_999), reserving: "30000-30010")
      try change.apply()
      return (change, try PortSettings.current())
    }
    #expect(after.range == PortRange(20_000, 60_999) && after.reserved == "8080,30000-30010")
    #expect(change.added == "20000-29999,30011-32767")
    _ = try namespace.run("sh", "-c", change.undo)
    let restored = try namespace.inside { try PortSettings.current() }
    #expect(restored == change.old)
  }

  @Test(.enabled(if: TestNamespace.isAvailable, TestNamespace.need), arguments: [1, 2_000, 4_001, 20_001, 40_001])
  func `a list of reserved ports may be of any length`(first: UInt16) throws {
    let namespace = try TestNamespace()
    let reserved = PortSet(stride(from: first, to: 65_535, by: 2).map { PortRange($0, $0) })
    let after = try namespace.inside {
      try PortChange(of: .current(), to: PortRange(20_000, 60_999), reserving: reserved).apply()
      return try PortSettings.current()
    }
    #expect(after.reserved == reserved)
  }

  @Test func `listeners and NodePorts inside a range are warned of, unless reserved`() throws {
    let old = PortSettings(range: PortRange(32_768, 60_999))
    func socket(_ port: UInt16, _ state: HostSocket.State) -> HostSocket {
      let any = HostAddress(ipv4: 0)
      return HostSocket(
        transport: .tcp, state: state, local: HostSocket.End(any, port), remote: HostSocket.End(any, 0),
        cookie: UInt64(port))
    }
    let sockets = [socket(22_000, .listening), socket(80, .listening), socket(40_000, .listening)]
    let wide = try PortChange(of: old, to: PortRange(20_000, 60_999))
    #expect(wide.warnings(sockets: sockets) == [.listeners("22000,40000"), .nodePorts("30000-32767")])
    let careful = try PortChange(of: old, to: PortRange(20_000, 60_999), reserving: "22000,30000-32767,40000")
    #expect(careful.warnings(sockets: sockets).isEmpty)
    let even = try PortChange(of: old, to: PortRange(40_000, 50_000))
    #expect(even.warnings(sockets: []) == [.sameParity])
    #expect(throws: PortSettingsError.self) {
      try PortChange(of: old, to: PortRange(5_000, 5_001), reserving: "5000-5001")
    }
  }

  @Test func `other systems get their own commands, or a refusal`() throws {
    let range = PortRange(20_000, 60_999)
    for system in SystemCommands.systems {
      let made = try #require(try SystemCommands(system, range: range, reserved: .empty))
      #expect(!made.commands.isEmpty, "\(system)")
    }
    let windows = try #require(try SystemCommands("windows", range: PortRange(10_000, 10_999), reserved: "10500-10501"))
    #expect(windows.commands[0] == "netsh int ipv4 set dynamicport tcp start=10000 num=1000")
    #expect(windows.commands.count == 8 && windows.commands[4].contains("startport=10500 numberofports=2"))
    #expect(throws: PortSettingsError.self) {
      try SystemCommands("windows", range: PortRange(2_000, 2_100), reserved: .empty)
    }
    #expect(throws: PortSettingsError.self) {
      try SystemCommands("windows", range: PortRange(1_024, 65_535), reserved: .empty)
    }
    #expect(try SystemCommands("beos", range: range, reserved: .empty) == nil)
  }
}
