internal import NetworkModel
internal import Ports

/// What security groups ask for one selector: of servers as clients' groups, and of clients as servers' groups.
struct AskedRules {
  let endpoints: EndpointClasses
  let book: GroupBook
  /// What each group asks of servers, by the group's number; last, what one asks of which nothing is known, and what one asks that lets its
  /// members reach everyone.
  let outboundOfGroup: [GroupRules]
  /// The lists of groups that ask something of servers.
  let outboundLists: Numbering<[Int]>
  /// The list of each set of groups.
  let outboundOfSet: [Int]
  /// The servers that let in who is in a block that rules name, by the block's number.
  let serversByBlock: [HostSet]
  /// The servers that let in who carries a group.
  let serversByGroup: [Int: HostSet]
  /// The servers that may let in anyone.
  let serversInDoubt: HostSet

  init(of endpoints: EndpointClasses, in book: GroupBook, for selector: UInt16) {
    self.endpoints = endpoints
    self.book = book
    let outbound = book.outbound.asked(for: selector)
    let (unknown, unbounded) = (outbound.count, outbound.count + 1)
    let everyone = GroupRules(blocks: book.outboundBlockOfEveryone.map { [$0] } ?? [])
    outboundOfGroup = outbound + [GroupRules(mayAdmitAnyone: true), everyone]
    let isUnbounded = outbound.map { $0.blocks.contains { book.isOfEveryone($0) } }
    var lists = Numbering<[Int]>()
    outboundOfSet = endpoints.groupSets.keys.map { set in
      guard let set else { return lists.number(of: [unknown]) }
      // Whoever may reach everyone by one group gains nothing by others: most clients are alike in that.
      if set.contains(where: { outbound.indices.contains($0) && isUnbounded[$0] }) {
        return lists.number(of: [unbounded])
      }
      return lists.number(
        of: set.compactMap { group in
          guard outbound.indices.contains(group) else { return unknown }
          return outbound[group].isEmpty ? nil : group
        })
    }
    outboundLists = lists

    var serversByBlock = [HostSet](repeating: HostSet(), count: book.inbound.blocks.keys.count)
    var serversByGroup: [Int: HostSet] = [:]
    var serversInDoubt = book.ofUnknownGroups
    for (group, asked) in book.inbound.asked(for: selector).enumerated() where !asked.isEmpty {
      let members = endpoints.members(of: group)
      for block in asked.blocks { serversByBlock[block].formUnion(members) }
      for other in asked.groups { serversByGroup[other, default: HostSet()].formUnion(members) }
      if asked.mayAdmitAnyone { serversInDoubt.formUnion(members) }
    }
    self.serversByBlock = serversByBlock
    self.serversByGroup = serversByGroup
    self.serversInDoubt = serversInDoubt
  }

  /// All endpoints.
  var everyone: HostSet { book.everyone }
}

/// What of security groups and endpoints is the same for all selectors of a protocol.
struct GroupBook: Sendable {
  let outbound: RuleBook
  let inbound: RuleBook
  /// The inbound rules' blocks that each piece of the address space is in, by the pieces' numbers.
  let blocksOfAtom: [[Int]]
  /// The endpoints of which it is not known what their groups ask.
  let ofUnknownGroups: HostSet
  /// All endpoints.
  let everyone: HostSet
  /// The endpoints whose groups are not known.
  let ofUntoldGroups: HostSet
  private let hostsInOutbound: [HostSet]
  /// Whether all endpoints are in a block that outbound rules name, by its number.
  private let areAllInOutbound: [Bool]

  init(of endpoints: EndpointClasses, on terrain: Terrain, for ipProtocol: IPProtocol) {
    outbound = RuleBook(of: terrain, for: ipProtocol, .outbound)
    inbound = RuleBook(of: terrain, for: ipProtocol, .inbound)
    hostsInOutbound = outbound.blocks.keys.map { endpoints.addressIndex.hosts(in: $0) }
    let known = terrain.network.securityGroups.indices
    var unknown = HostSet()
    var everyone = HostSet()
    var ofUntoldGroups = HostSet()
    for one in endpoints.classes {
      let badge = endpoints.badges[one.badge]
      everyone.insert(one.bits)
      if badge.groups == nil { ofUntoldGroups.insert(one.bits) }
      if !(badge.groups?.allSatisfy { known.contains($0) } ?? false) { unknown.insert(one.bits) }
    }
    self.everyone = everyone
    self.ofUntoldGroups = ofUntoldGroups
    ofUnknownGroups = unknown
    areAllInOutbound = hostsInOutbound.map { $0.count == endpoints.hosts.count }
    let atoms = endpoints.groupAtoms
    var blocksOfAtom = [[Int]](repeating: [], count: atoms.count)
    for (number, block) in inbound.blocks.keys.enumerated() {
      for atom in atoms.atom(of: block.range.lower)...atoms.atom(of: block.range.upper) {
        blocksOfAtom[atom].append(number)
      }
    }
    self.blocksOfAtom = blocksOfAtom
  }

  /// The endpoints in a block that outbound rules name, by its number.
  func hosts(inOutbound block: Int) -> HostSet { hostsInOutbound[block] }

  /// Whether all endpoints are in a block that outbound rules name, by its number.
  func isOfEveryone(_ block: Int) -> Bool { areAllInOutbound[block] }

  /// A block that outbound rules name in which all endpoints are, by its number.
  var outboundBlockOfEveryone: Int? { areAllInOutbound.firstIndex(of: true) }
}
