internal import Network
internal import Ports

/// What the security groups of one badge ask of a peer, for one selector and one direction: groups that ask the same are one.
struct GroupRules: Hashable, Sendable {
  /// The blocks that let a peer through, by number, sorted.
  var blocks: [Int] = []
  /// The groups that let a peer through which carries one, sorted.
  var groups: [Int] = []
  /// Whether something that the snapshot lacks may let any peer through.
  var mayAdmitAnyone = false
}

/// The rules of all security groups for one selector, with what they name numbered.
struct RuleBook: Sendable {
  /// The blocks that rules name.
  private(set) var blocks = Numbering<CIDRBlock>()
  private var rules: [GroupRules] = []

  /// Reads off the rules of one direction that are for `selector`.
  init(of terrain: Terrain, for ipProtocol: IPProtocol, _ selector: UInt16, _ direction: Direction) {
    let network = terrain.network
    rules.reserveCapacity(network.securityGroups.count)
    for group in network.securityGroups {
      var found = GroupRules()
      for rule in group.rules
      where rule.direction == direction && rule.pattern.selectors(for: ipProtocol).contains(selector) {
        switch rule.peer {
        case .securityGroup(let other): found.groups.append(terrain.number(of: other) ?? -1)
        case .cidrBlock(let block): found.blocks.append(blocks.number(of: block))
        case .prefixList:
          guard let members = network.blocks(of: rule.peer) else {
            found.mayAdmitAnyone = true
            continue
          }
          for block in members { found.blocks.append(blocks.number(of: block)) }
        }
      }
      rules.append(found)
    }
  }

  /// What a set of groups asks together; nil is a set that the snapshot does not tell.
  func rules(of groups: [Int]?) -> GroupRules {
    guard let groups else { return GroupRules(mayAdmitAnyone: true) }
    var all = GroupRules()
    for group in groups {
      guard rules.indices.contains(group) else {
        all.mayAdmitAnyone = true
        continue
      }
      all.blocks += rules[group].blocks
      all.groups += rules[group].groups
      all.mayAdmitAnyone = all.mayAdmitAnyone || rules[group].mayAdmitAnyone
    }
    all.blocks = Set(all.blocks).sorted()
    all.groups = Set(all.groups).sorted()
    return all
  }
}
