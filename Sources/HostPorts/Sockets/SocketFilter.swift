public import Ports

/// Which sockets are asked for. The kernel itself leaves out the others, so that a question about one destination or port does not
/// cost a list of all.
public struct SocketFilter: Hashable, Sendable {
  /// The address of the other end; nil for any.
  public var remoteAddress: HostAddress?
  /// The port of the other end; nil for any.
  public var remotePort: UInt16?
  /// The ports here; nil for any.
  public var localPorts: PortRange?

  /// Makes a filter that leaves in what has all that is given.
  public init(remoteAddress: HostAddress? = nil, remotePort: UInt16? = nil, localPorts: PortRange? = nil) {
    self.remoteAddress = remoteAddress
    self.remotePort = remotePort
    self.localPorts = localPorts
  }

  /// Every socket.
  public static let all = SocketFilter()

  /// Whether a socket passes; what the kernel decides by `program`.
  public func admits(_ socket: HostSocket) -> Bool {
    (remoteAddress.map { $0.unmapped == socket.remote.address.unmapped } ?? true)
      && (remotePort.map { $0 == socket.remote.port } ?? true)
      && (localPorts.map { $0.contains(socket.local.port) } ?? true)
  }
}

extension SocketFilter {
  /// One test of the kernel's filter language (`inet_diag_bc_op` and what follows it, Linux `net/ipv4/inet_diag.c`).
  private struct Step {
    let code: UInt8
    /// The rest of the first word; for a comparison of ports, the port is in a second one.
    let operands: [UInt8]
  }

  /// The filter in the kernel's language (`INET_DIAG_REQ_BYTECODE`); empty for every socket.
  ///
  /// A step is four bytes, `code, yes, no`, and its operands. It says how many bytes to go on by when it holds and when not; to go on
  /// to the end means yes, and by four bytes more, no.
  package var program: [UInt8] {
    let steps = portSteps + addressSteps
    var rest = steps.reduce(0) { $0 + 4 + $1.operands.count }
    var program: [UInt8] = []
    for step in steps {
      program += [step.code, UInt8(4 + step.operands.count)]
      program += Self.bytes(UInt16(rest + 4))
      program += step.operands
      rest -= 4 + step.operands.count
    }
    return program
  }

  private var portSteps: [Step] {
    var steps: [Step] = []
    if let localPorts {
      steps.append(Self.comparison(Code.sourceAtLeast, localPorts.lower))
      steps.append(Self.comparison(Code.sourceAtMost, localPorts.upper))
    }
    if let remotePort, remoteAddress == nil {
      steps.append(Self.comparison(Code.destinationAtLeast, remotePort))
      steps.append(Self.comparison(Code.destinationAtMost, remotePort))
    }
    return steps
  }

  /// A port to compare with stands where the next step's `no` would.
  private static func comparison(_ code: UInt8, _ port: UInt16) -> Step {
    Step(code: code, operands: [0, 0] + bytes(port))
  }

  /// `inet_diag_hostcond`: the family, how many bits of the address count, the port or −1, the address. A condition of IPv4 holds for
  /// IPv6 sockets that talk to it, too.
  private var addressSteps: [Step] {
    guard let address = remoteAddress?.unmapped else { return [] }
    let family: UInt8 = address.isIPv6 ? 10 : 2
    let port = remotePort.map(Int32.init) ?? -1
    var operands = [family, address.isIPv6 ? 128 : 32, 0, 0]
    operands += withUnsafeBytes(of: port) { Array($0) }
    operands +=
      address.isIPv6
      ? withUnsafeBytes(of: (address.high.bigEndian, address.low.bigEndian)) { Array($0) }
      : withUnsafeBytes(of: UInt32(truncatingIfNeeded: address.low).bigEndian) { Array($0) }
    return [Step(code: Code.destination, operands: operands)]
  }

  private static func bytes(_ number: UInt16) -> [UInt8] { withUnsafeBytes(of: number) { Array($0) } }

  /// `INET_DIAG_BC_…` of `linux/inet_diag.h`.
  private enum Code {
    static let sourceAtLeast: UInt8 = 2
    static let sourceAtMost: UInt8 = 3
    static let destinationAtLeast: UInt8 = 4
    static let destinationAtMost: UInt8 = 5
    static let destination: UInt8 = 8
  }
}
