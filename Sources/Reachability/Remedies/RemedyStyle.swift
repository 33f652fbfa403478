/// One of the ways to let packets through, where there are several.
struct RemedyStyle: Hashable, Sendable {
  /// Whom new rules are for.
  enum Breadth: Hashable, Sendable {
    /// The peer's subnet in a network ACL, the peer's group in a security group: what stays right when an instance is replaced.
    case neighbours
    /// The peer's address.
    case address
  }

  /// Whether an entry that lets some of the packets through may be given more ports, rather than that one is added.
  let widens: Bool
  /// Whom new rules are for.
  let breadth: Breadth
  /// Which of the gateways that may carry packets a missing route is to lead to, by its rank.
  let gateway: Int

  /// The styles, those first whose edits are smaller and last longer.
  static let all: [RemedyStyle] = (0..<3).flatMap { gateway in
    [
      RemedyStyle(widens: true, breadth: .neighbours, gateway: gateway),
      RemedyStyle(widens: false, breadth: .neighbours, gateway: gateway),
      RemedyStyle(widens: false, breadth: .address, gateway: gateway),
    ]
  }
}
