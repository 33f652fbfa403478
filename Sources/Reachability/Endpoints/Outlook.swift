internal import NetworkModel

/// What addresses outside see of an endpoint besides its spot: how its security groups treat them, and how the groups of what carries its
/// packets treat it.
///
/// Few rules of security groups are for addresses outside; the others, for blocks inside or for groups, tell apart none of what comes from
/// there or goes there. So of thousands of endpoints that differ only a few need be asked about.
struct Outlook: Hashable, Sendable {
  /// The rules of its groups that may be for addresses outside, by number; nil when the snapshot does not tell its groups.
  fileprivate let rules: Int?
  /// Which piece of the address space, as cut by the rules of middleboxes, the address is in.
  fileprivate let atom: Int
  /// Those of its groups that the rules of middleboxes name.
  fileprivate let named: [Int]
}

/// The outlooks of endpoints toward some addresses outside.
struct Outlooks {
  private struct GroupRules: Hashable {
    let rules: Set<SecurityGroup.Rule>
    /// Whether the snapshot lacks a group, which might allow anything.
    let isIncomplete: Bool
  }

  private let rulesOfGroup: [Set<SecurityGroup.Rule>]
  private let atoms: AddressAtoms
  private let named: Set<Int>
  private var numbers = Numbering<GroupRules>()
  private var numberOfGroups: [[Int]: Int] = [:]

  /// Prepares for the endpoints of a network that connect to or from addresses of `outside`, of which none is in a VPC.
  init(on terrain: Terrain, toward outside: AddressSet) {
    let network = terrain.network
    rulesOfGroup = network.securityGroups.map { group in
      Set(
        group.rules.filter { rule in
          if case .securityGroup = rule.peer { return false }
          guard let blocks = network.blocks(of: rule.peer) else { return true }
          return !outside.intersection(AddressSet(blocks)).isEmpty
        })
    }
    let middleboxes = network.interfacesThatRoutesName.compactMap { network.networkInterfaces[$0] }
    let rules = Set(middleboxes.flatMap { $0.securityGroups ?? [] }).flatMap { network.securityGroups[$0]?.rules ?? [] }
    atoms = AddressAtoms(edgesOf: rules.flatMap { network.blocks(of: $0.peer) ?? [] })
    named = Set(
      rules.compactMap { rule in
        if case .securityGroup(let group) = rule.peer { terrain.number(of: group) } else { nil }
      })
  }

  /// The outlook of an endpoint that carries no connections of others.
  mutating func outlook(of host: Host) -> Outlook {
    Outlook(
      rules: host.groups.map { number(of: $0) }, atom: atoms.atom(of: host.address.address),
      named: host.groups?.filter { named.contains($0) }.sorted() ?? [])
  }

  private mutating func number(of groups: [Int]) -> Int {
    if let known = numberOfGroups[groups] { return known }
    var rules: Set<SecurityGroup.Rule> = []
    for group in groups where rulesOfGroup.indices.contains(group) { rules.formUnion(rulesOfGroup[group]) }
    let isIncomplete = groups.contains { !rulesOfGroup.indices.contains($0) }
    let number = numbers.number(of: GroupRules(rules: rules, isIncomplete: isIncomplete))
    numberOfGroups[groups] = number
    return number
  }
}
