internal import NetworkModel
internal import Ports

extension TrafficPattern {
  /// The pattern as matches of nftables, of which a packet must meet one; an empty match is met by all.
  var matches: [String] {
    guard let ipProtocol else { return [""] }
    let number = "meta l4proto \(ipProtocol.rawValue)"
    guard ipProtocol.hasPorts || ipProtocol.hasTypeAndCode, selectors != .all else { return [number] }
    return selectors.ranges.map { range in
      if ipProtocol.hasPorts { return "\(ipProtocol == .tcp ? "tcp" : "udp") dport \(range)" }
      let name = ipProtocol == .icmp ? "icmp" : "icmpv6"
      let type = "\(name) type \(range.lower >> 8)"
      return range.count == 1 ? "\(type) \(name) code \(range.lower & 255)" : type
    }
  }
}

extension CIDRBlock {
  /// The block as a match of nftables on the packet's far end: the source of what comes in, the destination of what goes out.
  func match(_ direction: Direction) -> String {
    if isAny { return "meta nfproto \(family == .v4 ? "ipv4" : "ipv6")" }
    return "\(family.field) \(direction.farEnd) \(self)"
  }
}

extension Direction {
  /// The field with the address of a packet's far end.
  var farEnd: String { self == .inbound ? "saddr" : "daddr" }
}

extension IPAddress.Family {
  /// What nftables calls the family's header.
  var field: String { self == .v4 ? "ip" : "ip6" }
  /// The word with which `ip` is asked about the family.
  var flag: String { self == .v4 ? "-4" : "-6" }
}
