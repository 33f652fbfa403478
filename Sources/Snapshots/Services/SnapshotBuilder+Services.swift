internal import NetworkModel

extension SnapshotBuilder {
  /// Reads a list of what other services run inside VPCs; false when `key` is none of theirs.
  mutating func readServices(_ key: String, _ value: JSONValue, from source: Source) throws(MalformedJSON) -> Bool {
    switch key {
    case "DBInstances":
      try read(value, into: \.managedServices, from: source) { fields, _ throws(MalformedJSON) in
        try ManagedService(dbInstance: &fields)
      }
    case "DBClusters":
      try readClusters(value, ManagedService.init(dbCluster:), "DBSubnetGroup", \.dbSubnetGroups, from: source)
    case "CacheClusters":
      try readClusters(
        value, ManagedService.init(cacheCluster:), "CacheSubnetGroupName", \.cacheSubnetGroups, from: source)
    case "DBSubnetGroups":
      try dbSubnetGroups.read(value, named: "DBSubnetGroupName", "DBSubnetGroupArn", from: source)
    case "CacheSubnetGroups":
      try cacheSubnetGroups.read(value, named: "CacheSubnetGroupName", "ARN", from: source)
    case "Functions":
      try readSome(value, into: \.managedServices, from: source) { fields, _ throws(MalformedJSON) in
        try ManagedService(function: &fields)
      }
    case "tasks":
      try readSome(value, into: \.managedServices, from: source) { fields, _ throws(MalformedJSON) in
        try ManagedService(task: &fields)
      }
    case "MountTargets":
      try readSome(value, into: \.managedServices, from: source) { fields, _ throws(MalformedJSON) in
        try ManagedService(mountTarget: &fields)
      }
    case "FileSystems":
      try value.forEach { value throws(MalformedJSON) in
        var fields = try value.object()
        let id = try fields.requiredString("FileSystemId")
        fileSystemNames[id] = try fields.nameTag() ?? fileSystemNames[id]
      }
    default:
      return false
    }
    return true
  }

  /// Reads clusters, which name their subnet group only.
  private mutating func readClusters(
    _ list: JSONValue, _ make: (inout JSONObject) throws(MalformedJSON) -> ManagedService, _ groupKey: StaticString,
    _ groups: WritableKeyPath<Self, SubnetGroups>, from source: Source
  ) throws(MalformedJSON) {
    var names: [String?] = []
    let clusters = try list.described { fields, _ throws(MalformedJSON) in
      let cluster = try make(&fields)
      names.append(try fields.string(groupKey))
      return cluster
    }
    for (cluster, name) in zip(clusters.elements, names) {
      self[keyPath: groups].note(name, of: cluster, in: source.scope)
    }
    sightings.add(clusters, to: &network.managedServices, from: source.file, &notices)
  }

  /// Brings together clusters and their subnets, mount targets and the names of their file systems.
  mutating func composeServices() {
    dbSubnetGroups.compose(&network, &sightings, &notices)
    cacheSubnetGroups.compose(&network, &sightings, &notices)
    if fileSystemNames.isEmpty { return }
    for target in network.managedServices where target.kind == .mountTarget {
      guard let name = fileSystemNames[target.name] else { continue }
      network.managedServices.update(target.named(name))
    }
  }
}
