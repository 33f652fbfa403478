import Foundation
import HostPorts
import Ports
import Seeds
import Synchronization
import Testing

/// The kernel's sockets, as we list them and as `ss` does.
extension KernelTests {
  @Suite struct ListingTests {
    /// The lines of a listing with one space between columns, in an order that does not depend on when they were made.
    private static func lines(_ text: some StringProtocol) -> [String] {
      text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }.sorted()
    }

    private static func listing(_ transport: HostSocket.Transport, in namespace: TestNamespace) throws -> [String] {
      try namespace.inside {
        var reader = try SocketReader.ofKernel()
        var interfaces = InterfaceNames()
        var bytes: [UInt8] = []
        for socket in try reader.sockets([transport]).sockets {
          socket.writeLine(to: &bytes, interfaces: &interfaces)
          bytes.append(UInt8(ascii: "\n"))
        }
        return Self.lines(String(decoding: bytes, as: UTF8.self))
      }
    }

    /// How many sockets both listings have, and what only one of them has.
    private static func compare(
      _ transport: HostSocket.Transport, in namespace: TestNamespace
    ) throws -> (count: Int, difference: [String]) {
      let theirs = lines(try namespace.run("ss", "-H", transport == .tcp ? "-tan" : "-uan"))
      let ours = try listing(transport, in: namespace)
      if ours == theirs { return (ours.count, []) }
      return (ours.count, Set(ours).symmetricDifference(theirs).sorted() + ["\(ours.count) and \(theirs.count) lines"])
    }

    @Test func `50,000 sockets are listed exactly as ss lists them`() throws {
      let namespace = try TestNamespace()
      let holders = try (0..<4).map { try SocketHolder(6_250, firstPort: 8_000 + 10 * $0, in: namespace) }
      let (count, difference) = try withExtendedLifetime(holders) { try Self.compare(.tcp, in: namespace) }
      #expect(count >= 50_000 && difference.isEmpty, "\(difference.prefix(10))")
    }

    @Test func `sockets of every kind are listed exactly as ss lists them`() throws {
      let namespace = try TestNamespace()
      let (tcp, udp) = try namespace.inside {
        let sockets = TestSockets()
        try sockets.openOneOfEachKind()
        return (try Self.compare(.tcp, in: namespace), try Self.compare(.udp, in: namespace))
      }
      #expect(tcp.count > 12 && tcp.difference.isEmpty, "\(tcp.difference)")
      #expect(udp.count == 4 && udp.difference.isEmpty, "\(udp.difference)")
    }

    @Test func `the kernel picks out what a filter admits`() throws {
      let namespace = try TestNamespace()
      let four = try SocketHolder(300, firstPort: 8_000, in: namespace)
      let six = try SocketHolder(300, firstPort: 8_100, family: 6, in: namespace)
      let (matched, wrong) = try withExtendedLifetime((four, six)) {
        try namespace.inside { () -> (Int, [String]) in
          let sockets = TestSockets()
          try sockets.listener("::", 9_000, isDual: true)
          try sockets.connection(to: "127.0.0.1", 9_000)
          try sockets.connection(to: "::ffff:127.0.0.1", 9_000)
          var generator = SeededGenerator(seed: 0x7f17_0001)
          var reader = try SocketReader.ofKernel()
          let all = try reader.sockets([.tcp]).sockets
          let addresses = ["127.0.0.1", "::1", "::ffff:127.0.0.1", "10.0.0.1"].map(HostAddress.init)
          var matched = 0
          var wrong: [String] = []
          for round in 1...120 {
            var filter = SocketFilter.all
            let some = all.randomElement(using: &generator)!
            if Bool.random(using: &generator) { filter.remoteAddress = addresses.randomElement(using: &generator)! }
            if Bool.random(using: &generator) {
              filter.remotePort = Bool.random(using: &generator) ? some.remote.port : .random(in: 1 ... .max)
            }
            if Bool.random(using: &generator) {
              let bounds = [some.local.port, .random(in: 1 ... .max, using: &generator)].sorted()
              filter.localPorts = PortRange(bounds[0], bounds[1])
            }
            let found = Set(try reader.sockets([.tcp], filter: filter).sockets.map(\.cookie))
            let expected = Set(all.filter(filter.admits).map(\.cookie))
            if found != expected { wrong.append("round \(round): \(filter)") }
            matched += expected.count
          }
          return (matched, wrong)
        }
      }
      #expect(wrong.isEmpty, "\(wrong)")
      #expect(matched > 1_000, "hardly any filter admits anything")
    }

    @Test func `sockets that stay are listed once while others come and go`() throws {
      let namespace = try TestNamespace()
      let holder = try SocketHolder(4_000, firstPort: 8_000, in: namespace)
      let wrong = try withExtendedLifetime(holder) { () -> [String] in
        let staying = try namespace.inside {
          var reader = try SocketReader.ofKernel()
          return Set(try reader.sockets([.tcp]).sockets.map(\.cookie))
        }
        let churn = Churn(in: namespace)
        defer { churn.stop() }
        return try namespace.inside { () -> [String] in
          var wrong: [String] = []
          var reader = try SocketReader.ofKernel()
          for round in 1...20 {
            let listed = try reader.sockets([.tcp]).sockets.map(\.cookie)
            let unique = Set(listed)
            let (missing, twice) = (staying.subtracting(unique).count, listed.count - unique.count)
            if missing > 0 || twice > 0 { wrong.append("round \(round) lacks \(missing) and tells \(twice) twice") }
          }
          return wrong
        }
      }
      #expect(wrong.isEmpty, "\(wrong)")
    }

    @Test func `a socket's owner is this process, wherever its namespace`() throws {
      let namespace = try TestNamespace()
      let known = try namespace.inside {
        let sockets = TestSockets()
        try sockets.listener("127.0.0.1", 9_000)
        try sockets.connection(to: "127.0.0.1", 9_000)
        var reader = try SocketReader.ofKernel()
        let list = try reader.sockets([.tcp]).sockets
        let owners = SocketOwners(of: list)
        return list.compactMap { owners[$0]?.process }
      }
      #expect(known.count >= 2 && known.allSatisfy { $0 == getpid() })
    }

    @Test func `a descriptor far beyond all others is found`() throws {
      let namespace = try TestNamespace()
      let known = try namespace.inside {
        let sockets = TestSockets()
        let near = try sockets.listener("127.0.0.1", 9_001)
        let far = fcntl(near, F_DUPFD_CLOEXEC, getdtablesize() - 100)
        try #require(far >= 0)
        defer { close(far) }
        var reader = try SocketReader.ofKernel()
        let list = try reader.sockets([.tcp]).sockets
        sockets.shut(near)
        let owners = SocketOwners(of: list)
        return list.map { owners[$0]?.process }
      }
      #expect(known == [getpid()])
    }
  }
}

/// Opens and resets connections without pause until it is stopped.
private final class Churn: Sendable {
  private let isStopping = Atomic(false)
  private let stopped = DispatchSemaphore(value: 0)

  init(in namespace: TestNamespace) {
    let thread = Thread { [self] in
      try? namespace.inside { [self] in
        let sockets = TestSockets()
        let listener = try sockets.listener("127.0.0.1", 9_100)
        while !isStopping.load(ordering: .relaxed) {
          let made = (0..<50).compactMap { _ in try? sockets.connection(to: "127.0.0.1", 9_100) }
          while let accepted = sockets.accepted(at: listener) { sockets.reset(accepted) }
          for connection in made { sockets.reset(connection) }
        }
      }
      stopped.signal()
    }
    thread.start()
  }

  func stop() {
    isStopping.store(true, ordering: .relaxed)
    stopped.wait()
  }
}
