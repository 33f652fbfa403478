internal import Network
internal import Ports

/// Counts the pairs that security groups let through, by lane, for one selector.
///
/// Clients whose groups ask the same and whom the same servers' groups admit have one **row**: the set of the servers that both let
/// through. It is worked out once, counted by the spots of the servers, and those counts go to the lanes that lead there.
struct Tally {
  /// How many pairs the groups of both ends let through.
  struct Admitted {
    var surely = 0
    /// Pairs of which that hangs on a missing fact.
    var perhaps = 0
  }

  private struct Row: Hashable {
    let outbound: Int
    let byAddress: [UInt64]
    let byGroup: [UInt64]
    let isPrimaryV4: Bool
  }

  /// How the groups of both ends are asked on a lane.
  private struct Manner: Hashable {
    let outward: Peer.Reach?
    let inward: Peer.Reach?
  }

  private let endpoints: EndpointClasses
  private let lanes: Lanes
  private let targets: [Targets]
  /// The servers whose groups ask the same.
  private let servers: [HostSet]
  private let rows: Numbering<Row>
  private let rowOfClass: [Int]
  private let manners: Numbering<Manner>
  /// The manner of each lane; −1 for those that are asked one by one.
  private let mannerOfLane: [Int]
  private let mayAdmitAnyone: [UInt64]
  private let hasDoubts: Bool
  private var admitted: [Admitted]
  private var representative: [Int]
  private let rangeOfSpot: [Int]

  /// The peers that the rules of one set of groups let through.
  private struct Targets {
    var byAddress: HostSet
    /// Those that surely count as members of groups that the rules name.
    var surelyByGroup: HostSet
    var byGroup: HostSet
    let mayAdmitAnyone: Bool
  }

  init(of matrix: Matrix, _ selector: UInt16) {
    let endpoints = matrix.endpoints
    let lanes = matrix.lanes
    let terrain = matrix.plane.terrain
    let ipProtocol = matrix.plane.ipProtocol
    let everyone = endpoints.hosts.count
    let sets = endpoints.groupSets
    let index = endpoints.addressIndex

    let outboundBook = RuleBook(of: terrain, for: ipProtocol, selector, .outbound)
    let inboundBook = RuleBook(of: terrain, for: ipProtocol, selector, .inbound)
    var outbound = Numbering<GroupRules>()
    var inbound = Numbering<GroupRules>()
    let outboundOfSet = sets.keys.map { outbound.number(of: outboundBook.rules(of: $0)) }
    let inboundOfSet = sets.keys.map { inbound.number(of: inboundBook.rules(of: $0)) }

    targets = outbound.keys.map { rules in
      var found = Targets(
        byAddress: HostSet(count: everyone), surelyByGroup: HostSet(count: everyone), byGroup: HostSet(count: everyone),
        mayAdmitAnyone: rules.mayAdmitAnyone)
      for block in rules.blocks { index.insert(outboundBook.blocks.keys[block], into: &found.byAddress) }
      for group in rules.groups {
        for member in endpoints.members(of: group) {
          found.byGroup.insert(member)
          if endpoints.hosts[member].isPrimaryV4 { found.surelyByGroup.insert(member) }
        }
      }
      return found
    }

    // Which servers' rules admit a client: by each block its address is in, and by each group it carries.
    let words = (inbound.keys.count + 63) / 64
    var byBlock = [[UInt64]](repeating: [], count: inboundBook.blocks.keys.count)
    var byGroup: [Int: [UInt64]] = [:]
    var mayAdmitAnyone = [UInt64](repeating: 0, count: words)
    for (number, rules) in inbound.keys.enumerated() {
      func mark(_ bits: inout [UInt64]) {
        if bits.isEmpty { bits = [UInt64](repeating: 0, count: words) }
        bits[number >> 6] |= 1 << UInt64(number & 63)
      }
      for block in rules.blocks { mark(&byBlock[block]) }
      for group in rules.groups { mark(&byGroup[group, default: []]) }
      if rules.mayAdmitAnyone { mark(&mayAdmitAnyone) }
    }
    var servers = inbound.keys.map { _ in HostSet(count: everyone) }
    var rows = Numbering<Row>()
    var rowOfBadge: [Int: Int] = [:]
    var byAtom: [Int: [UInt64]] = [:]
    var rowOfClass: [Int] = []
    rowOfClass.reserveCapacity(endpoints.classes.count)
    for one in endpoints.classes {
      let badge = endpoints.badges[one.badge]
      let set = endpoints.setOfBadge[one.badge]
      servers[inboundOfSet[set]].insert(one.members)
      if let row = rowOfBadge[one.badge] {
        rowOfClass.append(row)
        continue
      }
      var addressBits = byAtom[badge.atom] ?? []
      if addressBits.isEmpty {
        addressBits = [UInt64](repeating: 0, count: words)
        let address = endpoints.hosts[one.members.lowerBound].address.address
        for (number, block) in inboundBook.blocks.keys.enumerated() where block.contains(address) {
          for word in byBlock[number].indices { addressBits[word] |= byBlock[number][word] }
        }
        byAtom[badge.atom] = addressBits
      }
      var groupBits = [UInt64](repeating: 0, count: words)
      for group in badge.groups ?? [] {
        guard let bits = byGroup[group] else { continue }
        for word in bits.indices { groupBits[word] |= bits[word] }
      }
      let row = rows.number(
        of: Row(
          outbound: outboundOfSet[set], byAddress: addressBits, byGroup: groupBits, isPrimaryV4: badge.isPrimaryV4))
      rowOfBadge[one.badge] = row
      rowOfClass.append(row)
    }

    var manners = Numbering<Manner>()
    mannerOfLane = lanes.distinct.map { lane in
      // What lets nothing through asks no groups.
      let ways = lane.ways.filter { $0.request.possible.contains(selector) && !$0.reply.isClosed }
      guard let way = ways.first, lane.isUniform else { return -1 }
      return manners.number(of: Manner(outward: way.outward, inward: way.inward))
    }
    var ranges = Numbering<PortSet>()
    rangeOfSpot = endpoints.spots.map { ranges.number(of: $0.clientPorts.ports) }
    representative = [Int](repeating: 0, count: ranges.keys.count)
    for spot in endpoints.spots.indices { representative[rangeOfSpot[spot]] = spot }
    admitted = [Admitted](repeating: Admitted(), count: ranges.keys.count * lanes.distinct.count)
    hasDoubts =
      outbound.keys.contains { $0.mayAdmitAnyone } || inbound.keys.contains { $0.mayAdmitAnyone }
      || endpoints.badges.contains { !$0.isPrimaryV4 }
      || manners.keys.contains { $0.outward?.isDoubtful ?? false || $0.inward?.isDoubtful ?? false }
    self.endpoints = endpoints
    self.lanes = lanes
    self.servers = servers
    self.rows = rows
    self.rowOfClass = rowOfClass
    self.manners = manners
    self.mayAdmitAnyone = mayAdmitAnyone
  }

  /// What was counted: for a spot that stands for all with its client ports, and a lane.
  var counts: [(client: Int, lane: Int, admitted: Admitted)] {
    admitted.indices.filter { admitted[$0].surely + admitted[$0].perhaps > 0 }.map {
      (representative[$0 / lanes.distinct.count], $0 % lanes.distinct.count, admitted[$0])
    }
  }

  /// Counts all pairs.
  mutating func count() {
    var classesOfRow = [[Int]](repeating: [], count: rows.keys.count)
    for (number, row) in rowOfClass.enumerated() { classesOfRow[row].append(number) }
    for (number, row) in rows.keys.enumerated() {
      for (position, manner) in manners.keys.enumerated() {
        let sure = admitted(row, manner, surely: true)
        let possible = hasDoubts ? admitted(row, manner, surely: false) : sure
        if !possible.isEmpty { add(classesOfRow[number], manner: position, sure, possible) }
      }
    }
  }

  private mutating func add(_ clients: [Int], manner: Int, _ sure: HostSet, _ possible: HostSet) {
    struct Hit {
      let spot: Int
      let surely: Int
      let perhaps: Int
    }
    var hits: [Hit] = []
    for (number, spot) in endpoints.spots.enumerated() {
      let all = possible.count(in: spot.members)
      if all == 0 { continue }
      let surely = hasDoubts ? sure.count(in: spot.members) : all
      hits.append(Hit(spot: number, surely: surely, perhaps: all - surely))
    }
    var position = 0
    while position < clients.count {
      let spot = endpoints.classes[clients[position]].spot
      var size = 0
      var selves = Admitted()
      while position < clients.count, endpoints.classes[clients[position]].spot == spot {
        let members = endpoints.classes[clients[position]].members
        size += members.count
        let surely = sure.count(in: members)
        selves.surely += surely
        selves.perhaps += possible.count(in: members) - surely
        position += 1
      }
      let base = rangeOfSpot[spot] * lanes.distinct.count
      let numbers = lanes.numbers(from: spot)
      for hit in hits {
        let lane = Int(numbers[numbers.startIndex + hit.spot])
        if mannerOfLane[lane] != manner { continue }
        admitted[base + lane].surely += size * hit.surely
        admitted[base + lane].perhaps += size * hit.perhaps
      }
      // Nobody is asked about connections to itself.
      let own = Int(numbers[numbers.startIndex + spot])
      if mannerOfLane[own] == manner {
        admitted[base + own].surely -= selves.surely
        admitted[base + own].perhaps -= selves.perhaps
      }
    }
  }

  /// The servers that the groups of both ends let a row's clients through to.
  private func admitted(_ row: Row, _ manner: Manner, surely: Bool) -> HostSet {
    let everyone = endpoints.hosts.count
    var set: HostSet
    if let reach = manner.outward {
      let targets = targets[row.outbound]
      if !surely, targets.mayAdmitAnyone {
        set = HostSet(0..<everyone, of: everyone)
      } else {
        set = targets.byAddress
        if reach == .stands {
          set.formUnion(surely ? targets.surelyByGroup : targets.byGroup)
        } else if reach.isDoubtful, !surely {
          set.formUnion(targets.byGroup)
        }
      }
    } else {
      set = HostSet(0..<everyone, of: everyone)
    }
    guard let reach = manner.inward else { return set }
    var admitting = HostSet(count: everyone)
    let countsGroups = reach == .stands ? (!surely || row.isPrimaryV4) : (reach.isDoubtful && !surely)
    for word in row.byAddress.indices {
      var bits = row.byAddress[word]
      if countsGroups { bits |= row.byGroup[word] }
      if !surely { bits |= mayAdmitAnyone[word] }
      while bits != 0 {
        admitting.formUnion(servers[word << 6 + bits.trailingZeroBitCount])
        bits &= bits - 1
      }
    }
    set.formIntersection(admitting)
    return set
  }
}
