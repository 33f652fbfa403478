/// A TCP or UDP socket of the host, as the kernel tells of it.
public struct HostSocket: Hashable, Sendable {
  /// What a socket speaks.
  public enum Transport: UInt8, Hashable, Sendable, CaseIterable {
    /// TCP.
    case tcp = 6
    /// UDP.
    case udp = 17
  }

  /// The states of a socket, by the kernel's numbers (`include/net/tcp_states.h`); a UDP socket is `established` when it is connected,
  /// else `closed`.
  public enum State: UInt8, Hashable, Sendable, CaseIterable {
    /// A connection.
    case established = 1
    /// The request was sent.
    case synSent = 2
    /// The request was answered.
    case synReceived = 3
    /// Closed here; the other end has not heard of it yet.
    case finWait1 = 4
    /// Closed here; the other end knows.
    case finWait2 = 5
    /// Closed here first: its port is kept for 60 s (`TCP_TIMEWAIT_LEN`).
    case timeWait = 6
    /// Not connected.
    case closed = 7
    /// Closed by the other end; the program here has not noticed yet.
    case closeWait = 8
    /// Closed by both, the other end first.
    case lastAck = 9
    /// Waits for connections.
    case listening = 10
    /// Closed by both at once.
    case closing = 11
    /// A request that is being answered.
    case newSynReceived = 12
    /// Has a port and neither listens nor is connected (Linux 6.8 and later).
    case boundInactive = 13

    /// The name that `ss` prints.
    public var name: String {
      switch self {
      case .established: "ESTAB"
      case .synSent: "SYN-SENT"
      case .synReceived, .newSynReceived: "SYN-RECV"
      case .finWait1: "FIN-WAIT-1"
      case .finWait2: "FIN-WAIT-2"
      case .timeWait: "TIME-WAIT"
      case .closed, .boundInactive: "UNCONN"
      case .closeWait: "CLOSE-WAIT"
      case .lastAck: "LAST-ACK"
      case .listening: "LISTEN"
      case .closing: "CLOSING"
      }
    }
  }

  /// What it speaks.
  public let transport: Transport
  /// Its state.
  public let state: State
  /// The address and port here.
  public let local: End
  /// The address and port of the other end; no address and port 0 when there is none.
  public let remote: End
  /// The network interface it is bound to, by index; 0 when to none.
  public let interface: UInt32
  /// Bytes received that the program has not read; for a listener, connections that wait to be accepted.
  public let receiveQueue: UInt32
  /// Bytes sent that the other end has not acknowledged; for a listener, as many connections as may wait.
  public let sendQueue: UInt32
  /// The user it belongs to.
  public let user: UInt32
  /// The number by which a process's descriptors name it; 0 when no process has it, as in TIME-WAIT.
  public let inode: UInt32
  /// Whether a socket of IPv6 keeps to IPv6, where that is told: of those that listen or are not connected.
  public let isIPv6Only: Bool
  /// The kernel's number for this socket and no other, for as long as the kernel runs.
  public let cookie: UInt64

  /// An address and a port.
  public struct End: Hashable, Sendable {
    /// The address.
    public let address: HostAddress
    /// The port.
    public let port: UInt16

    /// Makes an end.
    public init(_ address: HostAddress, _ port: UInt16) {
      self.address = address
      self.port = port
    }
  }

  /// Makes a socket.
  public init(
    transport: Transport, state: State, local: End, remote: End, interface: UInt32 = 0, receiveQueue: UInt32 = 0,
    sendQueue: UInt32 = 0, user: UInt32 = 0, inode: UInt32 = 0, isIPv6Only: Bool = false, cookie: UInt64
  ) {
    self.transport = transport
    self.state = state
    self.local = local
    self.remote = remote
    self.interface = interface
    self.receiveQueue = receiveQueue
    self.sendQueue = sendQueue
    self.user = user
    self.inode = inode
    self.isIPv6Only = isIPv6Only
    self.cookie = cookie
  }

  /// Whether it holds its port without being a connection, so that no connection may draw it.
  public var isBoundOnly: Bool {
    switch state {
    case .listening, .boundInactive: true
    case .closed: transport == .udp
    default: false
    }
  }
}

extension HostSocket.End: CustomStringConvertible {
  /// `10.0.0.1:443`, `[2001:db8::1]:443`.
  public var description: String { address.isIPv6 ? "[\(address)]:\(port)" : "\(address):\(port)" }
}

extension HostSocket.End: Comparable {
  /// By address, then by port.
  public static func < (left: Self, right: Self) -> Bool { (left.address, left.port) < (right.address, right.port) }
}
