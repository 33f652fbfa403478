internal import NetworkModel
internal import Ports

/// Whom the security groups of both ends let connect, for one selector and one manner of asking them.
///
/// Of a client it matters what its groups ask of servers, which of the blocks that servers' rules name its address is in, and which of the
/// groups they name it carries. Clients alike in that are one **kind**, and reach the same servers; for one port there are few kinds.
struct Admission {
  /// The servers that a kind of clients reaches.
  struct Servers {
    /// Those that the groups surely let it reach.
    let surely: HostSet
    /// Those that they may let it reach.
    let possibly: HostSet
    /// Whether these are the same.
    var isCertain = false

    /// Those whose bits are in some words.
    func part(in words: Range<Int>) -> Servers {
      Servers(surely: surely.part(in: words), possibly: possibly.part(in: words), isCertain: isCertain)
    }
  }

  private struct Kind: Hashable {
    let outbound: Int
    let blocks: Int
    let groups: Int
    let isPrimaryV4: Bool
  }

  /// The kind of each badge, as a client.
  let kindOfBadge: [Int]
  private let kinds: Numbering<Kind>
  private let rules: AskedRules
  private let manner: Lanes.Manner
  private let blockLists: Numbering<[Int]>
  private let groupLists: Numbering<[Int]>
  private var targets: [Servers?]
  private var admittingByBlocks: [HostSet?]
  private var admittingByGroups: [HostSet?]

  init(by rules: AskedRules, _ manner: Lanes.Manner) {
    let endpoints = rules.endpoints
    var kinds = Numbering<Kind>()
    var blockLists = Numbering<[Int]>()
    var groupLists = Numbering<[Int]>()
    let noList = blockLists.number(of: [])
    _ = groupLists.number(of: [])
    let countsGroups = manner.inward.map { $0 != .areLost } ?? false
    let groupListOfSet = endpoints.groupSets.keys.map { set in
      guard countsGroups else { return noList }
      // An interface whose groups are not known may carry any.
      guard let set else { return groupLists.number(of: rules.serversByGroup.keys.sorted()) }
      return groupLists.number(of: set.filter { rules.serversByGroup[$0] != nil })
    }
    let blockListOfAtom = rules.book.blocksOfAtom.map { blocks in
      manner.inward == nil ? noList : blockLists.number(of: blocks.filter { !rules.serversByBlock[$0].words.isEmpty })
    }
    kindOfBadge = endpoints.badges.enumerated().map { number, badge in
      let set = endpoints.setOfBadge[number]
      return kinds.number(
        of: Kind(
          outbound: manner.outward == nil ? -1 : rules.outboundOfSet[set], blocks: blockListOfAtom[badge.atom],
          groups: groupListOfSet[set], isPrimaryV4: badge.isPrimaryV4 && badge.groups != nil))
    }
    self.kinds = kinds
    self.blockLists = blockLists
    self.groupLists = groupLists
    self.rules = rules
    self.manner = manner
    targets = [Servers?](repeating: nil, count: rules.outboundLists.keys.count)
    admittingByBlocks = [HostSet?](repeating: nil, count: blockLists.keys.count)
    admittingByGroups = [HostSet?](repeating: nil, count: groupLists.keys.count)
  }

  /// How many kinds of clients there are.
  var count: Int { kinds.keys.count }

  /// The servers that the groups of both ends let a kind of clients reach.
  mutating func servers(of number: Int) -> Servers { servers(of: number, in: 0..<rules.endpoints.words) }

  /// The servers that the groups of both ends let a kind of clients reach, of those whose bits are in some words.
  mutating func servers(of number: Int, in words: Range<Int>) -> Servers {
    let kind = kinds.keys[number]
    let targets = targets(of: kind.outbound)
    guard let references = manner.inward, !targets.possibly.words.isEmpty else { return targets.part(in: words) }
    var surely = admitting(blocks: kind.blocks).part(in: words)
    var possibly = surely
    var isCertain = targets.isCertain && rules.serversInDoubt.words.isEmpty
    if references != .areLost, kind.groups != 0 {
      possibly.formUnion(admitting(groups: kind.groups).part(in: words))
      if references == .stand, kind.isPrimaryV4 { surely = possibly } else { isCertain = false }
    }
    let reached = targets.surely.intersection(surely)
    if isCertain { return Servers(surely: reached, possibly: reached, isCertain: true) }
    possibly.formUnion(rules.serversInDoubt.part(in: words))
    return Servers(surely: reached, possibly: targets.possibly.intersection(possibly))
  }

  /// Whether a kind of clients reaches the server that a bit stands for: surely, and possibly.
  mutating func reaches(_ bit: Int, from number: Int) -> (surely: Bool, possibly: Bool) {
    let kind = kinds.keys[number]
    let targets = targets(of: kind.outbound)
    guard targets.possibly.contains(bit) else { return (false, false) }
    var surely = true
    var possibly = true
    if let reach = manner.inward {
      surely = admitting(blocks: kind.blocks).contains(bit)
      let byGroup = reach != .areLost && kind.groups != 0 && admitting(groups: kind.groups).contains(bit)
      possibly = surely || byGroup || rules.serversInDoubt.contains(bit)
      if byGroup, reach == .stand, kind.isPrimaryV4 { surely = true }
    }
    return (surely && targets.surely.contains(bit), possibly)
  }

  /// Those that clients' own rules let them reach.
  private mutating func targets(of number: Int) -> Servers {
    let everyone = rules.everyone
    guard let reach = manner.outward else {
      return Servers(surely: everyone, possibly: everyone, isCertain: true)
    }
    if let known = targets[number] { return known }
    var surely = HostSet()
    var isInDoubt = false
    var named: [Int] = []
    for asked in rules.outboundLists.keys[number].map({ rules.outboundOfGroup[$0] }) {
      for block in asked.blocks { surely.formUnion(rules.book.hosts(inOutbound: block)) }
      named += asked.groups
      isInDoubt = isInDoubt || asked.mayAdmitAnyone
    }
    var possibly = surely
    var isCertain = !isInDoubt
    if reach != .areLost {
      for group in named {
        let members = rules.endpoints.members(of: group)
        possibly.formUnion(members)
        if !rules.book.ofUntoldGroups.words.isEmpty {
          possibly.formUnion(rules.book.ofUntoldGroups)
          isCertain = false
        }
        if reach == .stand, rules.endpoints.areAllPrimary {
          surely.formUnion(members)
        } else {
          isCertain = false
          if reach == .stand { surely.formUnion(members.intersection(rules.endpoints.primary)) }
        }
      }
    }
    if isInDoubt { possibly = everyone }
    let found = Servers(surely: surely, possibly: possibly, isCertain: isCertain)
    targets[number] = found
    return found
  }

  private mutating func admitting(blocks list: Int) -> HostSet {
    if let known = admittingByBlocks[list] { return known }
    var set = HostSet()
    for block in blockLists.keys[list] { set.formUnion(rules.serversByBlock[block]) }
    admittingByBlocks[list] = set
    return set
  }

  private mutating func admitting(groups list: Int) -> HostSet {
    if let known = admittingByGroups[list] { return known }
    var set = HostSet()
    for group in groupLists.keys[list] { set.formUnion(rules.serversByGroup[group] ?? HostSet()) }
    admittingByGroups[list] = set
    return set
  }
}
