import NetworkModel
import Snapshots
import Testing

@Suite struct RouteTableTests {
  /// The one route of a table, given as the inside of its JSON object.
  private static func route(_ fields: String) throws -> Route {
    let json = #"{"RouteTables": [{"RouteTableId": "rtb-1", "VpcId": "vpc-1", "Routes": [{\#(fields)}]}]}"#
    return try #require(try network(json).routeTables["rtb-1"]?.routes.first)
  }

  private static func block(_ text: String) throws -> Route.Destination {
    .cidrBlock(try #require(CIDRBlock(text)))
  }

  @Test func `a table has its id, name, VPC, associations and routes`() throws {
    #expect(
      Array(try network(Samples.routeTables).routeTables) == [
        RouteTable(
          id: "rtb-1", name: "app", vpc: "vpc-1", isMain: true,
          routes: [
            Route(.anyIPv4, .internetGateway("igw-1")),
            Route(destination: try Self.block("10.0.0.0/16"), target: .local),
            Route(
              destination: try Self.block("10.8.0.0/16"), target: .vpnGateway("vgw-1"),
              isPropagated: true),
            Route(
              destination: try Self.block("10.9.0.0/16"), target: .networkInterface("eni-1"),
              state: .blackhole),
            Route(.anyIPv6, .egressOnlyInternetGateway("eigw-1")),
            Route(destination: .prefixList("pl-1"), target: .vpcEndpoint("vpce-1")),
          ], subnets: ["subnet-1", "subnet-2"], gateways: ["igw-1"])
      ])
  }

  @Test func `a table may have neither associations nor routes`() throws {
    let json = #"{"RouteTables": [{"RouteTableId": "rtb-1", "VpcId": "vpc-1"}]}"#
    #expect(Array(try network(json).routeTables) == [RouteTable(id: "rtb-1", vpc: "vpc-1", routes: [])])
  }

  @Test func `every field that names a target is read`() throws {
    let targets: [(String, Route.Target)] = [
      (#""GatewayId": "local""#, .local), (#""GatewayId": "igw-1""#, .internetGateway("igw-1")),
      (#""GatewayId": "vgw-1""#, .vpnGateway("vgw-1")),
      (#""GatewayId": "vpce-1""#, .vpcEndpoint("vpce-1")),
      (#""GatewayId": "new-1""#, .other(.gateway, "new-1")),
      (#""NatGatewayId": "nat-1""#, .natGateway("nat-1")),
      (#""TransitGatewayId": "tgw-1""#, .transitGateway("tgw-1")),
      (#""VpcPeeringConnectionId": "pcx-1""#, .vpcPeeringConnection("pcx-1")),
      (#""EgressOnlyInternetGatewayId": "eigw-1""#, .egressOnlyInternetGateway("eigw-1")),
      (#""LocalGatewayId": "lgw-1""#, .other(.localGateway, "lgw-1")),
      (#""CarrierGatewayId": "cagw-1""#, .other(.carrierGateway, "cagw-1")),
      (#""CoreNetworkArn": "arn:aws:1""#, .other(.coreNetwork, "arn:aws:1")),
      (#""OdbNetworkArn": "arn:aws:2""#, .other(.odbNetwork, "arn:aws:2")),
      (#""IpAddress": "10.0.0.9""#, .other(.ipAddress, "10.0.0.9")),
      (
        #""InstanceId": "i-1", "NetworkInterfaceId": "eni-1", "InstanceOwnerId": "1""#,
        .networkInterface("eni-1")
      ),
      (#""InstanceId": "i-1""#, .other(.instance, "i-1")),
      (#""Origin": "CreateRoute""#, .none),
    ]
    for (fields, target) in targets {
      let route = try Self.route(#""DestinationCidrBlock": "0.0.0.0/0", "# + fields)
      #expect(route == Route(.anyIPv4, target), "\(fields)")
    }
  }

  @Test func `trap 29: a route tells its state`() throws {
    let states: [(String, Route.State)] = [
      (#", "State": "active""#, .active), (#", "State": "blackhole""#, .blackhole),
      (#", "State": "filtered""#, .other("filtered")), ("", .active),
    ]
    for (field, state) in states {
      let route = try Self.route(#""DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "igw-1""# + field)
      #expect(route.state == state)
    }
  }

  @Test func `only a virtual private gateway propagates`() throws {
    for (origin, isPropagated) in [
      ("EnableVgwRoutePropagation", true), ("CreateRoute", false), ("CreateRouteTable", false),
    ] {
      let route = try Self.route(#""DestinationCidrBlock": "10.0.0.0/8", "Origin": "\#(origin)""#)
      #expect(route.isPropagated == isPropagated, "\(origin)")
    }
  }

  @Test func `trap 15: the main association is no subnet's`() throws {
    let json = """
      {"RouteTables": [
        {"RouteTableId": "rtb-1", "VpcId": "vpc-1", "Associations": [{"Main": true}]},
        {"RouteTableId": "rtb-2", "VpcId": "vpc-1", "Associations": [{"Main": false, "SubnetId": "subnet-1"}]}]}
      """
    let tables = try network(json).routeTables
    #expect(tables["rtb-1"]?.isMain == true)
    #expect(tables["rtb-1"]?.subnets == [])
    #expect(tables["rtb-2"]?.isMain == false)
    #expect(tables["rtb-2"]?.subnets == ["subnet-1"])
  }

  @Test(arguments: ["disassociated", "disassociating", "failed", "associating"])
  func `an association that is not in force claims nothing`(_ state: String) throws {
    let json = """
      {"RouteTables": [
        {"RouteTableId": "rtb-1", "VpcId": "vpc-1", "Associations": [
          {"SubnetId": "subnet-1", "AssociationState": {"State": "\(state)"}},
          {"Main": true, "AssociationState": {"State": "\(state)"}},
          {"GatewayId": "igw-1", "AssociationState": {"State": "\(state)"}}]},
        {"RouteTableId": "rtb-2", "VpcId": "vpc-1", "Associations": [
          {"SubnetId": "subnet-1", "AssociationState": {"State": "associated"}}]}]}
      """
    let tables = try network(json).routeTables
    #expect(tables["rtb-1"] == RouteTable(id: "rtb-1", vpc: "vpc-1", routes: []))
    #expect(tables["rtb-2"]?.subnets == ["subnet-1"])
  }
}
