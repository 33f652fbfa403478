internal import Network

/// The network as read so far, file after file.
struct SnapshotBuilder {
  private var network = Network()
  private var claims = Claims()
  private var conflicts: Set<String> = []
  private var unread: Set<String> = []
  private var truncated: Set<String> = []
  /// The interfaces that only their instance describes.
  private var instanceInterfaces = Table<NetworkInterface>()

  /// Reads one text, whose top-level keys say what it holds.
  mutating func read(
    _ text: borrowing PaddedBytes, from file: String, with parser: inout JSONParser
  ) throws(SnapshotError) {
    let scope = Scope(path: file)
    do throws(MalformedJSON) {
      try parser.withRoot(of: text) { root throws(MalformedJSON) in
        guard let lists = try? root.object() else {
          throw root.isNot("what an AWS describe call prints: an object such as {“Vpcs”: […]}")
        }
        try lists.forEach { key, value throws(MalformedJSON) in
          if !value.isNull { try readList(key, value, from: file, scope: scope) }
        }
      }
    } catch {
      throw SnapshotError(file: file, error)
    }
  }

  private mutating func readList(
    _ key: String, _ value: JSONValue, from file: String, scope: Scope
  ) throws(MalformedJSON) {
    switch key {
    case "Vpcs":
      try Self.insert(value, into: &network.vpcs, &conflicts) { fields throws(MalformedJSON) in
        try VPC(&fields, scope: scope)
      }
    case "Subnets":
      try Self.insert(value, into: &network.subnets, &conflicts, Subnet.init)
    case "NetworkAcls":
      try Self.insert(value, into: &network.networkACLs, &conflicts, NetworkACL.init)
      try claims.networkACLs(value, in: file)
    case "SecurityGroups":
      try Self.insert(value, into: &network.securityGroups, &conflicts, SecurityGroup.init)
    case "PrefixLists", "ManagedPrefixLists":
      try readPrefixLists(value)
    case "RouteTables":
      try Self.insert(value, into: &network.routeTables, &conflicts, RouteTable.init)
      try claims.routeTables(value, in: file)
    case "InternetGateways":
      try Self.insert(value, into: &network.internetGateways, &conflicts, InternetGateway.init)
    case "NetworkInterfaces":
      try Self.insert(value, into: &network.networkInterfaces, &conflicts) { fields throws(MalformedJSON) in
        try NetworkInterface(&fields)
      }
    case "Reservations":
      try value.forEach { reservation throws(MalformedJSON) in
        var reservation = try reservation.object()
        _ = try reservation.optional("Instances") { value throws(MalformedJSON) in try readInstances(value) }
      }
    case "Instances":
      try readInstances(value)
    case "Addresses":
      try Self.insert(value, into: &network.elasticIPs, &conflicts, ElasticIP.init)
    case "DBInstances":
      try Self.insert(value, into: &network.dbInstances, &conflicts, DBInstance.init)
    case "NextToken", "Marker", "NextMarker":
      truncated.insert(file)
    case "ResponseMetadata", "DBSubnetGroups":
      break  // of a database's subnet group, `DBInstances` repeats what matters
    default:
      unread.insert(key.abbreviated)
    }
  }

  private static func insert<Element: Resource>(
    _ list: JSONValue, into table: inout Table<Element>, _ conflicts: inout Set<String>,
    _ read: (inout JSONObject) throws(MalformedJSON) -> Element
  ) throws(MalformedJSON) {
    table.reserveCapacity(table.count + list.count)
    try list.forEach { value throws(MalformedJSON) in
      var fields = try value.object()
      let element = try read(&fields)
      if let other = table.insert(element), other != element { conflicts.insert(element.id.text.abbreviated) }
    }
  }

  private mutating func readInstances(_ list: JSONValue) throws(MalformedJSON) {
    try Self.insert(list, into: &network.instances, &conflicts, Instance.init)
    try list.forEach { value throws(MalformedJSON) in
      var fields = try value.object()
      let instance: Identifier<Instance> = try fields.requiredIdentifier("InstanceId")
      _ = try fields.optional("NetworkInterfaces") { list throws(MalformedJSON) in
        try list.forEach { value throws(MalformedJSON) in
          var fields = try value.object()
          _ = instanceInterfaces.insert(try NetworkInterface(&fields, instance: instance))
        }
      }
    }
  }

  /// Of two descriptions of a list, the one with its blocks counts: the calls that name lists do not give them.
  private mutating func readPrefixLists(_ list: JSONValue) throws(MalformedJSON) {
    try list.forEach { value throws(MalformedJSON) in
      var fields = try value.object()
      let list = try PrefixList(&fields)
      switch (network.prefixLists[list.id]?.cidrBlocks, list.cidrBlocks) {
      case (nil, _): network.prefixLists.update(list)
      case (let known?, let blocks?) where known != blocks: conflicts.insert(list.id.text.abbreviated)
      default: break
      }
    }
  }

  /// The network, with what one list says of another brought together.
  consuming func finished() -> Network {
    for interface in instanceInterfaces { _ = network.networkInterfaces.insert(interface) }
    for address in network.elasticIPs {
      guard let id = address.networkInterface, let interface = network.networkInterfaces[id] else { continue }
      network.networkInterfaces.update(interface.associating(address))
    }
    let zones = network.subnets.lazy.compactMap { subnet in
      subnet.availabilityZone.flatMap(Scope.region(ofZone:)).map { (subnet.vpc, $0) }
    }
    let regions = Dictionary(zones) { first, _ in first }
    for vpc in network.vpcs where vpc.scope.region == nil {
      guard let region = regions[vpc.id] else { continue }
      let scope = Scope(account: vpc.scope.account, region: region)
      network.vpcs.update(VPC(id: vpc.id, name: vpc.name, cidrBlocks: vpc.cidrBlocks, scope: scope))
    }
    return network
  }

  /// One line for each kind of thing that was noticed.
  var notices: [String] {
    [
      ("not read, since Portolan does not model them", unread),
      ("incomplete, since it ends with a token for more pages", truncated),
      ("described twice and differently, the first in file order counts", conflicts),
    ].filter { !$1.isEmpty }.map { notice, names in "\(notice): \(Self.listed(names))".onOneLine }
  }

  /// Names in their order, as many as one line should hold.
  private static func listed(_ names: Set<String>) -> String {
    let most = 32
    let shown = names.sorted().prefix(most).joined(separator: ", ")
    return names.count > most ? "\(shown) and \(names.count - most) more" : shown
  }
}

extension NetworkInterface {
  /// The interface with the public address that `DescribeAddresses` pairs with one of its own.
  fileprivate func associating(_ elasticIP: ElasticIP) -> NetworkInterface {
    NetworkInterface(
      id: id, name: name, interfaceDescription: interfaceDescription, type: type, subnet: subnet, vpc: vpc,
      availabilityZone: availabilityZone,
      addresses: addresses.map { own in
        let isPaired = elasticIP.privateAddress.map { $0 == own.address } ?? own.isPrimary
        guard isPaired, own.publicAddress == nil else { return own }
        return Address(own.address, isPrimary: own.isPrimary, publicAddress: elasticIP.publicAddress)
      },
      securityGroups: securityGroups, sourceDestCheck: sourceDestCheck,
      deniesInternetTraffic: deniesInternetTraffic, instance: instance, deviceIndex: deviceIndex, requester: requester)
  }
}
