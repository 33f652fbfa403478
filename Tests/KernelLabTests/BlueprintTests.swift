import Foundation
import KernelLab
import NetworkModel
import Ports
import Testing

/// What can be said of blueprints without building them.
@Suite struct BlueprintTests {
  @Test func `an end that the snapshot lacks is named`() throws {
    let end = Experiment.End.interface("eni-1", .v4(1), isPublic: false)
    let experiment = try Experiment(from: end, to: end, ipProtocol: .tcp, port: 1, clientPorts: "1-2")
    #expect(throws: LabError.undescribed("the snapshot does not describe eni-1, so the lab cannot build it")) {
      _ = try Blueprint(for: [experiment], in: Network())
    }
  }

  @Test func `a protocol that cannot be tried is refused`() {
    #expect(throws: LabError.self) {
      _ = try Experiment(
        from: .outside(.v4(1)), to: .outside(.v4(2)), ipProtocol: IPProtocol(rawValue: 50), port: nil, clientPorts: nil)
    }
  }

  @Test func `rules stand in AWS's order, whatever order they were listed in`() throws {
    let text = try Pair().blueprint().description
    let deny = try #require(text.range(of: "network ACL acl-a outbound rule 90"))
    let allow = try #require(text.range(of: "network ACL acl-a outbound rule 100"))
    let star = try #require(text.range(of: "network ACL acl-a outbound rule *"))
    #expect(deny.lowerBound < allow.lowerBound && allow.lowerBound < star.lowerBound)
    #expect(text.contains("tcp dport 8000-8999 counter meta mark set"))
    #expect(text.contains("notrack"))
    #expect(text.contains("ct state established,related"))
  }

  @Test func `an outbound reference stands for nobody whom a middlebox's route leads to`() throws {
    var network = Pair().network
    let outbound = SecurityGroup.Rule(direction: .outbound, pattern: .all, peer: .securityGroup("sg-1"))
    network.securityGroups = Table([SecurityGroup(id: "sg-1", name: "all", vpc: "vpc-1", rules: [outbound])])
    let reference = "ip daddr { 10.0.1.5, 10.0.2.5 }"
    #expect(try Blueprint(for: [Pair().experiment()], in: network).description.ranges(of: reference).count == 2)
    let table = try #require(network.routeTables.first)
    let detour = Route(
      destination: .cidrBlock(CIDRBlock(.v4(0x0A00_0200), prefixLength: 24)), target: .networkInterface("eni-b"))
    network.routeTables = Table([
      RouteTable(id: table.id, vpc: table.vpc, isMain: true, routes: table.routes + [detour])
    ])
    let text = try Blueprint(for: [Pair().experiment()], in: network).description
    #expect(text.ranges(of: reference).count == 1, "the neighbour's own way back is local")
    #expect(text.contains("ip daddr { 10.0.1.5 }"))
  }
}

/// Two subnets of a VPC with a host each, and ACLs that are made to order.
struct Pair {
  var entries: [NetworkACL.Entry] = [
    .init(
      number: 100, direction: .outbound, action: .allow, cidrBlock: .anyIPv4, pattern: TrafficPattern(.tcp)),
    .init(
      number: 90, direction: .outbound, action: .deny, cidrBlock: .anyIPv4,
      pattern: TrafficPattern(.tcp, PortSet(8000...8999))),
  ]

  private static let open = [Direction.inbound, .outbound].map {
    NetworkACL.Entry(number: 100, direction: $0, action: .allow, cidrBlock: .anyIPv4, pattern: .all)
  }

  var network: Network {
    var network = Network()
    let vpc = CIDRBlock(.v4(0x0A00_0000), prefixLength: 16)
    network.vpcs = Table([VPC(id: "vpc-1", cidrBlocks: [vpc])])
    network.subnets = Table([
      Subnet(id: "subnet-a", vpc: "vpc-1", cidrBlocks: [CIDRBlock(.v4(0x0A00_0100), prefixLength: 24)]),
      Subnet(id: "subnet-b", vpc: "vpc-1", cidrBlocks: [CIDRBlock(.v4(0x0A00_0200), prefixLength: 24)]),
    ])
    network.networkACLs = Table([
      NetworkACL(id: "acl-a", vpc: "vpc-1", entries: entries + [Self.open[0]], subnets: ["subnet-a"]),
      NetworkACL(id: "acl-b", vpc: "vpc-1", entries: Self.open, subnets: ["subnet-b"]),
    ])
    network.routeTables = Table([
      RouteTable(
        id: "rtb-1", vpc: "vpc-1", isMain: true, routes: [Route(destination: .cidrBlock(vpc), target: .local)])
    ])
    network.securityGroups = Table([
      SecurityGroup(
        id: "sg-1", name: "all", vpc: "vpc-1",
        rules: [Direction.inbound, .outbound].map { .init(direction: $0, pattern: .all, peer: .cidrBlock(.anyIPv4)) })
    ])
    network.networkInterfaces = Table([
      NetworkInterface(
        id: "eni-a", subnet: "subnet-a", vpc: "vpc-1", addresses: [.init(Self.client, isPrimary: true)],
        securityGroups: ["sg-1"]),
      NetworkInterface(
        id: "eni-b", subnet: "subnet-b", vpc: "vpc-1", addresses: [.init(Self.server, isPrimary: true)],
        securityGroups: ["sg-1"]),
    ])
    return network
  }

  static let client = IPAddress.v4(0x0A00_0105)
  static let server = IPAddress.v4(0x0A00_0205)

  func experiment(
    _ ipProtocol: IPProtocol = .tcp, port: UInt16? = 443, from ports: PortSet? = "40000-40999", isBack: Bool = false
  ) throws -> Experiment {
    let one = Experiment.End.interface("eni-a", Self.client, isPublic: false)
    let other = Experiment.End.interface("eni-b", Self.server, isPublic: false)
    return try Experiment(
      from: isBack ? other : one, to: isBack ? one : other, ipProtocol: ipProtocol, port: port, clientPorts: ports)
  }

  func blueprint() throws -> Blueprint { try Blueprint(for: [try experiment()], in: network) }
}
