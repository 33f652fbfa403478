import KernelLab
import NetworkModel
import Ports
import Testing

/// Connections that a NAT gateway ends and begins anew: each side is judged by itself.
@Suite(.serialized, .enabled(if: Laboratory.obstacle == nil, "a lab needs root, ip and nft"))
struct TranslationTests {
  @Test func `of replies that fall on both sides of a NAT gateway, each side tells its own`() throws {
    let exit = Exit()
    let ports: PortSet = "1024-1040,8070-8090,20000-20020,49141-49160,65530-65535"
    let client = try exit.experiment(from: ports)
    let gateway = try exit.experiment(from: ports, beyond: Exit.addresses[0])
    let lab = try Laboratory(try Blueprint(for: [client, gateway], in: exit.network))
    defer { try? lab.close() }
    for _ in 0..<2 {
      let near = try lab.run(client, in: exit.network)
      #expect(near.working == "49152-49160,65530-65535")
      #expect(near.dropped == ports.subtracting(near.working))
      #expect(
        near.drops.map(\.rule) == ["network ACL acl-private inbound rule 90"], "what falls beyond is not the client's")
      // What was dropped on the client's side before is nothing that passes the NAT gateway's now.
      let far = try lab.run(gateway, in: exit.network)
      #expect(far.working == "1024-1040,8070-8080,49152-49160,65530-65535")
      #expect(far.dropped == "8081-8090,20000-20020,49141-49151")
    }
  }

  @Test func `ports of the client's that fall beyond are tried by others of the NAT gateway's, if any work`() throws {
    let exit = Exit(denied: [1024...40_000, 40_002...65_535])
    let observation = try run(try exit.experiment(from: "8000-8003,50000-50003"), exit)
    #expect(observation.working == "50000-50003")
    #expect(observation.dropped == "8000-8003")
    let closed = Exit(denied: [1...65_535])
    let nothing = try run(try closed.experiment(from: "8000-8003,50000-50003"), closed)
    #expect(nothing.unobserved == "8000-8003,50000-50003")
    #expect(nothing.obstacle != nil)
  }

  @Test(arguments: [IPProtocol.tcp, .udp, .icmp])
  func `a NAT gateway with two addresses sends with the one in question`(ipProtocol: IPProtocol) throws {
    let exit = Exit(denied: [])
    let ports: PortSet? = ipProtocol == .icmp ? nil : "50000-50009"
    let experiments = try Exit.addresses.map { try exit.experiment(ipProtocol, from: ports, beyond: $0) }
    let lab = try Laboratory(try Blueprint(for: experiments, in: exit.network))
    defer { try? lab.close() }
    for _ in 0..<2 {
      let paired = try lab.run(experiments[0], in: exit.network)
      #expect(paired.dropped.isEmpty && paired.working == ports ?? .all)
      let unpaired = try lab.run(experiments[1], in: exit.network)
      #expect(unpaired.working.isEmpty && unpaired.dropped == ports ?? .all)
      #expect(
        unpaired.drops.map(\.rule) == ["internet gateway igw-1: no public address is paired with the private one"])
    }
  }

  private func run(_ experiment: Experiment, _ exit: Exit) throws -> Observation {
    let lab = try Laboratory(try Blueprint(for: [experiment], in: exit.network))
    defer { try? lab.close() }
    return try lab.run(experiment, in: exit.network)
  }
}

/// A private subnet with a host, and a public one with a NAT gateway that has two addresses, of which one has no Elastic IP address.
struct Exit {
  /// The client ports, as the NAT gateway's subnet sees them, to which its ACL lets no replies in.
  var denied: [ClosedRange<UInt16>] = [8081...49_151]

  static let client = IPAddress.v4(0x0A00_0105)
  static let server = IPAddress.v4(0x0808_0808)
  static let addresses = [IPAddress.v4(0x0A00_0205), .v4(0x0A00_0206)]

  private static func open(_ direction: Direction) -> NetworkACL.Entry {
    .init(number: 100, direction: direction, action: .allow, cidrBlock: .anyIPv4, pattern: .all)
  }

  private static func denying(_ ports: ClosedRange<UInt16>, number: Int) -> NetworkACL.Entry {
    .init(
      number: number, direction: .inbound, action: .deny, cidrBlock: CIDRBlock(server),
      pattern: TrafficPattern(.tcp, PortSet(ports)))
  }

  var network: Network {
    var network = Network()
    let vpc = CIDRBlock(.v4(0x0A00_0000), prefixLength: 16)
    network.vpcs = Table([VPC(id: "vpc-1", cidrBlocks: [vpc])])
    network.subnets = Table([
      Subnet(id: "subnet-private", vpc: "vpc-1", cidrBlocks: [CIDRBlock(.v4(0x0A00_0100), prefixLength: 24)]),
      Subnet(id: "subnet-public", vpc: "vpc-1", cidrBlocks: [CIDRBlock(.v4(0x0A00_0200), prefixLength: 24)]),
    ])
    network.networkACLs = Table([
      NetworkACL(
        id: "acl-private", vpc: "vpc-1",
        entries: [Self.denying(1024...49_151, number: 90), Self.open(.inbound), Self.open(.outbound)],
        subnets: ["subnet-private"]),
      NetworkACL(
        id: "acl-public", vpc: "vpc-1",
        entries: denied.enumerated().map { Self.denying($1, number: 10 + $0) }
          + [Self.open(.inbound), Self.open(.outbound)],
        subnets: ["subnet-public"]),
    ])
    let local = Route(destination: .cidrBlock(vpc), target: .local)
    network.routeTables = Table([
      RouteTable(
        id: "rtb-private", vpc: "vpc-1",
        routes: [local, Route(destination: .cidrBlock(.anyIPv4), target: .natGateway("nat-1"))],
        subnets: ["subnet-private"]),
      RouteTable(
        id: "rtb-public", vpc: "vpc-1",
        routes: [local, Route(destination: .cidrBlock(.anyIPv4), target: .internetGateway("igw-1"))],
        subnets: ["subnet-public"]),
    ])
    network.internetGateways = Table([InternetGateway(id: "igw-1", vpc: "vpc-1")])
    network.natGateways = Table([
      NATGateway(
        id: "nat-1", vpc: "vpc-1", subnet: "subnet-public",
        addresses: [
          .init(privateAddress: Self.addresses[0], publicAddress: .v4(0x0909_0909)),
          .init(privateAddress: Self.addresses[1]),
        ])
    ])
    network.securityGroups = Table([
      SecurityGroup(
        id: "sg-1", name: "all", vpc: "vpc-1",
        rules: [.init(direction: .outbound, pattern: .all, peer: .cidrBlock(.anyIPv4))])
    ])
    network.networkInterfaces = Table([
      NetworkInterface(
        id: "eni-a", subnet: "subnet-private", vpc: "vpc-1", addresses: [.init(Self.client, isPrimary: true)],
        securityGroups: ["sg-1"])
    ])
    return network
  }

  /// From the host to the server outside; of the NAT gateway's own ports if `address` says which address it sends with.
  func experiment(
    _ ipProtocol: IPProtocol = .tcp, from ports: PortSet?, beyond address: IPAddress? = nil
  ) throws -> Experiment {
    try Experiment(
      from: .interface("eni-a", Self.client, isPublic: false), to: .outside(Self.server), ipProtocol: ipProtocol,
      port: ipProtocol == .icmp ? nil : 443, clientPorts: ports,
      beyond: address.map { Experiment.Translator("nat-1", sendingWith: $0) })
  }
}
