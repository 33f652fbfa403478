internal import NetworkModel

extension RouteTable {
  /// Reads one element of `RouteTables`.
  init(_ fields: inout JSONObject, _ remarks: inout DescriptionRemarks) throws(MalformedJSON) {
    var id: Identifier<RouteTable>?
    var vpc: Identifier<VPC>?
    var name: String?
    var associations: Associations?
    var routes: [Route]?
    try fields.visit { key, value throws(MalformedJSON) in
      switch key {
      case "Associations": associations = try Associations(value, &remarks)
      case "RouteTableId": id = try value.identifier()
      case "Routes":
        routes = try value.list { value throws(MalformedJSON) in try Route(value.object(), &remarks) }
      case "Tags": name = try value.tags().name
      case "VpcId": vpc = try value.identifier()
      default: remarks.notePassing(key, value, in: .routeTable)
      }
    }
    if associations == nil { remarks.noteLack(of: "Associations") }
    if routes == nil { remarks.noteLack(of: "Routes") }
    let claimed = associations ?? Associations()
    self.init(
      id: try JSONObject.required(id, "RouteTableId"), name: name, vpc: try JSONObject.required(vpc, "VpcId"),
      isMain: claimed.isMain, routes: routes ?? [], subnets: claimed.subnets, gateways: claimed.gateways)
  }

  /// What uses the table.
  private struct Associations: Equatable {
    var isMain = false
    var subnets: [Identifier<Subnet>] = []
    var gateways: [String] = []

    init() {}

    var shortText: String {
      let users = (isMain ? ["the VPC’s other subnets"] : []) + subnets.map(\.text) + gateways
      return users.isEmpty ? "none" : users.joined(separator: ", ")
    }

    init(_ list: JSONValue, _ remarks: inout DescriptionRemarks) throws(MalformedJSON) {
      try list.forEach { value throws(MalformedJSON) in
        var association = try value.object()
        remarks.noteUnless(
          try association.string("State", in: "AssociationState"), of: "AssociationState",
          isOneOf: ["associated", "associating", "disassociating", "disassociated", "failed"])
        guard try association.isAssociated("AssociationState") else { return }
        let gateway = try association.string("GatewayId")
        let isMain = try association.bool("Main")
        let subnet = try association.identifier("SubnetId", of: Subnet.self)
        if let gateway { gateways.append(gateway) }
        if let subnet { subnets.append(subnet) }
        self.isMain = self.isMain || isMain == true
        if isMain != true, subnet == nil, gateway == nil {
          remarks.noteDoubt(of: nil, "has an association that names no subnet or gateway and is not the main one")
          remarks.noteLack(of: "Associations")
        }
      }
    }
  }

  /// What uses the table, together.
  private var associations: Associations {
    get {
      var associations = Associations()
      (associations.isMain, associations.subnets, associations.gateways) = (isMain, subnets, gateways)
      return associations
    }
    set { (isMain, subnets, gateways) = (newValue.isMain, newValue.subnets, newValue.gateways) }
  }
}

extension RouteTable: Describable {
  static let noun = "route table"

  static let members: [Member<RouteTable>] = [
    Member("Routes", list: \.routes, "the routes", .required) { $0.shortText },
    Member("Associations", \.associations, "the associations", .required) { $0.shortText },
    Member("VpcId", \.vpc, "the VPC", .elidable),
    Member("Tags", known: \.name, "the name", .label),
  ]
}

extension Route {
  /// Reads one element of `Routes`.
  fileprivate init(_ fields: JSONObject, _ remarks: inout DescriptionRemarks) throws(MalformedJSON) {
    var block: CIDRBlock?
    var blockV6: CIDRBlock?
    var list: Identifier<PrefixList>?
    var isPropagated = false
    var state: State?
    var target = TargetFields()
    try fields.visit { key, value throws(MalformedJSON) in
      switch key {
      case "DestinationCidrBlock": block = try value.cidrBlock()
      case "DestinationIpv6CidrBlock": blockV6 = try value.cidrBlock()
      case "DestinationPrefixListId": list = try value.identifier()
      case "Origin": isPropagated = try value.isString("EnableVgwRoutePropagation")
      case "State": state = try value.routeState()
      default:
        if try !target.read(key, value) { remarks.notePassing(key, value, in: .route) }
      }
    }
    let destination: Destination
    if let block = block ?? blockV6 {
      destination = .cidrBlock(block)
    } else if let list {
      destination = .prefixList(list)
    } else {
      throw MalformedJSON(
        "lacks a destination: “DestinationCidrBlock”, “DestinationIpv6CidrBlock” or “DestinationPrefixListId”")
    }
    if state == nil { remarks.noteDoubt(of: "a route", "has no “State”, which AWS always prints") }
    if target.isAmbiguous { remarks.noteDoubt(of: "a route", "names more than one target") }
    self.init(destination: destination, target: target.target, state: state ?? .active, isPropagated: isPropagated)
  }

  /// The route in a few words.
  fileprivate var shortText: String {
    let name =
      switch destination {
      case .cidrBlock(let block): "\(block)"
      case .prefixList(let list): "\(list)"
      }
    let note =
      switch state {
      case .active: ""
      case .blackhole: " (blackhole)"
      case .other(let state): " (\(state))"
      }
    return "\(name) by \(target.text.isEmpty ? "nothing known" : target.text)\(note)"
  }
}

extension JSONValue {
  fileprivate func routeState() throws(MalformedJSON) -> Route.State {
    if try isString("active") { return .active }
    return try isString("blackhole") ? .blackhole : .other(try string())
  }
}

/// The fields of a route that name its target. `GatewayId` stands for several kinds, by its prefix; `InstanceId` comes with the
/// `NetworkInterfaceId` that carries the packets.
private struct TargetFields {
  /// What was read, and how much it counts beside others.
  private var best: (rank: Int, target: Route.Target)?

  /// Whether several targets were read, but for an instance beside its interface.
  private(set) var isAmbiguous = false

  var target: Route.Target { best?.target ?? .none }

  /// Reads a field; false when it names no target.
  mutating func read(_ key: JSONObject.Key, _ value: JSONValue) throws(MalformedJSON) -> Bool {
    switch key {
    case "GatewayId": note(0, Route.Target(gateway: try value.recurringString()))
    case "NetworkInterfaceId": note(1, .networkInterface(Identifier(try value.recurringString())))
    case "NatGatewayId": note(2, .natGateway(Identifier(try value.recurringString())))
    case "TransitGatewayId": note(3, .transitGateway(Identifier(try value.recurringString())))
    case "VpcPeeringConnectionId": note(4, .vpcPeeringConnection(Identifier(try value.recurringString())))
    case "EgressOnlyInternetGatewayId": note(5, .egressOnlyInternetGateway(Identifier(try value.recurringString())))
    case "LocalGatewayId": note(6, .other(.localGateway, try value.string()))
    case "CarrierGatewayId": note(7, .other(.carrierGateway, try value.string()))
    case "CoreNetworkArn": note(8, .other(.coreNetwork, try value.string()))
    case "OdbNetworkArn": note(9, .other(.odbNetwork, try value.string()))
    case "InstanceId": note(10, .other(.instance, try value.string()))
    case "IpAddress": note(11, .other(.ipAddress, try value.string()))
    default: return false
    }
    return true
  }

  private mutating func note(_ rank: Int, _ target: Route.Target) {
    if let best {
      if best.rank != rank, best.rank < 10, rank < 10 { isAmbiguous = true }
      if best.rank <= rank { return }
    }
    best = (rank, target)
  }
}

extension Route.Target {
  fileprivate init(gateway: String) {
    switch gateway {
    case "local": self = .local
    case _ where gateway.hasPrefix("igw-"): self = .internetGateway(Identifier(gateway))
    case _ where gateway.hasPrefix("vgw-"): self = .vpnGateway(Identifier(gateway))
    case _ where gateway.hasPrefix("vpce-"): self = .vpcEndpoint(Identifier(gateway))
    default: self = .other(.gateway, gateway)
    }
  }
}
