import AWSCatalogue
import NetworkModel
import Testing

/// Which calls are missing where they may decide, and how to make them.
@Suite struct MissingFactTests {
  private static let scope = Scope(account: "111122223333", region: "eu-west-1")
  /// The calls of any VPC.
  private static let ordinary: [AWSCall] = [
    .describeVpcs, .describeSubnets, .describeNetworkAcls, .describeSecurityGroups, .describeRouteTables,
    .describeNetworkInterfaces, .describeInternetGateways,
  ]

  /// A VPC without anything, of which the ordinary calls but one were made.
  private static func network(without call: AWSCall? = nil) -> Network {
    var network = Network()
    network.vpcs = Table([VPC(id: "vpc-1", cidrBlocks: [], scope: scope)])
    network.ledger = .empty
    for made in ordinary where made != call { network.ledger.note(made, .whole, in: scope, file: "\(made)") }
    return network
  }

  @Test func `a network that was made by hand lacks nothing`() {
    var network = Network()
    network.vpcs = Table([VPC(id: "vpc-1", cidrBlocks: [])])
    network.vpnGateways = Table([VPNGateway(id: "vgw-1", vpc: "vpc-1")])
    #expect(network.missingFacts.isEmpty)
  }

  @Test func `what any VPC has is missing unless AWS was asked to the last page`() {
    #expect(Self.network().missingFacts.isEmpty)
    for call in Self.ordinary {
      var network = Self.network(without: call)
      #expect(network.missingFacts.first?.call == call)
      #expect(network.missingFacts.first?.status == .notMade)
      network.ledger.note(call, .denied, in: Self.scope, file: "denied")
      #expect(network.missingFacts.first?.status == .denied)
      network.ledger.note(call, .cutOff, in: Self.scope, file: "page")
      #expect(network.missingFacts.first?.status == .cutOff)
    }
  }

  @Test func `what only some networks have is missing only there`() {
    var network = Self.network()
    network.vpnGateways = Table([VPNGateway(id: "vgw-1", vpc: "vpc-1")])
    #expect(network.missingFacts.map(\.call) == [.describeVpnConnections])
    network = Self.network()
    network.transitGateways = Table([TransitGateway(id: "tgw-1")])
    #expect(
      network.missingFacts.map(\.call) == [
        .describeTransitGateways, .describeTransitGatewayAttachments, .describeTransitGatewayRouteTables,
      ])
    network = Self.network()
    network.networkInterfaces = Table([
      NetworkInterface(
        id: "eni-1", interfaceDescription: "ELB app/front/1", subnet: "subnet-1", vpc: "vpc-1", addresses: [],
        securityGroups: []),
      NetworkInterface(
        id: "eni-2", interfaceDescription: "ELB old", subnet: "subnet-1", vpc: "vpc-1", addresses: [],
        securityGroups: []),
    ])
    network.subnets = Table([Subnet(id: "subnet-1", vpc: "vpc-1", cidrBlocks: [])])
    #expect(network.missingFacts.map(\.call) == [.describeLoadBalancers, .describeClassicLoadBalancers])
    #expect(network.missingFacts.map(\.subjects) == [["eni-1"], ["eni-2"]])
  }

  @Test func `what AWS sets by default is taken for granted, unless nothing is`() throws {
    var network = Self.network()
    network.internetGateways = Table([InternetGateway(id: "igw-1", vpc: "vpc-1")])
    let fact = try #require(network.missingFacts.first)
    #expect(fact.isAssumption && network.missingFacts.count == 1)
    #expect(
      fact.sentence
        == "VPC Block Public Access is off (aws ec2 describe-vpc-block-public-access-options was not made)")
    network.isStrict = true
    #expect(network.missingFacts.map(\.isAssumption) == [false])
  }

  @Test func `what is referred to is missing, and its parts that nobody asks for are not`() {
    var network = Self.network()
    network.networkInterfaces = Table([
      NetworkInterface(id: "eni-1", subnet: "subnet-1", vpc: "vpc-1", addresses: [], securityGroups: ["sg-1"])
    ])
    network.networkACLs = Table([NetworkACL(id: "acl-1", vpc: "vpc-1", entries: [], subnets: ["subnet-2"])])
    #expect(network.missingFacts.map(\.call) == [.describeSubnets, .describeSecurityGroups])
    #expect(
      network.missingFacts.map(\.description) == [
        "aws ec2 describe-subnets does not tell of subnet-1", "aws ec2 describe-security-groups does not tell of sg-1",
      ])
  }

  @Test func `of several accounts each is named`() {
    var network = Self.network()
    let other = Scope(account: "444455556666", region: "eu-west-1")
    network.vpcs = Table([
      VPC(id: "vpc-1", cidrBlocks: [], scope: Self.scope), VPC(id: "vpc-2", cidrBlocks: [], scope: other),
    ])
    for call in Self.ordinary.dropLast() { network.ledger.note(call, .whole, in: other, file: "other") }
    #expect(
      network.missingFacts.filter { !$0.isAssumption }.map(\.description) == [
        "aws ec2 describe-internet-gateways in account 444455556666, Region eu-west-1 was not made"
      ])
  }

  @Test func `a Region without a VPC lacks nothing`() {
    var network = Self.network()
    network.ledger.note(.describeVpcs, .whole, in: Scope(account: "111122223333", region: "us-east-1"), file: "v")
    #expect(network.missingFacts.isEmpty)
  }

  @Test func `commands can be copied into a shell`() {
    let id = #""describe-target-health-$(echo "$id" | tr /: __).json""#
    #expect(
      AWSCall.describeVpcs.shellLine(region: "eu-west-1")
        == "aws ec2 describe-vpcs --region eu-west-1 > describe-vpcs.json")
    #expect(
      AWSCall.describeTargetHealth.shellLine(about: ["a", "b"])
        == #"for id in a b; do aws elbv2 describe-target-health --target-group-arn "$id" > \#(id); done"#)
    #expect(
      AWSCall.describeTargetHealth.shellLine()
        == "for id in $(aws elbv2 describe-target-groups --query 'TargetGroups[].TargetGroupArn' --output text); do "
        + #"aws elbv2 describe-target-health --target-group-arn "$id" > \#(id); done"#)
    #expect(AWSCall.describeRules.shellLine().contains("--query 'Listeners[].ListenerArn'"))
    #expect(Set(AWSCall.allCases.map(\.fileName)).count == AWSCall.allCases.count)
  }
}
