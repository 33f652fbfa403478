extension BruteForce {
  /// A network ACL entry with its numbers read.
  struct AccessRule {
    let selector: Selector
    let peer: RandomNetwork.Prefix
    let allows: Bool
  }

  /// The entries of one direction by ascending number: the order in which they are tried, which
  /// is not the order in which they are listed (trap 4).
  static func accessRules(
    of list: RandomNetwork.NetworkACL, egress: Bool
  ) -> [AccessRule] {
    list.entries
      .filter { $0.isEgress == egress }
      .sorted { $0.number < $1.number }
      .map { AccessRule(selector: Selector($0), peer: $0.peer, allows: $0.allows) }
  }

  /// The first entry that matches decides; a packet that none matches is denied (UG/nacl-rules).
  ///
  /// `peer` is the source of what enters the subnet and the destination of what leaves it.
  @inline(__always)
  static func decide(
    _ rules: [AccessRule], _ packet: Packet, peer: RandomNetwork.Address
  ) -> Outcome {
    for index in rules.indices
    where rules[index].selector.covers(packet) && rules[index].peer.contains(peer) {
      return Outcome(rules[index].allows)
    }
    return .drop
  }
}
