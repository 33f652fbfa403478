internal import NetworkModel

/// A list of what most of a snapshot is made of, read by itself: what else the snapshot says makes no difference to it.
enum DecodedList: Sendable {
  case networkInterfaces([NetworkInterface])
  case instances([DescribedInstance])
  case securityGroups([SecurityGroup])
  case subnets([Subnet])
  case networkACLs([NetworkACL], [Claims.Claim])
  case routeTables([RouteTable], [Claims.Claim])

  /// Reads the list under a key of a root; nil when it is none of these.
  init?(_ key: String, _ value: JSONValue) throws(MalformedJSON) {
    switch key {
    case "NetworkInterfaces":
      self = .networkInterfaces(
        try value.objects { fields throws(MalformedJSON) in try NetworkInterface(&fields) })
    case "Reservations":
      let reservations = try value.objects { reservation throws(MalformedJSON) in
        try reservation.optional("Instances") { value throws(MalformedJSON) in
          try value.objects(DescribedInstance.init)
        } ?? []
      }
      self = .instances(Array(reservations.joined()))
    case "Instances": self = .instances(try value.objects(DescribedInstance.init))
    case "SecurityGroups": self = .securityGroups(try value.objects(SecurityGroup.init))
    case "Subnets": self = .subnets(try value.objects(Subnet.init))
    case "NetworkAcls":
      self = .networkACLs(
        try value.objects(NetworkACL.init), try Claims.claims(in: value, by: "NetworkAclId"))
    case "RouteTables":
      self = .routeTables(
        try value.objects(RouteTable.init), try Claims.claims(in: value, by: "RouteTableId"))
    default: return nil
    }
  }
}

/// An element of `Instances`: an instance, and its interfaces as it describes them.
struct DescribedInstance: Sendable {
  let instance: Instance
  let interfaces: [NetworkInterface]

  init(_ fields: inout JSONObject) throws(MalformedJSON) {
    let instance = try Instance(fields)
    self.instance = instance
    interfaces =
      try fields.optional("NetworkInterfaces") { list throws(MalformedJSON) in
        try list.objects { fields throws(MalformedJSON) in try NetworkInterface(&fields, instance: instance.id) }
      } ?? []
  }
}

extension SnapshotBuilder {
  /// Adds what a list in a file holds.
  mutating func add(_ list: DecodedList, from file: String) throws(MalformedJSON) {
    switch list {
    case .networkInterfaces(let interfaces): network.networkInterfaces.add(interfaces, &notices)
    case .securityGroups(let groups): network.securityGroups.add(groups, &notices)
    case .subnets(let subnets): network.subnets.add(subnets, &notices)
    case .networkACLs(let acls, let claims):
      network.networkACLs.add(acls, &notices)
      try self.claims.noteNetworkACLs(claims, in: file)
    case .routeTables(let tables, let claims):
      network.routeTables.add(tables, &notices)
      try self.claims.noteRouteTables(claims, in: file)
    case .instances(let described):
      for one in described {
        network.instances.insert(one.instance, &notices)
        for interface in one.interfaces { _ = instanceInterfaces.insert(interface) }
      }
    }
  }
}
