internal import NetworkModel

/// The roads between the spots of a network, each followed once for all that routes and gateways cannot tell apart.
struct Roads: Sendable {
  /// What there is between two spots.
  enum Connection: Sendable {
    /// Nothing gets through, whatever network ACLs say.
    case none
    /// A road there and a road back, by number.
    case roads(there: Int, back: Int)
    /// Something looks at more than a road tells: each pair of spots is followed by itself.
    case involved
  }

  /// The roads, by number.
  private(set) var roads = Numbering<Road>()
  /// What is asked where spots have not been told apart before.
  var plane: Plane
  private let endpoints: EndpointClasses
  /// What routes and gateways see of each spot as a sender, by number, and as a receiver.
  private let senders: [Int]
  private let receivers: [Int]
  /// The subnet of each spot, by number.
  private let subnets: [Int]
  /// Whether connections that come to a spot may go on from there.
  private let takesForOthers: [Bool]
  private let receiverKinds: Int
  private var there: [Int32]
  private var back: [Int32]
  private var inSubnet: [Int: Connection] = [:]

  private static let notFollowed: Int32 = -1
  private static let none: Int32 = -2
  private static let involved: Int32 = -3

  /// What routes and gateways see of an endpoint that sends.
  private struct Sender: Hashable {
    let receiver: Receiver
    let zone: String?
    let routeTable: Int?
    let isInstance: Bool
  }

  /// What they see of one that receives.
  private struct Receiver: Hashable {
    let atom: Int
    let vpc: Identifier<VPC>
    /// The subnet, where something else than endpoints is in it, or treats it by itself.
    let subnet: Identifier<Subnet>?
    let state: Instance.State?
    let type: String
    let hasNoSecurityGroups: Bool
    let isPublic: Bool?
    let deniesInternetTraffic: Bool
    let itself: Int?
  }

  init(between endpoints: EndpointClasses, through plane: Plane) {
    self.plane = plane
    self.endpoints = endpoints
    let network = plane.network
    let atoms = AddressAtoms(edgesOf: network.blocksOfRoutes)
    let occupied = network.occupiedSubnets.union(
      endpoints.spots.lazy.filter(\.isWaypoint).map { endpoints.hosts[$0.members.lowerBound].site.subnet })
    var senderNumbers = Numbering<Sender>()
    var receiverNumbers = Numbering<Receiver>()
    var senders: [Int] = []
    var receivers: [Int] = []
    for (number, spot) in endpoints.spots.enumerated() {
      let host = endpoints.hosts[spot.members.lowerBound]
      let receiver = Receiver(
        atom: atoms.atom(of: host.address.address), vpc: host.site.vpc,
        subnet: occupied.contains(host.site.subnet) ? host.site.subnet : nil, state: host.state,
        type: host.interface.type, hasNoSecurityGroups: host.hasNoSecurityGroups,
        isPublic: host.outsideAddress.map { AddressSet.publicAddresses.contains($0) },
        deniesInternetTraffic: host.interface.deniesInternetTraffic, itself: spot.isWaypoint ? number : nil)
      receivers.append(receiverNumbers.number(of: receiver))
      senders.append(
        senderNumbers.number(
          of: Sender(
            receiver: receiver, zone: host.site.zone, routeTable: host.site.routeTable,
            isInstance: host.interface.instance != nil)))
    }
    self.senders = senders
    self.receivers = receivers
    var subnetNumbers = Numbering<Identifier<Subnet>>()
    subnets = endpoints.spots.map { subnetNumbers.number(of: endpoints.hosts[$0.members.lowerBound].site.subnet) }
    takesForOthers = endpoints.spots.map { endpoints.hosts[$0.members.lowerBound].takesForOthers }
    receiverKinds = receiverNumbers.keys.count
    there = [Int32](repeating: Self.notFollowed, count: senderNumbers.keys.count * receiverKinds)
    back = there
  }

  /// What there is between two spots, of which the second is another one or has several endpoints.
  ///
  /// Asked for every pair of spots, and for most of them answered from the tables alone.
  mutating func connection(from client: Int, to server: Int) -> Connection {
    if takesForOthers[client] || takesForOthers[server] { return .involved }
    if subnets[client] == subnets[server] { return connectionInSubnet(from: client, to: server) }
    let outward = senders[client] * receiverKinds + receivers[server]
    if there[outward] == Self.notFollowed {
      let (from, to) = hosts(client, server)
      there[outward] = number(of: plane.road(from: from, to: to), from, to)
    }
    if there[outward] < 0 { return connection(there[outward], Self.none) }
    let homeward = senders[server] * receiverKinds + receivers[client]
    if back[homeward] == Self.notFollowed {
      let (from, to) = hosts(client, server)
      back[homeward] = number(of: plane.roadBack(from: to, to: from), nil, nil)
    }
    return connection(there[outward], back[homeward])
  }

  private mutating func connectionInSubnet(from client: Int, to server: Int) -> Connection {
    let key = senders[client] * senders.count + senders[server]
    if let known = inSubnet[key] { return known }
    let (from, to) = hosts(client, server)
    let found = connection(
      number(of: plane.road(from: from, to: to), from, to), number(of: plane.roadBack(from: to, to: from), nil, nil))
    inSubnet[key] = found
    return found
  }

  private func hosts(_ client: Int, _ server: Int) -> (Host, Host) {
    (
      endpoints.hosts[endpoints.spots[client].members.lowerBound],
      endpoints.hosts[endpoints.spots[server].members.upperBound - 1]
    )
  }

  private func connection(_ there: Int32, _ back: Int32) -> Connection {
    if there == Self.none { return .none }
    if there == Self.involved || back == Self.involved { return .involved }
    return .roads(there: Int(there), back: Int(back))
  }

  /// The number of a road, or what is the matter with it; of one there, the hosts at its ends are told.
  private mutating func number(of road: Road, _ from: Host?, _ to: Host?) -> Int32 {
    let isClosed = road.gates.isClosed && !road.isOneOfSeveral
    if isClosed, from != nil { return Self.none }
    if isClosed || road.isPlain { return Int32(roads.number(of: road)) }
    if let from, let to, !plane.mayArrive(from: from, to: to) { return Self.none }
    return Self.involved
  }
}

extension Network {
  /// The subnets that something else than endpoints is in, or that are treated by themselves.
  fileprivate var occupiedSubnets: Set<Identifier<Subnet>> {
    var subnets: Set<Identifier<Subnet>> = []
    for attachment in transitGatewayAttachments { subnets.formUnion(attachment.vpc?.subnets ?? []) }
    subnets.formUnion(natGateways.compactMap(\.subnet))
    subnets.formUnion(vpcEndpoints.flatMap(\.subnets))
    subnets.formUnion(loadBalancers.flatMap { $0.zones.map(\.subnet) })
    subnets.formUnion(blockPublicAccessExclusions.map { Identifier($0.resource) })
    return subnets
  }
}
