import HostPorts
import Ports
import Testing

@Suite struct PoolTests {
  private static let settings = PortSettings(range: PortRange(40_000, 40_099), reserved: "40090-40095,50000")

  private static func socket(
    _ local: String, _ port: UInt16, _ remote: String = "0.0.0.0", _ remotePort: UInt16 = 0,
    _ state: HostSocket.State = .established, _ transport: HostSocket.Transport = .tcp
  ) throws -> HostSocket {
    HostSocket(
      transport: transport, state: state, local: HostSocket.End(try #require(HostAddress(local)), port),
      remote: HostSocket.End(try #require(HostAddress(remote)), remotePort),
      cookie: UInt64(port) << 16 | UInt64(remotePort))
  }

  @Test func `a pool is the range without what is reserved or bound`() throws {
    let sockets = [
      try Self.socket("::", 40_001, "::", 0, .listening),
      try Self.socket("10.0.0.1", 40_002, "0.0.0.0", 0, .boundInactive),
      try Self.socket("10.0.0.1", 40_003, "0.0.0.0", 0, .closed, .udp),
      try Self.socket("10.0.0.1", 40_004, "10.0.0.2", 443),
      try Self.socket("0.0.0.0", 40_091, "0.0.0.0", 0, .listening),
      try Self.socket("0.0.0.0", 80, "0.0.0.0", 0, .listening),
    ]
    let pool = PortPool(Self.settings, sockets: sockets)
    #expect(pool.bound == "40001-40002" && pool.ports == "40000,40003-40089,40096-40099" && pool.ceiling == 92)
  }

  @Test func `a port counts for each destination, and those a listener accepted for none`() throws {
    let sockets = [
      try Self.socket("0.0.0.0", 40_001, "0.0.0.0", 0, .listening),
      try Self.socket("10.0.0.1", 40_001, "10.0.0.9", 5_000),
      try Self.socket("10.0.0.1", 40_010, "10.0.0.2", 443), try Self.socket("10.0.0.1", 40_010, "10.0.0.3", 443),
      try Self.socket("::ffff:10.0.0.1", 40_011, "::ffff:10.0.0.2", 443, .timeWait),
      try Self.socket("10.0.0.1", 8_080, "10.0.0.2", 443),
      try Self.socket("0.0.0.0", 40_050, "0.0.0.0", 0, .closed, .udp),
      try Self.socket("::", 40_050, "::", 0, .closed, .udp),
    ]
    let use = PortUse(sockets, of: PortPool(Self.settings, sockets: sockets))
    #expect(
      use.entries.map(\.count.ports) == [2, 1] && use.total.ports == 3 && use.total.timeWait == 1 && use.udpPorts == 1)
    #expect(use.entries[0].tuple.destination.description == "10.0.0.2:443", "a mapped address is one of IPv4")
    let known = PortUse(sockets, of: PortPool(Self.settings, sockets: sockets), since: [])
    #expect(known.total.opened == 3)
    let seen = PortUse(sockets, of: PortPool(Self.settings, sockets: sockets), since: use.cookies)
    #expect(seen.total.opened == 0)
  }

  @Test func `a trend tells when no port is left`() {
    var earlier = PortUse.Count()
    earlier.ports = 100
    var later = earlier
    later.ports = 150
    later.opened = 80
    let growing = PortTrend(from: earlier, to: later, seconds: 2, ceiling: 1_000)
    #expect(growing.growthPerSecond == 25 && growing.openedPerSecond == 40 && growing.secondsLeft == 34)
    #expect(PortTrend(from: later, to: earlier, seconds: 2, ceiling: 1_000).secondsLeft == nil)
    #expect(PortTrend(from: earlier, to: earlier, seconds: 2, ceiling: 1_000).secondsLeft == nil)
    #expect(PortTrend(from: earlier, to: later, seconds: 2, ceiling: 120).secondsLeft == 0)
    #expect(PortTrend(from: earlier, to: later, seconds: 0, ceiling: 1_000).secondsLeft == nil)
  }

  @Test func `addresses are written as people write them`() throws {
    for text in ["0.0.0.0", "127.0.0.1", "255.255.255.255", "::", "::1", "2001:db8::1", "::ffff:10.0.0.1", "fe80::1:2"]
    {
      #expect(try #require(HostAddress(text)).description == text)
    }
    for text in ["", "10.0.0", "10.0.0.256", "1:2", "::g", "10.0.0.1:80", "localhost"] {
      #expect(HostAddress(text) == nil)
    }
  }
}
