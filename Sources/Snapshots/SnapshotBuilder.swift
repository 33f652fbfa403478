internal import Network

/// The network as read so far, file after file.
struct SnapshotBuilder {
  private var network = Network()
  private var claims = Claims()
  private var conflicts: [String] = []
  private var unread: Set<String> = []
  private var truncated: [String] = []
  /// The interfaces that only their instance describes.
  private var instanceInterfaces = Table<NetworkInterface>()

  /// Reads one text, whose top-level keys say what it holds.
  mutating func read(
    _ text: borrowing PaddedBytes, from file: String, with parser: inout JSONParser
  ) throws(SnapshotError) {
    let scope = Scope(path: file)
    do throws(MalformedJSON) {
      try parser.withRoot(of: text) { root throws(MalformedJSON) in
        try root.object().forEach { key, value throws(MalformedJSON) in
          try readList(key, value, from: file, scope: scope)
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
      try Self.insert(value, into: &network.vpcs, &conflicts) { fields throws(MalformedJSON) in try VPC(&fields, scope: scope) }
    case "Subnets":
      try Self.insert(value, into: &network.subnets, &conflicts) { fields throws(MalformedJSON) in try Subnet(&fields) }
    case "NetworkAcls":
      try Self.insert(value, into: &network.networkACLs, &conflicts) { fields throws(MalformedJSON) in try NetworkACL(&fields) }
      try claims.networkACLs(value, in: file)
    case "SecurityGroups":
      try Self.insert(value, into: &network.securityGroups, &conflicts) { fields throws(MalformedJSON) in try SecurityGroup(&fields) }
    case "PrefixLists", "ManagedPrefixLists":
      try readPrefixLists(value)
    case "RouteTables":
      try Self.insert(value, into: &network.routeTables, &conflicts) { fields throws(MalformedJSON) in try RouteTable(&fields) }
      try claims.routeTables(value, in: file)
    case "InternetGateways":
      try Self.insert(value, into: &network.internetGateways, &conflicts) { fields throws(MalformedJSON) in try InternetGateway(&fields) }
    case "NetworkInterfaces":
      try Self.insert(value, into: &network.networkInterfaces, &conflicts) { fields throws(MalformedJSON) in try NetworkInterface(&fields) }
    case "Reservations":
      try value.forEach { reservation throws(MalformedJSON) in
        var reservation = try reservation.object()
        _ = try reservation.optional("Instances") { value throws(MalformedJSON) in try readInstances(value) }
      }
    case "Instances":
      try readInstances(value)
    case "Addresses":
      try Self.insert(value, into: &network.elasticIPs, &conflicts) { fields throws(MalformedJSON) in try ElasticIP(&fields) }
    case "DBInstances":
      try Self.insert(value, into: &network.dbInstances, &conflicts) { fields throws(MalformedJSON) in try DBInstance(&fields) }
    case "NextToken", "Marker", "NextMarker":
      if !value.isNull { truncated.append(file) }
    case "ResponseMetadata", "DBSubnetGroups":
      break  // of a database's subnet group, `DBInstances` repeats what matters
    default:
      unread.insert(key)
    }
  }

  private static func insert<Element: Resource>(
    _ list: JSONValue, into table: inout Table<Element>, _ conflicts: inout [String],
    _ read: (inout JSONObject) throws(MalformedJSON) -> Element
  ) throws(MalformedJSON) {
    table.reserveCapacity(table.count + list.count)
    try list.forEach { value throws(MalformedJSON) in
      var fields = try value.object()
      let element = try read(&fields)
      if let other = table.insert(element), other != element { conflicts.append(element.id.text) }
    }
  }

  private mutating func readInstances(_ list: JSONValue) throws(MalformedJSON) {
    try Self.insert(list, into: &network.instances, &conflicts) { fields throws(MalformedJSON) in try Instance(&fields) }
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
      if network.prefixLists[list.id]?.cidrBlocks == nil { network.prefixLists.update(list) }
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
    var lines: [String] = []
    if !unread.isEmpty {
      lines.append("not read, since Portolan does not model them: " + unread.sorted().joined(separator: ", "))
    }
    if !truncated.isEmpty {
      lines.append(
        "incomplete, since it ends with a token for more pages: " + truncated.sorted().joined(separator: ", "))
    }
    if !conflicts.isEmpty {
      lines.append(
        "described twice and differently, the first in file order counts: "
          + Set(conflicts).sorted().joined(separator: ", "))
    }
    return lines
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
