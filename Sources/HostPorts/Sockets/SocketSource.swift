internal import CLinux
internal import Glibc

/// What answers questions about sockets part by part: the kernel, or a test that behaves as a kernel seldom does.
public protocol SocketSource: ~Copyable {
  /// Puts a question; whatever was left of the answer to another one may still come first.
  mutating func ask(_ question: SocketQuestion, sequence: UInt32) throws(SocketReaderError)
  /// Waits for the next part of the answer, writes it to `buffer`, and returns its length.
  mutating func receive(into buffer: UnsafeMutableRawBufferPointer) throws(SocketReaderError) -> Int
}

/// One dump: the sockets of one family and protocol.
public struct SocketQuestion: Hashable, Sendable {
  /// Whether the sockets of IPv6 are meant, or those of IPv4.
  public let isIPv6: Bool
  /// What they speak.
  public let transport: HostSocket.Transport
  /// Which of them.
  public let filter: SocketFilter
  /// Whether those are meant, too, that have a port and neither listen nor are connected.
  public let includesBound: Bool

  /// Puts a question.
  public init(isIPv6: Bool, transport: HostSocket.Transport, filter: SocketFilter, includesBound: Bool = false) {
    self.isIPv6 = isIPv6
    self.transport = transport
    self.filter = filter
    self.includesBound = includesBound
  }

  /// The questions that together ask for the sockets of `transports`, those of IPv4 first.
  static func all(
    _ transports: [HostSocket.Transport], filter: SocketFilter, includingBound bound: Bool
  ) -> [SocketQuestion] {
    transports.flatMap { transport in
      [false, true].map {
        SocketQuestion(isIPv6: $0, transport: transport, filter: filter, includesBound: bound)
      }
    }
  }

  /// Whether every kernel has such sockets: there are kernels without IPv6, and some that tell of TCP alone.
  var isNeeded: Bool { transport == .tcp && !isIPv6 }
}

/// The kernel, asked over netlink about the network namespace of the thread that opened it.
public struct NetlinkSource: SocketSource, ~Copyable {
  private let descriptor: Int32

  /// How long to wait for a part of an answer.
  private static let timeoutMilliseconds: Int32 = 5_000
  /// Every state (`HostSocket.State`) but that of sockets that are merely bound, for which the kernel walks through another table.
  private static let states: UInt32 = 0x1FFE
  private static let boundState: UInt32 = 1 << UInt32(HostSocket.State.boundInactive.rawValue)

  /// Opens a netlink socket in the calling thread's network namespace.
  public init() throws(SocketReaderError) {
    let result = portolan_sock_diag_open(Self.timeoutMilliseconds)
    guard result >= 0 else { throw .refused(-result) }
    descriptor = result
  }

  deinit { close(descriptor) }

  /// Puts a question to the kernel.
  public mutating func ask(_ question: SocketQuestion, sequence: UInt32) throws(SocketReaderError) {
    let program = question.filter.program
    let result = portolan_sock_diag_ask(
      descriptor, sequence, question.isIPv6 ? AF_INET6 : AF_INET, Int32(question.transport.rawValue),
      Self.states | (question.includesBound ? Self.boundState : 0), program, program.count)
    if result < 0 { throw .refused(-result) }
  }

  /// Waits for the next part of its answer, up to five seconds.
  public mutating func receive(into buffer: UnsafeMutableRawBufferPointer) throws(SocketReaderError) -> Int {
    let result = portolan_sock_diag_receive(descriptor, buffer.baseAddress, buffer.count)
    switch Int32(result) {
    case -EMSGSIZE: throw .truncated
    case -EAGAIN: throw .silent
    case -ENOBUFS: throw .lost
    case ..<0: throw .refused(Int32(-result))
    default: return result
    }
  }
}
