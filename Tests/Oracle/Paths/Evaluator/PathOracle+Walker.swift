extension PathOracle {
  /// What the two directions of a leg have in common.
  final class Leash {
    /// Where packets enter a VPC of an attachment in appliance mode: in one zone, both ways.
    var entries: [String: String] = [:]
  }

  /// Leads one packet from where it is to where it goes, and writes down what it meets.
  struct Walker {
    let oracle: PathOracle
    let chooser: Chooser
    let notebook: Notebook
    let leash: Leash
    let isRequest: Bool
    let protocolNumber: UInt8
    /// The end of the leg that sends, if it is in a VPC.
    let sender: Host?
    let goal: Place
    /// How a reply gets to an address outside: the same way as the request came.
    var requestPortal: Portal?
    /// The peering connection that a reply to a NAT gateway returns by, route or none (trap 25).
    var returnPeering: String?
    /// The groups of an end that load balancers hide, where its address is kept.
    var preserved: Identity?

    var source: Address
    var destination: Address
    var gates: [Gate] = []
    /// The VPC the packet is in, and the subnet it was in last.
    var vpcID = ""
    var subnetID: String?
    /// Whether it came into this VPC from elsewhere.
    var isFromAfar = false
    /// Whether a reference to a group may still find the sender.
    var reference = Reference.stands
    /// Middleboxes and endpoints that were passed.
    var middleboxes: Set<String> = []
    var endpoints: Set<String> = []
    var lookUps = 0
    var exit: Portal?
    var peeringID: String?
    /// Whether a transit gateway was crossed.
    var crossedTransit = false

    /// Whether references to groups find the sender at the place where the packet is.
    enum Reference {
      case stands
      case undocumented
      case never
    }
  }
}

extension PathOracle.Walker {
  typealias End = PathOracle.End
  typealias Gate = PathOracle.Gate
  typealias Host = PathOracle.Host
  typealias Hop = PathOracle.Hop
  typealias Identity = PathOracle.Identity

  mutating func close(_ reason: String) -> End {
    gates.append(.closed(reason))
    return .stopped
  }

  /// The network ACL of a subnet; of a regional NAT gateway nobody knows which.
  mutating func passAccessList(_ subnetID: String?, egress: Bool, isDisputed: Bool = false) {
    guard let subnetID else {
      gates.append(.unknown("the ACL of a regional NAT gateway"))
      return
    }
    guard let listed = oracle.accessRules(subnetID, egress: egress) else {
      gates.append(.unknown("ACL of \(subnetID)"))
      return
    }
    let peer = egress ? destination : source
    // Of one direction all packets have one peer: entries for others never match.
    let rules = listed.filter { $0.peer.contains(peer) }
    gates.append(isDisputed ? .disputed(rules, peer: peer) : .accessList(rules, peer: peer))
  }

  /// Looks the destination up, unless that happened too often.
  mutating func lookUp(_ table: RandomNetwork.RouteTable?) -> Hop? {
    lookUps += 1
    if lookUps > 16 {
      gates.append(.closed("ROUTING_LOOP"))
      return nil
    }
    return oracle.hop(table, destination)
  }

  /// The sender as the goal's or a middlebox's groups see it.
  func senderIdentity() -> Identity {
    var identity = Identity(address: source)
    if reference == .never { return identity }
    if let preserved { return preserved }
    guard let sender else { return identity }
    if reference == .stands && sender.isPrimary {
      identity.groups = sender.groups
    } else {
      identity.doubtful = sender.groups
    }
    return identity
  }

  /// From the sender on its way: the whole direction of a leg.
  mutating func depart(from host: Host) -> End {
    vpcID = host.vpcID
    subnetID = host.subnetID
    if isRequest && !host.isRunning { return close("INSTANCE_NOT_RUNNING") }
    if let other = goal.host, let subnet = host.subnetID, other.subnetID == subnet, destination == other.address {
      return deliver(from: host, to: other, inside: subnet)
    }
    var hop: Hop?
    if let table = host.tableID {
      hop = lookUp(oracle.network.base.routeTables.first { $0.id == table })
    } else if let subnet = host.subnetID {
      hop = lookUp(oracle.table(ofSubnet: subnet))
    }
    guard let hop else { return .stopped }
    if isRequest && host.hasGroups { gates.append(.groups(host.egress, goalIdentity(hop))) }
    if !isDisputedNATGateway(hop) { passAccessList(host.subnetID, egress: true) }
    if !isRequest, let returnPeering { return returnToSender(returnPeering, hop) }
    return follow(hop)
  }

  /// Whether the next hop is a NAT gateway in the subnet the packet is in: then nobody says whether the ACL is asked.
  func isDisputedNATGateway(_ hop: Hop) -> Bool {
    guard isRequest, case .target(let id) = hop, let subnetID else { return false }
    return oracle.network.natGateways.first { $0.id == id }?.subnetID == subnetID
  }

  /// The goal as the sender's groups see it: a reference is good inside the VPC and over peering only.
  private func goalIdentity(_ hop: Hop) -> Identity {
    var identity = Identity(address: destination)
    guard let host = goal.host else { return identity }
    var isSure = host.isPrimary
    switch hop {
    case .local: break
    case .unknown: isSure = false
    case .target(let id) where id.hasPrefix("pcx-"):
      switch isWithinRegion(id) {
      case true: break
      case false: return identity
      case nil: isSure = false
      }
    default: return identity
    }
    if isSure { identity.groups = host.groups } else { identity.doubtful = host.groups }
    return identity
  }

  /// Whether both ends of a peering connection are in one Region; nil when nobody says.
  func isWithinRegion(_ id: String) -> Bool? {
    guard let peering = oracle.network.peerings.first(where: { $0.id == id }),
      let one = peering.requester.region, let other = peering.accepter.region
    else { return nil }
    return one == other
  }

  /// Inside one subnet no table and no ACL has a say (trap 11), but for Classic Load Balancers, and perhaps for what
  /// AWS puts there (trap 12).
  private mutating func deliver(from host: Host, to other: Host, inside subnet: String) -> End {
    if isRequest {
      if !other.isRunning { return close("INSTANCE_NOT_RUNNING") }
      if host.hasGroups {
        gates.append(.groups(host.egress, goalIdentity(.local)))
      }
    }
    if isRequest && host.isClassicNode {
      passAccessList(subnet, egress: true)
    } else if !isRequest && other.isClassicNode {
      // The way back to a Classic Load Balancer: nothing is asked.
    } else if host.isGateway || other.isGateway {
      passAccessList(subnet, egress: true, isDisputed: true)
      passAccessList(subnet, egress: false, isDisputed: true)
    }
    return admit(other)
  }

  /// Into the goal's subnet and interface.
  mutating func arrive() -> End {
    guard let host = goal.host else { return close("NO_POSSIBLE_DESTINATION") }
    if host.subnetID == nil || host.subnetID != subnetID { passAccessList(host.subnetID, egress: false) }
    return admit(host)
  }

  private mutating func admit(_ host: Host) -> End {
    if isRequest {
      if !host.isRunning { return close("INSTANCE_NOT_RUNNING") }
      if host.hasGroups { gates.append(.groups(host.ingress, senderIdentity())) }
    }
    return .arrived
  }

  /// To wherever a table leads.
  mutating func follow(_ hop: Hop) -> End {
    switch hop {
    case .unknown: return .lost
    case .none: return close("NO_ROUTE_TO_DESTINATION")
    case .blackhole: return close("BAD_STATE_ROUTE")
    case .local:
      guard let host = goal.host, host.vpcID == vpcID, host.address == destination else {
        return close("NO_POSSIBLE_DESTINATION")
      }
      return arrive()
    case .target(let id):
      switch id.prefix(while: { $0 != "-" }) {
      case "igw": return leave(byInternetGateway: id)
      case "eigw": return leave(byEgressOnlyGateway: id)
      case "nat": return enter(natGateway: id)
      case "pcx": return cross(peering: id)
      case "tgw": return enter(transitGateway: id)
      case "vgw": return leave(byVPNGateway: id)
      case "vpce": return enter(endpoint: id)
      case "eni": return enter(middlebox: id)
      default: return .lost
      }
    }
  }
}
