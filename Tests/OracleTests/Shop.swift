import Oracle

/// Two subnets with a client, a server and a neighbour of the client; every test changes one thing.
struct Shop {
  typealias Address = RandomNetwork.Address
  typealias Prefix = RandomNetwork.Prefix
  typealias Permission = RandomNetwork.SecurityGroup.Permission
  typealias Entry = RandomNetwork.NetworkACL.Entry
  typealias Route = RandomNetwork.RouteTable.Route

  static let client = Address(ipv4: 0x0A14_0A04)
  static let clientSecondary = Address(ipv4: 0x0A14_0A05)
  static let clientIPv6 = Address(ipv6: 0x2600_1F00 << 96 | 4)
  static let neighbour = Address(ipv4: 0x0A14_0A09)
  static let server = Address(ipv4: 0x0A14_1407)
  static let serverIPv6 = Address(ipv6: 0x2600_1F00_0000_0001 << 64 | 7)
  static let outside = Address(ipv4: 0x0808_0808)
  static let clientSubnet = Prefix(client, length: 23)
  static let serverSubnet = Prefix(server, length: 23)

  var webIngress: [Permission] = []
  var webEgress = [Permission(protocolText: "-1", peers: [.anyIPv4, .anyIPv6])]
  var dbIngress = [Permission(protocolText: "tcp", from: 5432, to: 5432, groupIDs: ["sg-web"])]
  var appEntries = Shop.openEntries
  var dataEntries = Shop.openEntries
  var appRoutes: [Route] = []
  var dataRoutes: [Route] = []
  var lists: [RandomNetwork.PrefixList] = []
  var gateways = [RandomNetwork.InternetGateway(id: "igw-1", vpcID: "vpc-1")]
  var state = RandomNetwork.Instance.State.running
  var describesWeb = true
  var describesDataACL = true
  var describesMainTable = true

  static let openEntries = [false, true].flatMap { isEgress in
    [
      Entry(
        number: 32767, isEgress: isEgress, allows: false, protocolText: "-1", peer: .anyIPv4),
      Entry(number: 101, isEgress: isEgress, allows: true, protocolText: "-1", peer: .anyIPv6),
      Entry(number: 100, isEgress: isEgress, allows: true, protocolText: "-1", peer: .anyIPv4),
    ]
  }

  var network: RandomNetwork {
    var network = RandomNetwork()
    let blocks = [Prefix(Shop.client, length: 16), Prefix(Shop.clientIPv6, length: 56)]
    let local = blocks.map { Route(.prefix($0), target: "local", origin: .createRouteTable) }
    network.vpcs = [RandomNetwork.VPC(id: "vpc-1", prefixes: blocks)]
    network.subnets = [("subnet-app", Shop.clientSubnet), ("subnet-data", Shop.serverSubnet)].map {
      RandomNetwork.Subnet(id: $0.0, vpcID: "vpc-1", zone: "eu-west-1a", ipv4: $0.1)
    }
    network.interfaces = [
      RandomNetwork.Interface(
        id: "eni-client", subnetID: "subnet-app", vpcID: "vpc-1",
        ipv4: [
          .init(Shop.client, publicAddress: Address(ipv4: 0x3601_0101)),
          .init(Shop.clientSecondary),
        ],
        ipv6: [Shop.clientIPv6], groupIDs: ["sg-web"], instanceID: "i-1"),
      RandomNetwork.Interface(
        id: "eni-neighbour", subnetID: "subnet-app", vpcID: "vpc-1",
        ipv4: [.init(Shop.neighbour)], groupIDs: ["sg-web"]),
      RandomNetwork.Interface(
        id: "eni-server", subnetID: "subnet-data", vpcID: "vpc-1", ipv4: [.init(Shop.server)],
        ipv6: [Shop.serverIPv6], groupIDs: ["sg-db"]),
    ]
    network.instances = [
      RandomNetwork.Instance(id: "i-1", vpcID: "vpc-1", subnetID: "subnet-app", state: state)
    ]
    network.securityGroups = [
      RandomNetwork.SecurityGroup(
        id: "sg-db", vpcID: "vpc-1", ingress: dbIngress, egress: [])
    ]
    if describesWeb {
      network.securityGroups.append(
        RandomNetwork.SecurityGroup(
          id: "sg-web", vpcID: "vpc-1", ingress: webIngress, egress: webEgress))
    }
    network.networkACLs = [
      RandomNetwork.NetworkACL(
        id: "acl-app", vpcID: "vpc-1", isDefault: false, subnetIDs: ["subnet-app"],
        entries: appEntries)
    ]
    if describesDataACL {
      network.networkACLs.append(
        RandomNetwork.NetworkACL(
          id: "acl-data", vpcID: "vpc-1", isDefault: true, subnetIDs: [], entries: dataEntries))
    }
    network.routeTables = [
      RandomNetwork.RouteTable(
        id: "rtb-app", vpcID: "vpc-1", isMain: false, subnetIDs: ["subnet-app"],
        routes: local + appRoutes)
    ]
    if describesMainTable {
      network.routeTables.append(
        RandomNetwork.RouteTable(
          id: "rtb-main", vpcID: "vpc-1", isMain: true, routes: local + dataRoutes))
    }
    network.prefixLists = lists
    network.internetGateways = gateways
    return network
  }

  /// The outcomes of a query between addresses of the shop or with the one outside.
  func outcomes(
    from: Address = Shop.client, to: Address = Shop.server, protocolNumber: UInt8 = 6,
    port: UInt16 = 5432, reading: BruteForce.Reading = .init()
  ) -> [BruteForce.Outcome] {
    func endpoint(_ address: Address) -> RandomNetwork.Query.Endpoint {
      let interface = network.interfaces.first { interface in
        interface.ipv4.contains { $0.address == address } || interface.ipv6.contains(address)
      }
      return RandomNetwork.Query.Endpoint(interfaceID: interface?.id, address: address)
    }
    let query = RandomNetwork.Query(
      kind: .sameVPC, from: endpoint(from), to: endpoint(to), protocolNumber: protocolNumber,
      port: port)
    return BruteForce(network, reading: reading).outcomes(of: query)
  }

  /// What the outcomes amount to.
  func verdict(
    from: Address = Shop.client, to: Address = Shop.server, protocolNumber: UInt8 = 6,
    port: UInt16 = 5432, reading: BruteForce.Reading = .init()
  ) -> BruteForce.Verdict {
    let outcomes = outcomes(
      from: from, to: to, protocolNumber: protocolNumber, port: port, reading: reading)
    return BruteForce.Verdict(outcomes[...])
  }
}
