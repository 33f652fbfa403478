internal import AWSCatalogue

/// A search for the gaps of a network: every reference is checked once.
struct GapSearch {
  let network: Network
  private var found: [Gap] = []
  /// Where each gap stands among those found.
  private var positions: [Key: Int] = [:]

  private struct Key: Hashable {
    let missing: String
    let part: String?
  }

  private init(network: Network) {
    self.network = network
  }

  /// The search of the whole network.
  static func done(network: Network) -> GapSearch {
    var search = GapSearch(network: network)
    search.visitPlaces()
    search.visitRoutes()
    search.visitFilters()
    search.visitGateways()
    search.visitTransitGateways()
    search.visitLoadBalancers()
    search.visitServices()
    return search
  }

  /// The gaps found, in the order of their ids.
  var gaps: [Gap] { found.sorted(by: Self.isBefore) }

  /// The gaps found by the call that would fill them: the first of each, and how many there are.
  var gapsByCall: [(first: Gap, count: Int)] {
    var groups: [AWSCall: (first: Gap, count: Int)] = [:]
    for gap in found {
      guard let group = groups[gap.call] else {
        groups[gap.call] = (gap, 1)
        continue
      }
      groups[gap.call] = (Self.isBefore(gap, group.first) ? gap : group.first, group.count + 1)
    }
    return groups.values.sorted { $0.first.call.words < $1.first.call.words }
  }

  private static func isBefore(_ left: Gap, _ right: Gap) -> Bool {
    left.missing == right.missing ? (left.part ?? "") < (right.part ?? "") : left.missing < right.missing
  }

  /// Notes a gap when no element of `table` has the id. Of several referrers the first by id is named.
  mutating func check<Target>(
    _ id: Identifier<Target>?, in table: Table<Target>, from referrer: String, call: AWSCall,
    in place: Place = .unknown, decides: Bool = true
  ) {
    guard let id, table.position(of: id) == nil else { return }
    note(missing: id.text, from: referrer, call: call, in: place, decides: decides)
  }

  /// Notes that nothing in the snapshot has the id `missing`, or tells `part` of what has it.
  mutating func note(
    missing: String, part: String? = nil, from referrer: String, call: AWSCall, in place: Place, decides: Bool = true
  ) {
    let key = Key(missing: missing, part: part)
    let known = positions[key].map { found[$0] }
    let isFirst = known.map { referrer < $0.referrer } ?? true
    let matters = decides || known?.decides ?? false
    if let known, !isFirst, known.decides == matters { return }
    let gap = Gap(
      missing: missing, part: part, referrer: isFirst ? referrer : known?.referrer ?? referrer, call: call,
      scope: isFirst ? scope(of: place) : known?.scope ?? scope(of: place), decides: matters)
    if let position = positions[key] {
      found[position] = gap
    } else {
      positions[key] = found.count
      found.append(gap)
    }
  }

  /// Where to look for something, worked out only once it is missing.
  enum Place {
    /// Nothing tells.
    case unknown
    /// There.
    case scope(Scope)
    /// In a VPC's account and Region: whose VPC it is, theirs are its subnets, route tables, network ACLs and gateways.
    case account(of: Identifier<VPC>?)
    /// In a VPC's Region: other accounts too may have instances, interfaces and security groups in a VPC.
    case region(of: Identifier<VPC>?)
  }

  private func scope(of place: Place) -> Scope {
    switch place {
    case .unknown: Scope()
    case .scope(let scope): scope
    case .account(let vpc): vpc.flatMap { network.vpcs[$0]?.scope } ?? Scope()
    case .region(let vpc): Scope(region: vpc.flatMap { network.vpcs[$0]?.scope.region })
    }
  }
}

extension GapSearch {
  mutating func checkVPC(
    _ id: Identifier<VPC>?, from referrer: String, in place: Place = .unknown, decides: Bool = true
  ) {
    check(id, in: network.vpcs, from: referrer, call: .describeVpcs, in: place, decides: decides)
  }

  mutating func checkSubnets(
    _ ids: [Identifier<Subnet>], of vpc: Identifier<VPC>?, from referrer: String, decides: Bool = true
  ) {
    for id in ids {
      check(
        id, in: network.subnets, from: referrer, call: .describeSubnets, in: .account(of: vpc), decides: decides)
    }
  }

  mutating func checkGroups(
    _ ids: [Identifier<SecurityGroup>], from referrer: String, in place: Place = .unknown, decides: Bool = true
  ) {
    for id in ids {
      check(
        id, in: network.securityGroups, from: referrer, call: .describeSecurityGroups, in: place, decides: decides)
    }
  }

  mutating func checkPrefixList(
    _ id: Identifier<PrefixList>, from referrer: String, in place: Place = .unknown
  ) {
    check(
      id, in: network.prefixLists, from: referrer, call: .getManagedPrefixListEntries, in: place)
  }

  mutating func checkInterface(
    _ id: Identifier<NetworkInterface>?, from referrer: String, in place: Place = .unknown, decides: Bool = true
  ) {
    check(
      id, in: network.networkInterfaces, from: referrer, call: .describeNetworkInterfaces, in: place,
      decides: decides)
  }

  mutating func checkInstance(
    _ id: Identifier<Instance>?, from referrer: String, in place: Place = .unknown
  ) {
    check(id, in: network.instances, from: referrer, call: .describeInstances, in: place)
  }

  mutating func checkTransitGateway(
    _ id: Identifier<TransitGateway>?, from referrer: String, in place: Place = .unknown
  ) {
    check(
      id, in: network.transitGateways, from: referrer, call: .describeTransitGateways, in: place)
  }

  mutating func checkVPNGateway(
    _ id: Identifier<VPNGateway>?, from referrer: String, in place: Place = .unknown
  ) {
    check(id, in: network.vpnGateways, from: referrer, call: .describeVpnGateways, in: place)
  }
}
