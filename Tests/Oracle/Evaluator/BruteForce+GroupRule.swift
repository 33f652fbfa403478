extension BruteForce {
  /// One permission of a security group for one peer.
  struct GroupRule {
    /// Who the other end must be.
    enum Peer {
      /// An address of the block.
      case prefix(RandomNetwork.Prefix)
      /// An interface of the same VPC that carries the group.
      case group(Int)
      /// Nobody knows: the prefix list, or the whole group, is not described.
      case undescribed
    }

    let selector: Selector
    let peer: Peer
  }

  /// What a rule needs to know of the other end.
  struct PeerIdentity {
    let address: RandomNetwork.Address
    /// The groups it carries, if it is an interface of the VPC of the one that is asked.
    let groups: [Int]
    /// Whether the address is the primary private IPv4 address of that interface.
    let isPrimary: Bool
  }

  /// Any rule of any group the interface carries may admit the packet; there is no order and no
  /// deny (UG/security-group-rules).
  ///
  /// A reference stands for the private addresses of the interfaces that carry the group. Whether
  /// it includes secondary and IPv6 addresses is not documented, so such a rule alone
  /// leaves the answer unknown.
  @inline(__always)
  static func decide(_ rules: [GroupRule], _ packet: Packet, peer: PeerIdentity) -> Outcome {
    var answer = Outcome.drop
    for index in rules.indices where rules[index].selector.covers(packet) {
      switch rules[index].peer {
      case .prefix(let prefix):
        if prefix.contains(peer.address) { return .pass }
      case .group(let group):
        guard carries(peer.groups, group) else { continue }
        if peer.isPrimary { return .pass }
        answer = .unknown
      case .undescribed:
        answer = .unknown
      }
    }
    return answer
  }

  private static func carries(_ groups: [Int], _ wanted: Int) -> Bool {
    for index in groups.indices where groups[index] == wanted { return true }
    return false
  }
}
