internal import NetworkModel
internal import Ports

/// What one security group asks of a peer, for one selector and one direction.
struct GroupRules: Sendable {
  /// The blocks that let a peer through, by number.
  var blocks: [Int] = []
  /// The groups that let a peer through which carries one.
  var groups: [Int] = []
  /// Whether something that the snapshot lacks may let any peer through.
  var mayAdmitAnyone = false

  /// Whether nothing gets through.
  var isEmpty: Bool { blocks.isEmpty && groups.isEmpty && !mayAdmitAnyone }
}

/// The rules of all security groups for one direction, with what they name numbered.
struct RuleBook: Sendable {
  private enum Peer {
    case block(Int)
    case group(Int)
    case anyone
  }

  private struct Rule {
    let selectors: PortSet
    let peer: Peer
  }

  /// The blocks that rules name.
  private(set) var blocks = Numbering<CIDRBlock>()
  private var rules: [[Rule]] = []

  /// Reads off the rules of one direction that are for a protocol.
  init(of terrain: Terrain, for ipProtocol: IPProtocol, _ direction: Direction) {
    let network = terrain.network
    rules.reserveCapacity(network.securityGroups.count)
    for group in network.securityGroups {
      var found: [Rule] = []
      for rule in group.rules where rule.direction == direction {
        let selectors = rule.pattern.selectors(for: ipProtocol)
        if selectors.isEmpty { continue }
        switch rule.peer {
        case .securityGroup(let other):
          found.append(Rule(selectors: selectors, peer: .group(terrain.number(of: other) ?? -1)))
        case .cidrBlock(let block):
          found.append(Rule(selectors: selectors, peer: .block(blocks.number(of: block))))
        case .prefixList:
          guard let members = network.blocks(of: rule.peer) else {
            found.append(Rule(selectors: selectors, peer: .anyone))
            continue
          }
          for block in members { found.append(Rule(selectors: selectors, peer: .block(blocks.number(of: block)))) }
        }
      }
      rules.append(found)
    }
  }

  /// What each group asks for a selector, by the groups' numbers.
  func asked(for selector: UInt16) -> [GroupRules] {
    rules.map { rules in
      var asked = GroupRules()
      for rule in rules where rule.selectors.contains(selector) {
        switch rule.peer {
        case .block(let number): asked.blocks.append(number)
        case .group(let number): asked.groups.append(number)
        case .anyone: asked.mayAdmitAnyone = true
        }
      }
      return asked
    }
  }
}
