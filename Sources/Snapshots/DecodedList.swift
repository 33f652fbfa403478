internal import NetworkModel

/// A list of what most of a snapshot is made of, read by itself: what else the snapshot says makes no difference to it.
enum DecodedList: Sendable {
  case networkInterfaces(Described<NetworkInterface>)
  case instances(DescribedInstances)
  case securityGroups(Described<SecurityGroup>)
  case subnets(Described<Subnet>)
  case networkACLs(Described<NetworkACL>)
  case routeTables(Described<RouteTable>)

  /// Reads the list under a key of a root; nil when it is none of these.
  init?(_ key: String, _ value: JSONValue) throws(MalformedJSON) {
    switch key {
    case "NetworkInterfaces":
      self = .networkInterfaces(
        try value.described { fields, remarks throws(MalformedJSON) in try NetworkInterface(&fields, &remarks) })
    case "Reservations":
      var instances = DescribedInstances()
      try value.forEach { value throws(MalformedJSON) in
        var reservation = try value.object()
        _ = try reservation.optional("Instances") { list throws(MalformedJSON) in try instances.read(list) }
      }
      self = .instances(instances)
    case "Instances":
      var instances = DescribedInstances()
      try instances.read(value)
      self = .instances(instances)
    case "SecurityGroups": self = .securityGroups(try value.described(SecurityGroup.init))
    case "Subnets": self = .subnets(try value.described(Subnet.init))
    case "NetworkAcls": self = .networkACLs(try value.described(NetworkACL.init))
    case "RouteTables": self = .routeTables(try value.described(RouteTable.init))
    default: return nil
    }
  }
}

/// Instances, and their interfaces as they describe them.
struct DescribedInstances: Sendable {
  private(set) var instances = Described<Instance>()
  private(set) var interfaces = Described<NetworkInterface>()

  /// Reads a list of instances behind those that were read.
  mutating func read(_ list: JSONValue) throws(MalformedJSON) {
    try list.forEach { value throws(MalformedJSON) in
      var fields = try value.object()
      let instance = try Instance(fields, &instances.remarks)
      instances.append(instance)
      _ = try fields.optional("NetworkInterfaces") { list throws(MalformedJSON) in
        try list.forEach { value throws(MalformedJSON) in
          var fields = try value.object()
          interfaces.append(try NetworkInterface(&fields, instance: instance.id, &interfaces.remarks))
        }
      }
    }
  }
}

extension SnapshotBuilder {
  /// Adds what a list in a file holds.
  mutating func add(_ list: DecodedList, from file: String) {
    switch list {
    case .networkInterfaces(let interfaces):
      sightings.add(interfaces, to: &network.networkInterfaces, from: file, &notices)
    case .securityGroups(let groups): sightings.add(groups, to: &network.securityGroups, from: file, &notices)
    case .subnets(let subnets):
      gateways.note(subnets, in: file) { $0.vpc }
      sightings.add(subnets, to: &network.subnets, from: file, &notices)
    case .networkACLs(let acls): sightings.add(acls, to: &network.networkACLs, from: file, &notices)
    case .routeTables(let tables):
      gateways.note(tables, in: file) { $0.vpc }
      sightings.add(tables, to: &network.routeTables, from: file, &notices)
    case .instances(let described):
      sightings.add(described.instances, to: &network.instances, from: file, &notices)
      instanceInterfaces.append((described.interfaces, file))
    }
  }
}
