import NetworkModel
import Snapshots
import Testing

@Suite struct TransitGatewayTests {
  private static func block(_ text: String) throws -> Route.Destination { .cidrBlock(try #require(CIDRBlock(text))) }

  @Test func `a transit gateway has its id, name, state and whether groups may be referred to`() throws {
    #expect(
      Inventory(try network(Samples.transitGateways)).transitGateways == [
        TransitGateway(id: "tgw-1", name: "hub", supportsSecurityGroupReferencing: true), TransitGateway(id: "tgw-2"),
      ])
  }

  @Test func `what three calls say of an attachment is brought together`() throws {
    let attachments = Inventory(try network(Samples.transitGateways)).transitGatewayAttachments
    #expect(
      attachments == [
        TransitGatewayAttachment(
          id: "tgw-attach-1", name: "shop", transitGateway: "tgw-1",
          attached: .vpc(
            TransitGatewayAttachment.VPCAttachment(
              vpc: "vpc-1", account: "111122223333", subnets: ["subnet-1", "subnet-2"], isApplianceMode: true,
              supportsSecurityGroupReferencing: false, supportsIPv6: false)), routeTable: "tgw-rtb-1",
          isDescribedWithAssociation: true),
        TransitGatewayAttachment(
          id: "tgw-attach-2", transitGateway: "tgw-1", attached: .vpn("vpn-2"), isDescribedWithAssociation: true),
        TransitGatewayAttachment(
          id: "tgw-attach-3", transitGateway: "tgw-1", attached: .directConnectGateway("dx-1"),
          isDescribedWithAssociation: true),
        TransitGatewayAttachment(
          id: "tgw-attach-4", transitGateway: "tgw-1", attached: .other("connect", "tgw-attach-1"),
          isDescribedWithAssociation: true),
        TransitGatewayAttachment(
          id: "tgw-attach-5", name: "overseas", transitGateway: "tgw-1",
          attached: .peering("tgw-2", Scope(account: "444455556666", region: "us-east-1")), routeTable: "tgw-rtb-1",
          isDescribedWithAssociation: true),
        TransitGatewayAttachment(
          id: "tgw-attach-5@tgw-2", name: "overseas", transitGateway: "tgw-2",
          attached: .peering("tgw-1", Scope(account: "111122223333", region: "eu-west-1"))),
      ])
    #expect(try notices(Samples.transitGateways) == [])
  }

  @Test func `a VPC's attachment that only the call for all kinds lists has subnets unknown`() throws {
    let json = """
      {"TransitGatewayAttachments": [{"TransitGatewayAttachmentId": "tgw-attach-1", "TransitGatewayId": "tgw-1",
        "ResourceType": "vpc", "ResourceId": "vpc-1", "ResourceOwnerId": "111122223333", "State": "available",
        "Association": {"TransitGatewayRouteTableId": "tgw-rtb-1", "State": "disassociating"}}]}
      """
    #expect(
      Array(try network(json).transitGatewayAttachments) == [
        TransitGatewayAttachment(
          id: "tgw-attach-1", transitGateway: "tgw-1",
          attached: .vpc(
            TransitGatewayAttachment.VPCAttachment(vpc: "vpc-1", account: "111122223333", subnets: nil)),
          isDescribedWithAssociation: true)
      ])
  }

  @Test func `an attachment is described by both accounts, each with its own tags and not each with its table`() throws
  {
    func attachment(_ fields: String) -> String {
      """
      {"TransitGatewayAttachments": [{"TransitGatewayAttachmentId": "tgw-attach-1", "TransitGatewayId": "tgw-1",
        "ResourceType": "vpc", "ResourceId": "vpc-1", "State": "available"\(fields)}]}
      """
    }
    let folder = try TemporaryFolder([
      "a.json": attachment(#", "Tags": [{"Key": "Name", "Value": "theirs"}]"#),
      "b.json": attachment(#", "Association": {"TransitGatewayRouteTableId": "tgw-rtb-1", "State": "associated"}"#),
    ])
    let snapshot = try Snapshot(readingFrom: folder.path)
    let both = try #require(snapshot.network.transitGatewayAttachments["tgw-attach-1"])
    #expect(both.name == "theirs")
    #expect(both.routeTable == "tgw-rtb-1")
    #expect(snapshot.notices == [])
    try folder.write(Array(attachment(#", "ResourceOwnerId": "444455556666""#).utf8), to: "c.json")
    #expect(try Snapshot(readingFrom: folder.path).notices == [])
    try folder.write(Array(attachment("").replacing("vpc-1", with: "vpc-2").utf8), to: "d.json")
    #expect(
      try Snapshot(readingFrom: folder.path).notices.map { $0.replacing("\(folder.path)/", with: "") } == [
        "described twice and differently: what is attached of transit gateway attachment tgw-attach-1: "
          + "a.json says vpc-1 in unknown subnets, d.json says vpc-2 in unknown subnets"
      ])
  }

  @Test func `a route table has its routes, associations and propagations, inside it or beside its id`() throws {
    let tables = Inventory(try network(Samples.transitGateways)).transitGatewayRouteTables
    #expect(
      tables == [
        TransitGatewayRouteTable(
          id: "tgw-rtb-1", name: "main", transitGateway: "tgw-1",
          routes: [
            TransitGatewayRoute(
              destination: try Self.block("10.0.0.0/16"), attachments: ["tgw-attach-1"], isPropagated: true),
            TransitGatewayRoute(destination: try Self.block("10.99.0.0/16"), attachments: [], isBlackhole: true),
            TransitGatewayRoute(
              destination: try Self.block("192.168.0.0/16"), attachments: ["tgw-attach-2", "tgw-attach-3"],
              isPropagated: true),
            TransitGatewayRoute(destination: .prefixList("pl-1"), attachments: [], isBlackhole: true),
            TransitGatewayRoute(destination: .prefixList("pl-2"), attachments: ["tgw-attach-2"]),
          ], associations: ["tgw-attach-1", "tgw-attach-2"], propagations: ["tgw-attach-1", "tgw-attach-2"]),
        TransitGatewayRouteTable(
          id: "tgw-rtb-2", transitGateway: "tgw-2",
          routes: [
            TransitGatewayRoute(destination: try Self.block("10.0.0.0/8"), attachments: ["tgw-attach-5@tgw-2"])
          ], associations: ["tgw-attach-5@tgw-2"]),
      ])
  }

  private static let table = """
    "TransitGatewayRouteTables": [{"TransitGatewayRouteTableId": "tgw-rtb-1", "TransitGatewayId": "tgw-1"}]
    """
  private static let id = #""TransitGatewayRouteTableId": "tgw-rtb-1""#

  private static func routes(_ lists: String) throws -> [TransitGatewayRoute]? {
    try #require(try network("{\(table), \(lists)}").transitGatewayRouteTables["tgw-rtb-1"]).routes
  }

  @Test func `routes are known once a search or static routes with propagations tell all of them`() throws {
    let lists: [(String, Bool)] = [
      (#""TransitGateways": []"#, false),
      (#""TransitGatewayRoutes": [{\#(Self.id), "Routes": []}]"#, true),
      (#""TransitGatewayStaticRoutes": [{\#(Self.id), "Routes": []}]"#, false),
      (
        #"""
        "TransitGatewayStaticRoutes": [{\#(Self.id), "Routes": []}],
        "TransitGatewayPropagations": [{\#(Self.id), "TransitGatewayRouteTablePropagations": []}]
        """#, true
      ),
      (#""TransitGatewayPropagations": [{\#(Self.id), "TransitGatewayRouteTablePropagations": []}]"#, false),
      (#""TransitGatewayPrefixListReferences": [{\#(Self.id), "PrefixListId": "pl-1", "Blackhole": true}]"#, false),
      (#""TransitGatewayRoutes": [{\#(Self.id), "Routes": [], "AdditionalRoutesAvailable": false}]"#, true),
      (#""TransitGatewayRoutes": [{\#(Self.id), "Routes": [], "AdditionalRoutesAvailable": true}]"#, false),
    ]
    for (list, isKnown) in lists { #expect((try Self.routes(list) != nil) == isKnown, "\(list)") }
  }

  @Test func `a search that ends before the last route is noticed`() throws {
    let json =
      "{\(Self.table), \"TransitGatewayRoutes\": [{\(Self.id), \"Routes\": [], \"AdditionalRoutesAvailable\": true}]}"
    #expect(
      try notices(json) == [
        "incomplete, since the search found more routes than it lists; list the static ones by themselves: "
          + "f.json (aws ec2 search-transit-gateway-routes)"
      ])
  }

  @Test func `a prefix list whose blocks the search lists is not listed again`() throws {
    let lists = """
      "TransitGatewayRoutes": [{\(Self.id), "Routes": [{"DestinationCidrBlock": "10.1.0.0/16", "PrefixListId": "pl-1",
        "Type": "static", "State": "blackhole"}]}],
      "TransitGatewayPrefixListReferences": [{\(Self.id), "PrefixListId": "pl-1", "Blackhole": true},
        {\(Self.id), "PrefixListId": "pl-2", "State": "deleting"}]
      """
    #expect(
      try Self.routes(lists) == [
        TransitGatewayRoute(destination: try Self.block("10.1.0.0/16"), attachments: [], isBlackhole: true)
      ])
  }

  @Test func `two routes of one type for one block that differ are noticed, and the first counts`() throws {
    let lists = """
      "TransitGatewayRoutes": [{\(Self.id), "Routes": [
        {"DestinationCidrBlock": "10.1.0.0/16", "Type": "static", "State": "active",
          "TransitGatewayAttachments": [{"TransitGatewayAttachmentId": "tgw-attach-1"}]},
        {"DestinationCidrBlock": "10.1.0.0/16", "Type": "static", "State": "blackhole"},
        {"DestinationCidrBlock": "10.1.0.0/16", "Type": "propagated", "State": "active"}]}]
      """
    #expect(try Self.routes(lists)?.map(\.isBlackhole) == [false, false])
    #expect(
      try notices("{\(Self.table), \(lists)}") == [
        "in doubt: transit gateway route table tgw-rtb-1: f.json: it leads to one destination by nowhere, and by "
          + "tgw-attach-1 in what was read before"
      ])
  }
}
