public import NetworkModel

/// What a VPC Flow Log says of the packets of one flow in one direction, seen at one network interface in one interval
/// (UG/flow-log-records).
public struct FlowRecord: Hashable, Sendable {
  /// `interface-id`; nil where the log says `-`.
  public var interface: String?
  /// `srcaddr`: for the interface's own side always its primary private address, whichever it used (UG/flow-logs-limitations).
  public var source: IPAddress
  /// `dstaddr`, likewise.
  public var destination: IPAddress
  /// `srcport`
  public var sourcePort: UInt16
  /// `dstport`
  public var destinationPort: UInt16
  /// `protocol`
  public var ipProtocol: IPProtocol
  /// `start`: when the first packet of the interval came, in seconds since 1970.
  public var start: Int
  /// `end`: when the last one did.
  public var end: Int
  /// `action`: whether the packets were let through.
  public var isAccepted: Bool
  /// `pkt-srcaddr`: the address in the packets; nil when the log does not have it.
  public var packetSource: IPAddress?

  /// Times that a record may have: up to the year 2100, so that those in milliseconds are told apart.
  static let times = 0...4_102_444_800

  /// Makes a record.
  public init(
    interface: String? = nil, source: IPAddress, destination: IPAddress, sourcePort: UInt16, destinationPort: UInt16,
    ipProtocol: IPProtocol, start: Int, end: Int, isAccepted: Bool = true, packetSource: IPAddress? = nil
  ) {
    self.interface = interface
    self.source = source
    self.destination = destination
    self.sourcePort = sourcePort
    self.destinationPort = destinationPort
    self.ipProtocol = ipProtocol
    self.start = start
    self.end = end
    self.isAccepted = isAccepted
    self.packetSource = packetSource
  }
}
