import AWSCatalogue
import NetworkModel
import Testing

/// Gaps in what leads beyond a subnet, and where to call for what is missing.
@Suite struct PathGapTests {
  private static let scope = Scope(account: "111122223333", region: "eu-west-1")

  /// A network of one VPC, whose account and Region are known.
  private static func base() -> Network {
    var network = Network()
    network.vpcs = Table([VPC(id: "vpc-1", cidrBlocks: [], scope: scope)])
    network.subnets = Table([Subnet(id: "subnet-1", vpc: "vpc-1", cidrBlocks: [])])
    network.transitGateways = Table([TransitGateway(id: "tgw-1")])
    return network
  }

  /// What is missing in the base with a change, as `id call account Region`.
  private static func gaps(_ change: (inout Network) -> Void) -> [String] {
    var network = base()
    change(&network)
    return network.gaps.map { gap in
      [gap.missing, gap.part, gap.call.words, gap.scope.account, gap.scope.region].compactMap(\.self).joined(
        separator: " ")
    }
  }

  @Test func `each target of a route that is not described is looked for where the VPC is`() {
    let home = "111122223333 eu-west-1"
    let targets: [(Route.Target, [String])] = [
      (.local, []), (.none, []), (.other(.localGateway, "lgw-1"), []),
      (.internetGateway("igw-1"), ["igw-1 ec2 describe-internet-gateways \(home)"]),
      (.networkInterface("eni-1"), ["eni-1 ec2 describe-network-interfaces eu-west-1"]),
      (.natGateway("nat-1"), ["nat-1 ec2 describe-nat-gateways \(home)"]),
      (
        .egressOnlyInternetGateway("eigw-1"), ["eigw-1 ec2 describe-egress-only-internet-gateways \(home)"]
      ),
      (.vpcPeeringConnection("pcx-1"), ["pcx-1 ec2 describe-vpc-peering-connections \(home)"]),
      (.transitGateway("tgw-1"), []),
      (.transitGateway("tgw-9"), ["tgw-9 ec2 describe-transit-gateways \(home)"]),
      (.vpnGateway("vgw-1"), ["vgw-1 ec2 describe-vpn-gateways \(home)"]),
      (.vpcEndpoint("vpce-1"), ["vpce-1 ec2 describe-vpc-endpoints \(home)"]),
    ]
    for (target, expected) in targets {
      for (state, gaps) in [(Route.State.active, expected), (.blackhole, [])] {
        let found = Self.gaps {
          let route = Route(destination: .cidrBlock(.anyIPv4), target: target, state: state)
          $0.routeTables.update(RouteTable(id: "rtb-1", vpc: "vpc-1", routes: [route]))
        }
        #expect(found == gaps, "\(target)")
      }
    }
  }

  @Test func `gateways refer to VPCs, subnets, interfaces and route tables`() {
    let found = Self.gaps {
      $0.natGateways.update(
        NATGateway(
          id: "nat-1", vpc: "vpc-1", subnet: "subnet-9", routeTable: "rtb-9",
          addresses: [NATGateway.Address(privateAddress: nil, networkInterface: "eni-9")]))
      $0.natGateways.update(NATGateway(id: "nat-2", vpc: "vpc-8", subnet: "subnet-8", state: "deleted", addresses: []))
      $0.egressOnlyInternetGateways.update(EgressOnlyInternetGateway(id: "eigw-1", vpc: "vpc-7"))
      $0.vpnGateways.update(VPNGateway(id: "vgw-1", vpc: "vpc-6"))
      $0.vpnConnections.update(VPNConnection(id: "vpn-1", vpnGateway: "vgw-9", transitGateway: "tgw-9"))
      $0.vpcEndpoints.update(
        VPCEndpoint(
          id: "vpce-1", kind: .interface, vpc: "vpc-1", subnets: ["subnet-7"], networkInterfaces: ["eni-7"],
          securityGroups: ["sg-7"]))
      $0.blockPublicAccessExclusions.update(
        BlockPublicAccessExclusion(id: "vpcbpa-exclude-1", resource: "subnet-6", mode: .egress))
    }
    #expect(
      found == [
        "eni-7 ec2 describe-network-interfaces eu-west-1", "eni-9 ec2 describe-network-interfaces eu-west-1",
        "rtb-9 ec2 describe-route-tables 111122223333 eu-west-1", "sg-7 ec2 describe-security-groups eu-west-1",
        "subnet-6 ec2 describe-subnets", "subnet-7 ec2 describe-subnets 111122223333 eu-west-1",
        "subnet-9 ec2 describe-subnets 111122223333 eu-west-1", "tgw-9 ec2 describe-transit-gateways",
        "vgw-9 ec2 describe-vpn-gateways", "vpc-6 ec2 describe-vpcs", "vpc-7 ec2 describe-vpcs",
      ])
  }

  @Test func `the VPC of a peer is looked for in the peer's account and Region`() {
    func connection(_ status: String) -> VPCPeeringConnection {
      VPCPeeringConnection(
        id: "pcx-1", status: status, requester: VPCPeeringConnection.Side(vpc: "vpc-1", scope: Self.scope),
        accepter: VPCPeeringConnection.Side(
          vpc: "vpc-2", scope: Scope(account: "444455556666", region: "us-east-1")))
    }
    #expect(
      Self.gaps { $0.vpcPeeringConnections.update(connection("active")) }
        == ["vpc-2 ec2 describe-vpcs 444455556666 us-east-1"])
    #expect(Self.gaps { $0.vpcPeeringConnections.update(connection("deleted")) } == [])
  }

  @Test func `attachments refer to what is attached, and route tables to attachments`() {
    func attachment(
      _ id: Identifier<TransitGatewayAttachment>, _ attached: TransitGatewayAttachment.Attached
    ) -> TransitGatewayAttachment {
      TransitGatewayAttachment(id: id, transitGateway: "tgw-1", attached: attached)
    }
    let found = Self.gaps {
      $0.transitGatewayAttachments = Table([
        attachment(
          "tgw-attach-1",
          .vpc(TransitGatewayAttachment.VPCAttachment(vpc: "vpc-2", account: "444455556666", subnets: ["subnet-2"]))),
        attachment("tgw-attach-2", .vpc(TransitGatewayAttachment.VPCAttachment(vpc: "vpc-1", subnets: nil))),
        attachment("tgw-attach-3", .vpn("vpn-1")), attachment("tgw-attach-4", .directConnectGateway("dx-1")),
        attachment("tgw-attach-5", .peering("tgw-2", Scope(account: "444455556666", region: "us-east-1"))),
        TransitGatewayAttachment(
          id: "tgw-attach-6", transitGateway: "tgw-3", attached: .vpn("vpn-9"), routeTable: "tgw-rtb-9"),
        TransitGatewayAttachment(
          id: "tgw-attach-7", transitGateway: "tgw-4", state: "deleted", attached: .vpn("vpn-8")),
      ])
      $0.transitGatewayRouteTables = Table([
        TransitGatewayRouteTable(
          id: "tgw-rtb-1", transitGateway: "tgw-1",
          routes: [TransitGatewayRoute(destination: .prefixList("pl-1"), attachments: ["tgw-attach-a"])],
          associations: ["tgw-attach-b"], propagations: ["tgw-attach-c"]),
        TransitGatewayRouteTable(id: "tgw-rtb-2", transitGateway: "tgw-5", routes: nil),
      ])
    }
    #expect(
      found == [
        "pl-1 ec2 get-managed-prefix-list-entries", "subnet-2 ec2 describe-subnets",
        "tgw-2 ec2 describe-transit-gateways 444455556666 us-east-1", "tgw-3 ec2 describe-transit-gateways",
        "tgw-5 ec2 describe-transit-gateways",
        "tgw-attach-2 subnets ec2 describe-transit-gateway-vpc-attachments 111122223333 eu-west-1",
        "tgw-attach-a ec2 describe-transit-gateway-attachments",
        "tgw-attach-b ec2 describe-transit-gateway-attachments",
        "tgw-attach-c ec2 describe-transit-gateway-attachments",
        "tgw-rtb-2 routes ec2 search-transit-gateway-routes",
        "tgw-rtb-9 ec2 describe-transit-gateway-route-tables", "vpc-2 ec2 describe-vpcs 444455556666",
        "vpn-1 ec2 describe-vpn-connections", "vpn-9 ec2 describe-vpn-connections",
      ])
  }

  @Test func `load balancers, listeners and target groups refer to each other, and to places by their ARNs`() {
    let arn = "arn:aws:elasticloadbalancing:us-east-1:444455556666:x"
    func group(_ id: String, _ type: TargetGroup.TargetType?, _ targets: [String]?) -> TargetGroup {
      TargetGroup(
        id: Identifier(arn + id), name: id, protocol: "TCP", port: 80, vpc: "vpc-1", targetType: type,
        targets: targets?.map { TargetGroup.Target(id: $0, port: 80) })
    }
    let found = Self.gaps {
      $0.loadBalancers.update(
        LoadBalancer(
          id: Identifier(arn), name: "front", kind: .application, isInternetFacing: true, vpc: "vpc-9",
          zones: [LoadBalancer.Zone(subnet: "subnet-9")], securityGroups: ["sg-9"]))
      $0.listeners.update(
        Listener(
          id: Identifier(arn), loadBalancer: "lb-9", port: 80, protocol: "HTTP", actions: [.forward("tg-9"), .answer]))
      $0.targetGroups = Table([
        group("1", .instance, ["i-9"]), group("2", .ip, ["192.0.2.1"]), group("3", .alb, ["lb-8"]),
        group("4", .instance, nil), group("5", .lambda, nil), group("6", nil, nil), group("7", .lambda, ["x"]),
      ])
    }
    let there = "444455556666 us-east-1"
    #expect(
      found == [
        "\(arn)4 targets elbv2 describe-target-health \(there)", "i-9 ec2 describe-instances \(there)",
        "lb-8 elbv2 describe-load-balancers \(there)", "lb-9 elbv2 describe-load-balancers \(there)",
        "sg-9 ec2 describe-security-groups \(there)", "subnet-9 ec2 describe-subnets",
        "tg-9 elbv2 describe-target-groups \(there)", "vpc-9 ec2 describe-vpcs \(there)",
      ])
  }

  @Test func `a gap reads as a sentence`() {
    var network = Self.base()
    network.targetGroups.update(
      TargetGroup(
        id: "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/1", name: "web", protocol: "HTTP",
        port: 80, vpc: "vpc-2", targetType: .ip, targets: nil))
    let arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/1"
    #expect(
      network.gaps.map(\.description) == [
        "\(arn) is in the snapshot without its targets (aws elbv2 describe-target-health in account 111122223333,"
          + " Region eu-west-1)",
        "\(arn) refers to vpc-2, which is not in the snapshot (aws ec2 describe-vpcs in account 111122223333,"
          + " Region eu-west-1)",
      ])
  }

  @Test func `an ARN tells its account and Region, and other texts neither`() {
    #expect(Scope(arn: "arn:aws:rds:eu-west-1:111122223333:db:orders:x") == Self.scope)
    #expect(Scope(arn: "arn:aws:s3:::bucket") == Scope())
    #expect(Scope(arn: "arn:aws:elasticloadbalancing:eu-west-1::loadbalancer/old") == Scope(region: "eu-west-1"))
    for text in ["", "orders", "arn:aws:rds", "a:b:c:d:e:f"] { #expect(Scope(arn: text) == Scope()) }
  }
}
