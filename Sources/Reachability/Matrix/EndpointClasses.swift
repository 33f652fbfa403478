internal import NetworkModel
internal import Ports

/// The endpoints of a network, sorted into classes that no rule, route or reference can tell apart.
///
/// All that decides about a connection looks at an endpoint in one of two ways. Routes, network ACLs and gateways see its **spot**: the subnet,
/// and which of their blocks its address lies in. Security groups see its **badge**: the groups it carries, and which of the rules' blocks its
/// address lies in. So the answer for any two endpoints is that for their spots and their badges,
///
///     answer(a, b)  =  lane(spot a, spot b)  ∩  admission(badge a, badge b)
///
/// and a network of a hundred thousand interfaces has a few thousand spots, and for one port only a few badges that differ.
struct EndpointClasses: Sendable {
  /// What routes, network ACLs and gateways see of endpoints.
  struct Spot: Sendable {
    /// The endpoints, by position.
    let members: Range<Int>
    /// The words of a `HostSet` that hold their bits, from the first bit on.
    let words: Range<Int>
    /// What its members draw client ports from.
    let clientPorts: Endpoint.ClientPorts
    /// Whether its one member is a way to others, or named as such by a route.
    let isWaypoint: Bool
  }

  /// What security groups see of endpoints.
  struct Badge: Sendable {
    /// The numbers of the groups; nil when the snapshot does not say.
    let groups: [Int]?
    /// Which piece of the address space, as cut by the groups' rules, the address is in.
    let atom: Int
    /// Whether references to the groups surely stand for the endpoint.
    let isPrimaryV4: Bool
  }

  /// Endpoints of one spot with one badge.
  struct Class: Sendable {
    let spot: Int
    let badge: Int
    /// The endpoints, by position.
    let members: Range<Int>
    /// The bits of a `HostSet` that stand for them.
    let bits: Range<Int>
  }

  /// The endpoints: by spot, those of one spot by class.
  let hosts: [Host]
  /// The spots, in the order of their addresses.
  let spots: [Spot]
  /// An address of each spot.
  let addressOfSpot: [IPAddress]
  /// The badges.
  let badges: [Badge]
  /// The classes, by spot.
  let classes: [Class]
  /// The sets of groups that differ.
  let groupSets: Numbering<[Int]?>
  /// The set of groups of each badge, by number.
  let setOfBadge: [Int]
  /// The endpoints by address.
  let addressIndex: AddressIndex
  /// The pieces that the blocks which groups' rules name cut the address space into.
  let groupAtoms: AddressAtoms
  /// The classes of each spot.
  let classesBySpot: [Range<Int>]
  /// The spot whose endpoints' bits a word holds.
  let spotOfWord: [Int]
  /// The endpoints that carry each group, by the group's number.
  private let membersOfGroup: [Int: HostSet]
  /// Those for which references to their groups surely stand.
  let primary: HostSet
  /// Whether these are all.
  let areAllPrimary: Bool

  /// Sorts the interfaces of a network that have an address of `family`; `clientPorts` tells what each draws client ports from.
  init(of terrain: Terrain, _ family: IPAddress.Family, clientPorts: (Host) -> Endpoint.ClientPorts) {
    let network = terrain.network
    let pathAtoms = AddressAtoms(edgesOf: network.blocksOnTheWay)
    let groupAtoms = AddressAtoms(edgesOf: network.blocksOfSecurityGroups)
    let routed = network.interfacesThatRoutesName
    let registrations = network.registrations(terrain.index)
    var spotNumbers = Numbering<SpotKey>()
    var badgeNumbers = Numbering<BadgeKey>()
    var entries: [Entry] = []
    entries.reserveCapacity(network.networkInterfaces.count)
    for interface in network.networkInterfaces {
      guard let address = interface.address(family) else { continue }
      let host = Host(interface, address, on: terrain)
      let isSpecial =
        host.takesForOthers || routed.contains(interface.id)
      let ports = clientPorts(host)
      let spot = spotNumbers.number(
        of: SpotKey(
          atom: pathAtoms.atom(of: address.address), site: host.site, clientPorts: ports, state: host.state,
          type: interface.type, hasNoSecurityGroups: host.hasNoSecurityGroups,
          isPublic: host.outsideAddress.map { AddressSet.publicAddresses.contains($0) },
          deniesInternetTraffic: interface.deniesInternetTraffic, isInstance: interface.instance != nil,
          registrations: registrations[interface.id] ?? [], itself: isSpecial ? interface.id : nil))
      let badge = badgeNumbers.number(
        of: BadgeKey(
          groups: host.groups, atom: groupAtoms.atom(of: address.address), isPrimaryV4: host.isPrimaryV4))
      entries.append(Entry(host: host, spot: spot, badge: badge))
    }
    // In the order of their addresses, so that a block is a run of spots, unless VPCs overlap.
    let keys = spotNumbers.keys
    var lowest = [IPAddress?](repeating: nil, count: keys.count)
    for entry in entries {
      let address = entry.host.address.address
      lowest[entry.spot] = min(lowest[entry.spot] ?? address, address)
    }
    let order = keys.indices.sorted { left, right in
      guard let one = lowest[left], let other = lowest[right], one != other else { return left < right }
      return one < other
    }
    var ranks = [Int](repeating: 0, count: keys.count)
    for (rank, spot) in order.enumerated() { ranks[spot] = rank }
    entries.sort {
      (ranks[$0.spot], $0.badge, $0.host.address.address) < (ranks[$1.spot], $1.badge, $1.host.address.address)
    }
    var classes: [Class] = []
    var spots: [Spot] = []
    var spotOfWord: [Int] = []
    var start = 0
    var spotStart = 0
    var classStart = 0
    var classesBySpot: [Range<Int>] = []
    for end in entries.indices.map({ $0 + 1 }) {
      let entry = entries[end - 1]
      let next = end < entries.count ? entries[end] : nil
      if next?.spot != entry.spot || next?.badge != entry.badge {
        let firstBit = spotOfWord.count << 6 + start - spotStart
        classes.append(
          Class(
            spot: ranks[entry.spot], badge: entry.badge, members: start..<end,
            bits: firstBit..<firstBit + end - start))
        start = end
      }
      if next?.spot != entry.spot {
        let words = spotOfWord.count..<spotOfWord.count + (end - spotStart + 63) / 64
        spots.append(
          Spot(
            members: spotStart..<end, words: words, clientPorts: keys[entry.spot].clientPorts,
            isWaypoint: keys[entry.spot].itself != nil))
        spotOfWord += repeatElement(spots.count - 1, count: words.count)
        classesBySpot.append(classStart..<classes.count)
        spotStart = end
        classStart = classes.count
      }
    }
    hosts = entries.map(\.host)
    self.spots = spots
    addressOfSpot = spots.map { [hosts] in hosts[$0.members.lowerBound].address.address }
    self.classes = classes
    self.classesBySpot = classesBySpot
    self.spotOfWord = spotOfWord
    self.groupAtoms = groupAtoms
    addressIndex = AddressIndex(hosts.map(\.address.address), spots: spots)
    var groupSets = Numbering<[Int]?>()
    setOfBadge = badgeNumbers.keys.map { groupSets.number(of: $0.groups) }
    self.groupSets = groupSets
    var membersOfGroup: [Int: HostSet] = [:]
    var primary = HostSet()
    for one in classes {
      let badge = badgeNumbers.keys[one.badge]
      for group in badge.groups ?? [] { membersOfGroup[group, default: HostSet()].insert(one.bits) }
      if badge.isPrimaryV4 { primary.insert(one.bits) }
    }
    self.membersOfGroup = membersOfGroup
    self.primary = primary
    areAllPrimary = badgeNumbers.keys.allSatisfy(\.isPrimaryV4)
    badges = badgeNumbers.keys.map { Badge(groups: $0.groups, atom: $0.atom, isPrimaryV4: $0.isPrimaryV4) }
  }

  /// The endpoints that carry a group.
  func members(of group: Int) -> HostSet { membersOfGroup[group] ?? HostSet() }

  /// How many words a set of all endpoints has.
  var words: Int { spotOfWord.count }

  /// The words that hold the bits of a run of spots.
  func words(of run: Range<Int>) -> Range<Int> {
    run.isEmpty ? 0..<0 : spots[run.lowerBound].words.lowerBound..<spots[run.upperBound - 1].words.upperBound
  }

  /// The position of the endpoint that a bit stands for.
  func position(ofBit bit: Int) -> Int {
    let spot = spots[spotOfWord[bit >> 6]]
    return spot.members.lowerBound + bit - spot.words.lowerBound << 6
  }

  private struct Entry {
    let host: Host
    let spot: Int
    let badge: Int
  }

  /// A place among a load balancer's targets, which may not call itself by way of it.
  fileprivate struct Registration: Hashable {
    let targetGroup: Int
    let port: UInt16?
  }

  private struct SpotKey: Hashable {
    let atom: Int
    let site: SubnetSite
    let clientPorts: Endpoint.ClientPorts
    let state: Instance.State?
    let type: String
    let hasNoSecurityGroups: Bool
    let isPublic: Bool?
    let deniesInternetTraffic: Bool
    let isInstance: Bool
    let registrations: [Registration]
    let itself: Identifier<NetworkInterface>?

    /// Hashes what tells most spots apart.
    func hash(into hasher: inout Hasher) {
      hasher.combine(atom)
      hasher.combine(site)
      hasher.combine(itself)
    }
  }

  private struct BadgeKey: Hashable {
    let groups: [Int]?
    let atom: Int
    let isPrimaryV4: Bool
  }
}

extension Network {
  /// The interfaces that routes hand packets to.
  var interfacesThatRoutesName: Set<Identifier<NetworkInterface>> {
    var named: Set<Identifier<NetworkInterface>> = []
    for table in routeTables {
      for route in table.routes {
        if case .networkInterface(let id) = route.target { named.insert(id) }
      }
    }
    return named
  }

  /// What each interface is registered with.
  fileprivate func registrations(
    _ index: HostIndex
  ) -> [Identifier<NetworkInterface>: [EndpointClasses.Registration]] {
    var registrations: [Identifier<NetworkInterface>: [EndpointClasses.Registration]] = [:]
    for (position, group) in targetGroups.enumerated() {
      for target in group.targetsInService {
        guard let interface = interface(of: target, in: group, index) else { continue }
        registrations[interface.id, default: []].append(
          EndpointClasses.Registration(targetGroup: position, port: target.port))
      }
    }
    return registrations
  }
}
