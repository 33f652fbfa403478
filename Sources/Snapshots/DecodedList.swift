internal import NetworkModel

/// A list of what most of a snapshot is made of, read by itself: what else the snapshot says makes no difference to it.
enum DecodedList: Sendable {
  case networkInterfaces([NetworkInterface])
  case instances([DescribedInstance])
  case securityGroups([SecurityGroup])

  /// Reads the list under a key of a root; nil when it is none of these.
  init?(_ key: String, _ value: JSONValue) throws(MalformedJSON) {
    switch key {
    case "NetworkInterfaces":
      self = .networkInterfaces(
        try value.list { value throws(MalformedJSON) in
          var fields = try value.object()
          return try NetworkInterface(&fields)
        })
    case "Reservations":
      let reservations = try value.list { reservation throws(MalformedJSON) in
        var reservation = try reservation.object()
        return try reservation.optional("Instances") { value throws(MalformedJSON) in
          try value.list(DescribedInstance.init)
        } ?? []
      }
      self = .instances(Array(reservations.joined()))
    case "Instances":
      self = .instances(try value.list(DescribedInstance.init))
    case "SecurityGroups":
      self = .securityGroups(
        try value.list { value throws(MalformedJSON) in
          var fields = try value.object()
          return try SecurityGroup(&fields)
        })
    default:
      return nil
    }
  }
}

/// An element of `Instances`: an instance, and its interfaces as it describes them.
struct DescribedInstance: Sendable {
  let instance: Instance
  let interfaces: [NetworkInterface]

  init(_ value: JSONValue) throws(MalformedJSON) {
    var fields = try value.object()
    let instance = try Instance(fields)
    self.instance = instance
    interfaces =
      try fields.optional("NetworkInterfaces") { list throws(MalformedJSON) in
        try list.list { value throws(MalformedJSON) in
          var fields = try value.object()
          return try NetworkInterface(&fields, instance: instance.id)
        }
      } ?? []
  }
}

extension SnapshotBuilder {
  /// Adds what a list holds.
  mutating func add(_ list: DecodedList) {
    switch list {
    case .networkInterfaces(let interfaces): network.networkInterfaces.add(interfaces, &notices)
    case .securityGroups(let groups): network.securityGroups.add(groups, &notices)
    case .instances(let described):
      for one in described {
        network.instances.insert(one.instance, &notices)
        for interface in one.interfaces { _ = instanceInterfaces.insert(interface) }
      }
    }
  }
}
