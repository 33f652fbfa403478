public import Ports

/// What a rule of a security group or network ACL says about a packet, its peer's address aside: a protocol and a set of
/// 16-bit selectors. No AWS filter can say more, and none can name a source port.
///
/// A packet's **selector** is its destination port for TCP and UDP, `type << 8 | code` for ICMP and ICMPv6, and
/// meaningless (every pattern has all) for any other protocol.
public struct TrafficPattern: Hashable, Sendable {
  /// The protocol; nil for any.
  public let ipProtocol: IPProtocol?
  /// The selectors; all 65,536 of them where a rule does not restrict them.
  public let selectors: PortSet

  /// Makes a pattern; `selectors` are ignored where the protocol has none (trap 6, trap 7).
  public init(_ ipProtocol: IPProtocol?, _ selectors: PortSet = .all) {
    let isSelective = ipProtocol.map { $0.hasPorts || $0.hasTypeAndCode } ?? false
    self.ipProtocol = ipProtocol
    self.selectors = isSelective ? selectors : .all
  }

  /// Every packet.
  public static let all = TrafficPattern(nil)

  /// The selectors of an ICMP type and code, of which −1 means all (BOTO:ec2 `IpPermission`); nil when out of range.
  public static func selectors(icmpType type: Int, code: Int) -> PortSet? {
    switch (type, code) {
    case (-1, -1): .all
    case (0...255, -1): PortSet(UInt16(type) << 8...UInt16(type) << 8 | 255)
    case (0...255, 0...255): PortSet(UInt16(type) << 8 | UInt16(code))
    default: nil
    }
  }

  /// The selectors with which packets of a protocol match the pattern.
  public func selectors(for other: IPProtocol) -> PortSet {
    ipProtocol == nil || ipProtocol == other ? selectors : .empty
  }
}

extension TrafficPattern {
  /// The two numbers by which AWS writes the selectors: the first and last port, or an ICMP type and code with −1 for all
  /// (BOTO:ec2 `IpPermission`); nil where the protocol has neither.
  ///
  /// - Precondition: One rule can say it: the selectors are one range, for ICMP of one type, or all.
  public var bounds: (from: Int, to: Int)? {
    guard let ipProtocol, ipProtocol.hasPorts || ipProtocol.hasTypeAndCode else { return nil }
    guard let range = selectors.ranges.first, selectors.ranges.count == 1 else {
      preconditionFailure("no rule says \(self)")
    }
    if ipProtocol.hasPorts { return (Int(range.lower), Int(range.upper)) }
    if selectors == .all { return (-1, -1) }
    precondition(range.lower >> 8 == range.upper >> 8, "no rule says \(self)")
    return (Int(range.lower >> 8), range.count == 1 ? Int(range.lower & 255) : -1)
  }
}

extension TrafficPattern: CustomStringConvertible {
  /// The pattern as people write it: `"all"`, `"tcp"`, `"tcp 443"`, `"icmp type 8"`, `"icmp type 0, 3 code 4"`.
  public var description: String {
    guard let ipProtocol else { return "all" }
    if selectors == .all { return "\(ipProtocol)" }
    guard ipProtocol.hasTypeAndCode, !selectors.isEmpty else { return "\(ipProtocol) \(selectors)" }
    return "\(ipProtocol) type " + selectors.ranges.flatMap(Self.types).joined(separator: ", ")
  }

  /// The types of a range of selectors, whole ones together, with the codes of those that are not whole: `0-2`, `3 code 4`.
  private static func types(_ range: PortRange) -> [String] {
    func span(_ one: UInt16, _ other: UInt16) -> String { one == other ? "\(one)" : "\(one)-\(other)" }
    var parts: [String] = []
    var (first, last) = (range.lower >> 8, range.upper >> 8)
    let (firstCode, lastCode) = (range.lower & 255, range.upper & 255)
    if first == last, firstCode > 0 || lastCode < 255 {
      return ["\(first) code\(firstCode == lastCode ? "" : "s") \(span(firstCode, lastCode))"]
    }
    if firstCode > 0 {
      parts.append(contentsOf: types(PortRange(range.lower...first << 8 | 255)))
      first += 1
    }
    let end = lastCode < 255 ? types(PortRange(last << 8...range.upper)) : []
    if !end.isEmpty { last -= 1 }
    if first <= last { parts.append(span(first, last)) }
    return parts + end
  }
}
