import Foundation
import HostPorts
import Ports
import Seeds
import Testing

/// `/proc/net/tcp` and its like: what is read where the kernel does not list sockets over netlink.
@Suite struct SocketTableTests {
  private static let heading =
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"

  private static func sockets(
    _ text: String, isIPv6: Bool = false, transport: HostSocket.Transport = .tcp, parts: Int = .max
  ) throws(SocketReaderError) -> [HostSocket] {
    var lines = SocketTableLines(SocketQuestion(isIPv6: isIPv6, transport: transport, filter: .all))
    var sockets: [HostSocket] = []
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      try lines.take(rest.prefix(parts), into: &sockets)
      rest = rest.dropFirst(parts)
    }
    try lines.end(into: &sockets)
    return sockets
  }

  private static let listener =
    "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000003 00:00000000 00000000  1000        0 48213 1 0000000000000000 100 0 0 10 0\n"
  private static let timeWait =
    "  12: 0400140A:D431 0714140A:1538 06 00000000:00000000 03:00000F0B 00000000     0        0 0 3 0000000000000000\n"
  private static let six =
    "   3: B80D0120000000000000000001000000:9C40 00000000000000000000000001000000:01BB 01 0000002A:00000000 00:00000000 00000000     0        0 99 1 0000000000000000 20 4 30 10 -1\n"

  @Test func `lines are read as the kernel prints them`() throws {
    let four = try Self.sockets(Self.heading + Self.listener + Self.timeWait)
    #expect(four.map(\.local.description) == ["127.0.0.1:8080", "10.20.0.4:54321"])
    #expect(four.map(\.remote.description) == ["0.0.0.0:0", "10.20.20.7:5432"])
    #expect(four.map(\.state) == [.listening, .timeWait] && four.map(\.inode) == [48_213, 0])
    #expect(four[0].receiveQueue == 3 && four[0].user == 1_000)
    let six = try Self.sockets(Self.heading + Self.six, isIPv6: true)
    #expect(six.map(\.local.description) == ["[2001:db8::1]:40000"] && six[0].sendQueue == 42)
    #expect(six.map(\.remote.description) == ["[::1]:443"])
    #expect(try Self.sockets("").isEmpty && Self.sockets(Self.heading).isEmpty)
  }

  @Test func `lines are whole wherever a part ends`() throws {
    let text = Self.heading + Self.listener + Self.timeWait + Self.listener.dropLast()
    let whole = try Self.sockets(text)
    #expect(whole.count == 3)
    for parts in 1...120 { #expect(try Self.sockets(text, parts: parts) == whole, "parts of \(parts) bytes") }
  }

  @Test func `a connection is the same when it goes to TIME-WAIT, and another when its ends are others`() throws {
    let open = Self.timeWait.replacing(" 06 ", with: " 01 ").replacing("        0 0 3", with: "        0 777 3")
    let other = Self.timeWait.replacing("D431", with: "D432")
    let sockets = try Self.sockets(Self.heading + open + Self.timeWait + other)
    #expect(sockets.count == 3 && sockets[0].cookie == sockets[1].cookie && sockets[1].cookie != sockets[2].cookie)
    let shared = Self.listener.replacing("48213", with: "48214")
    let listeners = try Self.sockets(Self.heading + Self.listener + shared)
    #expect(listeners[0].cookie != listeners[1].cookie, "two programs may listen on one port")
  }

  @Test func `broken lines are errors that show them, and never crash`() {
    for line in ["nonsense\n", "   0: 0100007F\n", "   0: 0100007F:1F90 00000000:0000 FF 0:0 0:0 0 0 0 0\n", "\n"] {
      #expect(throws: SocketReaderError.self) { try Self.sockets(Self.heading + line) }
    }
    #expect(throws: SocketReaderError.malformed("a line without an end")) {
      try Self.sockets(Self.heading + String(repeating: "7", count: 100_000), parts: 4_096)
    }
    let seed: UInt64 = 0x7AB1_0001
    var generator = SeededGenerator(seed: seed)
    var (accepted, refused) = (0, 0)
    for _ in 1...6_000 {
      var bytes = Array((Self.heading + Self.listener + Self.timeWait + Self.listener).utf8)
      for _ in 0..<Int.random(in: 0...3, using: &generator) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[place] = .random(in: 0 ... .max, using: &generator)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...9, using: &generator)))
        default: bytes.removeLast(bytes.count - place)
        }
      }
      do throws(SocketReaderError) {
        let sockets = try Self.sockets(
          String(decoding: bytes, as: UTF8.self), isIPv6: Bool.random(using: &generator))
        #expect(sockets.count <= 4, "seed \(seed)")
        accepted += 1
      } catch {
        #expect(!"\(error)".isEmpty)
        refused += 1
      }
    }
    #expect(accepted > 200 && refused > 200, "\(accepted) accepted, \(refused) refused")
  }
}

extension KernelTests {
  @Suite struct SocketTableKernelTests {
    /// What both ways tell: netlink says more of listeners, and gives numbers of its own.
    private static func line(_ socket: HostSocket) -> String {
      let queue = socket.state == .listening ? 0 : socket.sendQueue
      return """
        \(socket.transport) \(socket.state) \(socket.local) \(socket.remote) \(socket.receiveQueue) \(queue) \(socket.user) \
        \(socket.inode)
        """
    }

    @Test func `the tables tell of the same sockets as netlink`() throws {
      let namespace = try TestNamespace()
      let holders = [
        try SocketHolder(2_000, firstPort: 8_000, in: namespace),
        try SocketHolder(500, firstPort: 8_100, family: 6, in: namespace),
      ]
      let (told, read) = try withExtendedLifetime(holders) {
        try namespace.inside { () -> ([String], [String]) in
          let sockets = TestSockets()
          try sockets.openOneOfEachKind()
          var reader = try SocketReader.ofKernel()
          // A close is on its way for a moment.
          var told = try reader.sockets([.tcp, .udp]).sockets
          while told.contains(where: { $0.state == .finWait1 }) { told = try reader.sockets([.tcp, .udp]).sockets }
          var read: [HostSocket] = []
          for transport in [HostSocket.Transport.tcp, .udp] {
            for isIPv6 in [false, true] {
              let question = SocketQuestion(isIPv6: isIPv6, transport: transport, filter: .all)
              #expect(try SocketTable(question).read(into: &read))
            }
          }
          #expect(Set(read.map(\.cookie)).count == read.count, "cookies are one for each socket")
          return (told.map(Self.line).sorted(), read.map(Self.line).sorted())
        }
      }
      #expect(told.count > 5_000)
      let difference = Set(told).symmetricDifference(read)
      #expect(told == read, "\(difference.sorted().prefix(10))")
    }

    @Test func `a table admits what the kernel's filter does`() throws {
      let namespace = try TestNamespace()
      let holder = try SocketHolder(300, firstPort: 8_000, in: namespace)
      let filter = SocketFilter(remotePort: 8_001, localPorts: PortRange(32_768, 60_999))
      let (told, read) = try withExtendedLifetime(holder) {
        try namespace.inside { () -> ([String], [String]) in
          var reader = try SocketReader.ofKernel()
          let told = try reader.sockets([.tcp], filter: filter).sockets
          var read: [HostSocket] = []
          _ = try SocketTable(SocketQuestion(isIPv6: false, transport: .tcp, filter: filter)).read(into: &read)
          return (told.map(Self.line).sorted(), read.map(Self.line).sorted())
        }
      }
      #expect(told.count == 75 && told == read)
    }
  }
}
