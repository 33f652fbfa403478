import Glibc
import KernelLab
import Testing

/// How Linux draws client ports: each fact that the catalogue, the forecasts and the estimates rest on, seen in a namespace whose range
/// is tiny.
@Suite(.serialized, .enabled(if: Laboratory.obstacle == nil, "network namespaces need root"))
struct AllocatorTests {
  private let notAvailable = Caller.Failure(number: EADDRNOTAVAIL)
  private let inUse = Caller.Failure(number: EADDRINUSE)

  /// The running kernel's version, such as (6, 18).
  private static let kernel: (Int, Int) = {
    var name = utsname()
    uname(&name)
    let release = withUnsafeBytes(of: &name.release) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    let parts = release.split { !$0.isNumber }.prefix(2).compactMap { Int($0) }
    return (parts[0], parts[1])
  }()

  @Test func `a range is used up for one destination while another still answers`() throws {
    let caller = Caller(try TinyNamespace(range: "40000 40009"))
    caller.listen(at: 80)
    caller.listen(at: 81)
    let drawn = Set((0..<10).compactMap { _ in try? caller.connect(port: 80).get() })
    #expect(drawn == Set(40000...40009))
    #expect(caller.connect(port: 80) == .failure(notAvailable))
    #expect((try? caller.connect(port: 81).get()) != nil, "another port")
    #expect((try? caller.connect(to: "127.0.0.2", port: 80).get()) != nil, "another address")
  }

  @Test func `a port bound before connecting is used up for all destinations`() throws {
    let caller = Caller(try TinyNamespace(range: "40000 40009"))
    caller.listen(at: 80)
    caller.listen(at: 81)
    for _ in 0..<10 { #expect((try? caller.connect(port: 80, binding: .address).get()) != nil) }
    #expect(caller.connect(port: 80, binding: .address) == .failure(inUse))
    #expect(caller.connect(port: 81, binding: .address) == .failure(inUse))
  }

  @Test(.enabled(if: kernel >= (4, 2), "IP_BIND_ADDRESS_NO_PORT came with Linux 4.2"))
  func `an address bound without a port leaves the range to each destination`() throws {
    let caller = Caller(try TinyNamespace(range: "40000 40009"))
    caller.listen(at: 80)
    caller.listen(at: 81)
    for port: UInt16 in [80, 81] {
      for _ in 0..<10 { #expect((try? caller.connect(port: port, binding: .addressWithoutPort).get()) != nil) }
      #expect(caller.connect(port: port, binding: .addressWithoutPort) == .failure(notAvailable))
    }
  }

  @Test func `reserved ports are never drawn`() throws {
    let space = try TinyNamespace(range: "40000 40009")
    #expect(space.set("ipv4/ip_local_reserved_ports", "40002-40004,40007"))
    let caller = Caller(space)
    caller.listen(at: 80)
    let drawn = Set((0..<6).compactMap { _ in try? caller.connect(port: 80).get() })
    #expect(drawn == [40000, 40001, 40005, 40006, 40008, 40009])
    #expect(caller.connect(port: 80) == .failure(notAvailable))
  }

  @Test(
    .enabled(if: kernel >= (4, 6), "parity came with Linux 4.6"),
    arguments: [(lower: 40_000, parity: 0), (lower: 40_001, parity: 1)])
  func `connect draws the parity of the lower bound until that half is used up`(lower: Int, parity: Int) throws {
    let caller = Caller(try TinyNamespace(range: "\(lower) \(lower + 39)"))
    caller.listen(at: 80)
    let ports = (0..<40).compactMap { _ in try? caller.connect(port: 80).get() }
    #expect(ports.count == 40)
    #expect(ports.prefix(20).allSatisfy { Int($0) % 2 == parity })
    #expect(ports.suffix(20).allSatisfy { Int($0) % 2 != parity })
  }

  @Test(.enabled(if: kernel >= (6, 3), "IP_LOCAL_PORT_RANGE came with Linux 6.3"))
  func `a socket's own range narrows the namespace's, and cannot widen it`() throws {
    let caller = Caller(try TinyNamespace(range: "40000 40039"))
    caller.listen(at: 80)
    let own: UInt32 = 40_019 << 16 | 40_010
    let drawn = Set((0..<10).compactMap { _ in try? caller.connect(port: 80, clamp: own).get() })
    #expect(drawn == Set(40010...40019), "both halves alike")
    #expect(caller.connect(port: 80, clamp: own) == .failure(notAvailable))
    let outside: UInt32 = 50_009 << 16 | 50_000
    let port = try caller.connect(port: 80, clamp: outside).get()
    #expect((40000...40039).contains(port))
  }

  @Test func `one range serves both families, and datagrams too`() throws {
    // Of an odd number of ports, one look misses one now and then: it goes on by two, and stops before it has been round (LNX618
    // inet_hashtables.c).
    let caller = Caller(try TinyNamespace(range: "40000 40005"))
    caller.listen(at: 80, isIPv6: true)
    let results = (0..<6).map { _ in caller.connect(to: "::1", port: 80) }
    #expect(Set(results.compactMap { try? $0.get() }) == Set(40000...40005), "\(results)")
    #expect(caller.connect(to: "::1", port: 80) == .failure(notAvailable))
    let datagrams = Set((0..<6).compactMap { _ in try? caller.connect(port: 53, isUDP: true).get() })
    #expect(datagrams == Set(40000...40005), "a port of each protocol is a port of its own")
    #expect(caller.connect(port: 53, isUDP: true) == .failure(Caller.Failure(number: EAGAIN)))
  }

  @Test func `a range may be one port, and may not begin where privileges do`() throws {
    let space = try TinyNamespace(range: "40000 40000")
    #expect(!space.set("ipv4/ip_local_port_range", "1000 2000"))
    #expect(!space.set("ipv4/ip_local_port_range", "2000 1999"))
    #expect(space.set("ipv4/ip_local_port_range", "1024 65535"))
  }

  @Test func `a connection that the client closes keeps its port for sixty seconds`() throws {
    let space = try TinyNamespace(range: "40000 40000")
    let caller = Caller(space)
    caller.listen(at: 80)
    _ = try caller.connect(port: 80).get()
    let accepted = caller.accept()
    caller.closeLast()
    close(accepted)
    var timer: String?
    for _ in 0..<250 where timer == nil {
      // State 06 is TIME_WAIT; its timer is 03 and what is left of it, in hundredths of a second (proc(5)).
      timer = space.lines(of: "tcp").map { $0.split(separator: " ") }.first { $0.count > 5 && $0[3] == "06" }
        .map { String($0[5]) }
      if timer == nil { usleep(20_000) }
    }
    guard let timer else {
      Issue.record("no connection waits")
      return
    }
    #expect(timer.hasPrefix("03:"))
    let left = try #require(Int(timer.dropFirst(3), radix: 16))
    #expect((5_000...6_000).contains(left))
  }
}
