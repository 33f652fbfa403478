import Oracle

/// Three VPCs of two zones with everything open and no way out; every test adds what it is about.
///
/// `vpc-a` 10.0.0.0/16 has the subnets `pub` 10.0.0.0/24 and `app` 10.0.1.0/24 in zone a and `app-b` 10.0.2.0/24 in
/// zone b; `vpc-b` 10.1.0.0/16 has `far` 10.1.1.0/24 in zone a and `far-b` 10.1.2.0/24 in zone b; `vpc-c` has the block
/// of `vpc-b` once more, with `twin` 10.1.1.0/24. Each subnet has one host, its tenth address.
struct Campus {
  typealias Address = RandomNetwork.Address
  typealias Prefix = RandomNetwork.Prefix
  typealias Entry = RandomNetwork.NetworkACL.Entry
  typealias Permission = RandomNetwork.SecurityGroup.Permission
  typealias Route = RandomNetwork.RouteTable.Route
  typealias End = PathNetwork.Question.End

  static let subnets: [(name: String, vpc: String, zone: String, bits: UInt32)] = [
    ("pub", "vpc-a", "a", 0x0A00_0000), ("app", "vpc-a", "a", 0x0A00_0100), ("app-b", "vpc-a", "b", 0x0A00_0200),
    ("far", "vpc-b", "a", 0x0A01_0100), ("far-b", "vpc-b", "b", 0x0A01_0200), ("twin", "vpc-c", "a", 0x0A01_0100),
  ]
  static let internet = Address(ipv4: 0x0808_0808)
  static let premises = Address(ipv4: 0xC0A8_0A05)
  static let a = Prefix(Address(ipv4: 0x0A00_0000), length: 16)
  static let b = Prefix(Address(ipv4: 0x0A01_0000), length: 16)
  static let home = Prefix(Address(ipv4: 0xC0A8_0000), length: 16)

  /// Routes besides `local`, by subnet.
  var routes: [String: [Route]] = [:]
  /// Entries of ACLs that are not open, by subnet.
  var entries: [String: [Entry]] = [:]
  /// Inbound permissions of groups that are not open, by subnet: each host carries a group of its own.
  var ingress: [String: [Permission]] = [:]
  var egress: [String: [Permission]] = [:]
  var publicHosts: Set<String> = ["pub"]
  /// Interfaces that forward what is not theirs.
  var boxes: Set<String> = []
  var more: [RandomNetwork.Interface] = []
  var edges: [String: [Route]] = [:]
  var tables: [RandomNetwork.RouteTable] = []
  /// Everything that is no place, filter or table.
  var network = PathNetwork()
}

extension Campus {
  static func host(_ name: String) -> Address {
    let place = subnets.first { $0.name == name }
    return Address(ipv4: (place?.bits ?? 0) + 10)
  }

  static func publicAddress(_ name: String) -> Address {
    Address(ipv4: 0x3600_0001 + UInt32(subnets.firstIndex { $0.name == name } ?? 0))
  }

  static func block(_ name: String) -> Prefix { Prefix(host(name), length: 24) }

  static func end(_ name: String) -> End { .interface("eni-" + name, host(name)) }

  static func to(_ prefix: Prefix, _ target: String) -> Route { Route(.prefix(prefix), target: target) }

  static func allow(_ isEgress: Bool, _ ports: ClosedRange<Int>, _ peer: Prefix = .anyIPv4, number: Int = 100) -> Entry
  {
    Entry(number: number, isEgress: isEgress, allows: true, protocolText: "6", peer: peer, ports: ports)
  }

  static func deny(_ isEgress: Bool, _ ports: ClosedRange<Int>) -> Entry {
    Entry(number: 1, isEgress: isEgress, allows: false, protocolText: "6", peer: .anyIPv4, ports: ports)
  }

  static func open(_ isEgress: Bool) -> Entry {
    Entry(number: 1000, isEgress: isEgress, allows: true, protocolText: "-1", peer: .anyIPv4)
  }

  /// An address of a subnet for something that AWS puts there.
  mutating func interface(
    _ id: String, in name: String, _ offset: UInt32, groups: [String] = [], type: String = "interface", about: String,
    publicAddress: Address? = nil
  ) {
    guard let place = Campus.subnets.first(where: { $0.name == name }) else { return }
    more.append(
      RandomNetwork.Interface(
        id: id, subnetID: "subnet-" + name, vpcID: place.vpc,
        ipv4: [.init(Address(ipv4: place.bits + offset), publicAddress: publicAddress)], groupIDs: groups, type: type,
        about: about))
  }

  /// The network with everything in it.
  var complete: PathNetwork {
    var network = network
    let blocks = ["vpc-a": Campus.a, "vpc-b": Campus.b, "vpc-c": Campus.b]
    for (id, block) in blocks.sorted(by: { $0.key < $1.key }) {
      network.base.vpcs.append(.init(id: id, prefixes: [block]))
      network.base.internetGateways.append(.init(id: id.replacing("vpc", with: "igw"), vpcID: id))
      network.base.networkACLs.append(
        .init(
          id: "acl-" + id, vpcID: id, isDefault: true, subnetIDs: [], entries: [Campus.open(false), Campus.open(true)]))
    }
    for place in Campus.subnets {
      let local = [Campus.to(blocks[place.vpc] ?? Campus.a, "local")]
      network.base.subnets.append(
        .init(id: "subnet-" + place.name, vpcID: place.vpc, zone: place.zone, ipv4: Campus.block(place.name)))
      network.base.routeTables.append(
        .init(
          id: "rtb-" + place.name, vpcID: place.vpc, isMain: false, subnetIDs: ["subnet-" + place.name],
          routes: local + routes[place.name, default: []]))
      if let entries = entries[place.name] {
        network.base.networkACLs.append(
          .init(
            id: "acl-" + place.name, vpcID: place.vpc, isDefault: false, subnetIDs: ["subnet-" + place.name],
            entries: entries))
      }
      let everything = [Permission(protocolText: "-1", peers: [.anyIPv4])]
      network.base.securityGroups.append(
        .init(
          id: "sg-" + place.name, vpcID: place.vpc, ingress: ingress[place.name] ?? everything,
          egress: egress[place.name] ?? everything))
      network.base.instances.append(
        .init(id: "i-" + place.name, vpcID: place.vpc, subnetID: "subnet-" + place.name, state: .running))
      let isPublic = publicHosts.contains(place.name)
      network.base.interfaces.append(
        RandomNetwork.Interface(
          id: "eni-" + place.name, subnetID: "subnet-" + place.name, vpcID: place.vpc,
          ipv4: [
            .init(Campus.host(place.name), publicAddress: isPublic ? Campus.publicAddress(place.name) : nil)
          ],
          groupIDs: ["sg-" + place.name], instanceID: "i-" + place.name, checksSource: !boxes.contains(place.name)))
    }
    network.base.interfaces += more
    network.base.routeTables += tables
    network.premises = [Campus.premises]
    return network
  }

  func answer(
    _ from: End, _ to: End, port: UInt16 = 443, protocolNumber: UInt8 = 6,
    clientPorts: ClosedRange<UInt16> = 32768...60999
  ) -> PathOracle.Answer {
    PathOracle(complete).answer(
      .init(from: from, to: to, protocolNumber: protocolNumber, port: port, clientPorts: clientPorts))
  }

  func verdict(
    _ from: End, _ to: End, port: UInt16 = 443, protocolNumber: UInt8 = 6
  ) -> BruteForce.Verdict {
    answer(from, to, port: port, protocolNumber: protocolNumber).verdict
  }
}

extension PathOracle.Leg {
  /// How many client ports have this outcome.
  func count(_ outcome: BruteForce.Outcome) -> Int { outcomes.count { $0 == outcome } }

  /// The client ports that have this outcome.
  func ports(_ outcome: BruteForce.Outcome) -> [UInt16] {
    zip(clientPorts, outcomes).filter { $0.1 == outcome }.map(\.0)
  }
}
