import AWSCatalogue
import NetworkModel
import Testing

@Suite struct GapTests {
  /// A network in which every reference leads somewhere.
  private static func whole() -> Network {
    var network = Network()
    network.vpcs = Table([VPC(id: "vpc-1", cidrBlocks: [])])
    network.subnets = Table([Subnet(id: "subnet-1", vpc: "vpc-1", cidrBlocks: [])])
    network.networkACLs = Table([NetworkACL(id: "acl-1", vpc: "vpc-1", entries: [], subnets: ["subnet-1"])])
    network.securityGroups = Table([
      SecurityGroup(
        id: "sg-1", name: "web", vpc: "vpc-1",
        rules: [
          SecurityGroup.Rule(direction: .inbound, pattern: .all, peer: .securityGroup("sg-1")),
          SecurityGroup.Rule(direction: .outbound, pattern: .all, peer: .prefixList("pl-1")),
          SecurityGroup.Rule(direction: .outbound, pattern: .all, peer: .cidrBlock(.anyIPv4)),
        ])
    ])
    network.prefixLists = Table([PrefixList(id: "pl-1", cidrBlocks: nil)])
    network.routeTables = Table([
      RouteTable(
        id: "rtb-1", vpc: "vpc-1",
        routes: [
          Route(destination: .cidrBlock(.anyIPv4), target: .internetGateway("igw-1")),
          Route(destination: .cidrBlock(.anyIPv6), target: .networkInterface("eni-1")),
          Route(destination: .prefixList("pl-1"), target: .local),
        ], subnets: ["subnet-1"], gateways: ["igw-1", "vgw-1"])
    ])
    network.internetGateways = Table([InternetGateway(id: "igw-1", vpc: "vpc-1")])
    network.networkInterfaces = Table([
      NetworkInterface(
        id: "eni-1", subnet: "subnet-1", vpc: "vpc-1", addresses: [], securityGroups: ["sg-1"],
        instance: "i-1")
    ])
    network.instances = Table([Instance(id: "i-1")])
    network.elasticIPs = Table([
      ElasticIP(id: "eipalloc-1", publicAddress: .v4(1), networkInterface: "eni-1")
    ])
    network.vpnGateways = Table([VPNGateway(id: "vgw-1", vpc: "vpc-1")])
    network.managedServices = Table([
      ManagedService(
        id: "orders", kind: .dbInstance, name: "orders", vpc: "vpc-1", subnets: ["subnet-1"], securityGroups: ["sg-1"])
    ])
    return network
  }

  @Test func `a network whose references all resolve has no gap`() {
    #expect(Self.whole().gaps.isEmpty)
  }

  @Test func `every kind of reference that does not resolve is a gap, once, named by its first referrer`() {
    let losses: [((inout Network) -> Void, [String])] = [
      (
        { $0.vpcs = Table() }, ["acl-1 refers to vpc-1, which is not in the snapshot (aws ec2 describe-vpcs)"]
      ),
      (
        { $0.subnets = Table() },
        ["acl-1 refers to subnet-1, which is not in the snapshot (aws ec2 describe-subnets)"]
      ),
      (
        { $0.securityGroups = Table() },
        ["eni-1 refers to sg-1, which is not in the snapshot (aws ec2 describe-security-groups)"]
      ),
      (
        { $0.prefixLists = Table() },
        ["rtb-1 refers to pl-1, which is not in the snapshot (aws ec2 get-managed-prefix-list-entries)"]
      ),
      (
        { $0.internetGateways = Table() },
        ["rtb-1 refers to igw-1, which is not in the snapshot (aws ec2 describe-internet-gateways)"]
      ),
      (
        { $0.networkInterfaces = Table() },
        ["eipalloc-1 refers to eni-1, which is not in the snapshot (aws ec2 describe-network-interfaces)"]
      ),
      (
        { $0.instances = Table() },
        ["eni-1 refers to i-1, which is not in the snapshot (aws ec2 describe-instances)"]
      ),
      ({ $0.elasticIPs = Table() }, []), ({ $0.managedServices = Table() }, []),
      ({ $0.networkACLs = Table() }, []),
    ]
    for (lose, expected) in losses {
      var network = Self.whole()
      lose(&network)
      #expect(network.gaps.map(\.description) == expected)
    }
  }

  @Test func `each reference makes a gap by itself`() {
    let networks: [((inout Network) -> Void, String, String)] = [
      ({ $0.subnets = Table([Subnet(id: "subnet-1", vpc: "x", cidrBlocks: [])]) }, "subnet-1", "x"),
      ({ $0.networkACLs = Table([NetworkACL(id: "acl-1", vpc: "x", entries: [])]) }, "acl-1", "x"),
      (
        { $0.networkACLs.update(NetworkACL(id: "acl-2", vpc: "vpc-1", entries: [], subnets: ["x"])) },
        "acl-2", "x"
      ),
      ({ $0.routeTables.update(RouteTable(id: "rtb-2", vpc: "x", routes: [])) }, "rtb-2", "x"),
      (
        { $0.routeTables.update(RouteTable(id: "rtb-2", vpc: "vpc-1", routes: [], subnets: ["x"])) }, "rtb-2",
        "x"
      ),
      (
        { $0.routeTables.update(RouteTable(id: "rtb-2", vpc: "vpc-1", routes: [], gateways: ["igw-x"])) },
        "rtb-2",
        "igw-x"
      ),
      ({ $0.securityGroups.update(SecurityGroup(id: "sg-2", name: "", vpc: "x", rules: [])) }, "sg-2", "x"),
      ({ $0.internetGateways.update(InternetGateway(id: "igw-2", vpc: "x")) }, "igw-2", "x"),
      (
        { $0.managedServices.update(ManagedService(id: "db", kind: .task, name: "", vpc: "x", subnets: [])) },
        "db", "x"
      ),
      (
        { $0.managedServices.update(ManagedService(id: "db", kind: .task, name: "", vpc: nil, subnets: ["x"])) },
        "db", "x"
      ),
      (
        {
          $0.managedServices.update(
            ManagedService(id: "db", kind: .task, name: "", vpc: nil, subnets: [], securityGroups: ["x"]))
        }, "db", "x"
      ),
      (
        {
          $0.managedServices.update(
            ManagedService(id: "db", kind: .task, name: "", vpc: nil, subnets: [], networkInterfaces: ["x"]))
        }, "db", "x"
      ),
    ]
    for (change, referrer, missing) in networks {
      var network = Self.whole()
      change(&network)
      #expect(network.gaps.map(\.missing) == [missing])
      #expect(network.gaps.map(\.referrer) == [referrer])
    }
  }

  @Test func `trap 29: the lost target of a blackhole route is no gap`() {
    var network = Self.whole()
    network.routeTables.update(
      RouteTable(
        id: "rtb-2", vpc: "vpc-1",
        routes: [
          Route(destination: .cidrBlock(.anyIPv4), target: .internetGateway("igw-9"), state: .blackhole),
          Route(destination: .cidrBlock(.anyIPv6), target: .networkInterface("eni-9"), state: .blackhole),
        ]))
    #expect(network.gaps.isEmpty)
  }

  @Test func `trap 22: a group of another VPC is no gap as long as both are described`() {
    var network = Self.whole()
    network.vpcs.update(VPC(id: "vpc-2", cidrBlocks: []))
    network.securityGroups.update(SecurityGroup(id: "sg-1", name: "shared", vpc: "vpc-2", rules: []))
    #expect(network.gaps.isEmpty)
  }

  @Test func `gaps come in the order of their ids`() {
    var network = Self.whole()
    network.vpcs = Table()
    network.instances = Table()
    network.securityGroups = Table()
    #expect(network.gaps.map(\.missing) == ["i-1", "sg-1", "vpc-1"])
  }

  @Test func `gaps by call are the first by id and their number`() {
    var network = Self.whole()
    network.vpcs = Table()
    network.instances = Table()
    network.networkInterfaces.update(
      NetworkInterface(
        id: "eni-0", subnet: "subnet-1", vpc: "vpc-1", addresses: [], securityGroups: [], instance: "i-0"))
    let groups = network.gapsByCall
    let expected = Dictionary(grouping: network.gaps, by: \.call.words).sorted { $0.key < $1.key }
    #expect(groups.map(\.first) == expected.map { $0.value[0] })
    #expect(groups.map(\.count) == expected.map(\.value.count))
    #expect(groups.first?.first.missing == "i-0" && groups.first?.count == 2)
  }
}
