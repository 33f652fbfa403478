internal import NetworkModel

extension RouteTable {
  /// Reads one element of `RouteTables`.
  init(_ fields: inout JSONObject) throws(MalformedJSON) {
    var isMain = false
    var subnets: [Identifier<Subnet>] = []
    var gateways: [String] = []
    _ = try fields.optional("Associations") { list throws(MalformedJSON) in
      try list.forEach { value throws(MalformedJSON) in
        var association = try value.object()
        guard try association.isAssociated("AssociationState") else { return }
        if let gateway = try association.string("GatewayId") { gateways.append(gateway) }
        if try association.bool("Main") ?? false { isMain = true }
        if let subnet = try association.identifier("SubnetId", of: Subnet.self) { subnets.append(subnet) }
      }
    }
    let id: Identifier<RouteTable> = try fields.requiredIdentifier("RouteTableId")
    let routes = try fields.optional("Routes") { list throws(MalformedJSON) in
      try list.list { value throws(MalformedJSON) in
        var route = try value.object()
        return try Route(&route)
      }
    }
    self.init(
      id: id, name: try fields.nameTag(), vpc: try fields.requiredIdentifier("VpcId"), isMain: isMain,
      routes: routes ?? [], subnets: subnets, gateways: gateways)
  }
}

extension Route {
  /// Reads one element of `Routes`.
  fileprivate init(_ fields: inout JSONObject) throws(MalformedJSON) {
    let block = try fields.cidrBlock("DestinationCidrBlock")
    let blockV6 = try fields.cidrBlock("DestinationIpv6CidrBlock")
    let list: Identifier<PrefixList>? = try fields.identifier("DestinationPrefixListId")
    let target = try Target(&fields)
    let isPropagated = try fields.string("Origin") == "EnableVgwRoutePropagation"
    let state: State =
      switch try fields.string("State") {
      case nil, "active": .active
      case "blackhole": .blackhole
      case .some(let other): .other(other)
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
    self.init(destination: destination, target: target, state: state, isPropagated: isPropagated)
  }
}

extension Route.Target {
  /// The fields that name a target, in the order of AWS's answer. `GatewayId` stands for several kinds, by its prefix;
  /// `InstanceId` comes with the `NetworkInterfaceId` that carries the packets.
  fileprivate init(_ fields: inout JSONObject) throws(MalformedJSON) {
    let carrier = try fields.string("CarrierGatewayId")
    let core = try fields.string("CoreNetworkArn")
    let egressOnly = try fields.string("EgressOnlyInternetGatewayId")
    let gateway = try fields.string("GatewayId")
    let instance = try fields.string("InstanceId")
    let address = try fields.string("IpAddress")
    let localGateway = try fields.string("LocalGatewayId")
    let nat = try fields.string("NatGatewayId")
    let interface = try fields.string("NetworkInterfaceId")
    let odb = try fields.string("OdbNetworkArn")
    let transit = try fields.string("TransitGatewayId")
    let peering = try fields.string("VpcPeeringConnectionId")
    if let gateway {
      self = Self(gateway: gateway)
    } else if let interface {
      self = .networkInterface(Identifier(interface))
    } else if let nat {
      self = .natGateway(Identifier(nat))
    } else if let transit {
      self = .transitGateway(Identifier(transit))
    } else if let peering {
      self = .vpcPeeringConnection(Identifier(peering))
    } else if let egressOnly {
      self = .egressOnlyInternetGateway(Identifier(egressOnly))
    } else {
      let others: [(Kind, String?)] = [
        (.localGateway, localGateway), (.carrierGateway, carrier),
        (.coreNetwork, core), (.odbNetwork, odb), (.instance, instance), (.ipAddress, address),
      ]
      self = others.lazy.compactMap { kind, id in id.map { .other(kind, $0) } }.first ?? .none
    }
  }

  private init(gateway: String) {
    switch gateway {
    case "local": self = .local
    case _ where gateway.hasPrefix("igw-"): self = .internetGateway(Identifier(gateway))
    case _ where gateway.hasPrefix("vgw-"): self = .vpnGateway(Identifier(gateway))
    case _ where gateway.hasPrefix("vpce-"): self = .vpcEndpoint(Identifier(gateway))
    default: self = .other(.gateway, gateway)
    }
  }
}
