internal import NetworkModel

extension SnapshotBuilder {
  /// Reads a list of what other services run inside VPCs; false when `key` is none of theirs.
  mutating func readServices(_ key: String, _ value: JSONValue, from source: Source) throws(MalformedJSON) -> Bool {
    switch key {
    case "DBInstances":
      try network.managedServices.read(value, &notices) { fields throws(MalformedJSON) in
        try ManagedService(dbInstance: &fields)
      }
    case "DBClusters":
      try value.forEach { value throws(MalformedJSON) in
        var fields = try value.object()
        let cluster = try ManagedService(dbCluster: &fields)
        dbSubnetGroups.note(try fields.string("DBSubnetGroup"), of: cluster, in: source.scope)
        network.managedServices.insert(cluster, &notices)
      }
    case "CacheClusters":
      try value.forEach { value throws(MalformedJSON) in
        var fields = try value.object()
        let cluster = try ManagedService(cacheCluster: &fields)
        cacheSubnetGroups.note(try fields.string("CacheSubnetGroupName"), of: cluster, in: source.scope)
        network.managedServices.insert(cluster, &notices)
      }
    case "DBSubnetGroups":
      try dbSubnetGroups.read(value, named: "DBSubnetGroupName", "DBSubnetGroupArn", in: source.scope, &notices)
    case "CacheSubnetGroups":
      try cacheSubnetGroups.read(value, named: "CacheSubnetGroupName", "ARN", in: source.scope, &notices)
    case "Functions":
      try readThoseInVPCs(value) { fields throws(MalformedJSON) in try ManagedService(function: &fields) }
    case "tasks":
      try readThoseInVPCs(value) { fields throws(MalformedJSON) in try ManagedService(task: &fields) }
    case "MountTargets":
      try readThoseInVPCs(value) { fields throws(MalformedJSON) in try ManagedService(mountTarget: &fields) }
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

  private mutating func readThoseInVPCs(
    _ list: JSONValue, _ read: (inout JSONObject) throws(MalformedJSON) -> ManagedService?
  ) throws(MalformedJSON) {
    try list.forEach { value throws(MalformedJSON) in
      var fields = try value.object()
      guard let service = try read(&fields) else { return }
      network.managedServices.insert(service, &notices)
    }
  }

  /// Brings together clusters and their subnets, mount targets and the names of their file systems.
  mutating func composeServices() {
    dbSubnetGroups.compose(&network, &notices)
    cacheSubnetGroups.compose(&network, &notices)
    if fileSystemNames.isEmpty { return }
    for target in network.managedServices where target.kind == .mountTarget {
      guard let name = fileSystemNames[target.name] else { continue }
      network.managedServices.update(target.named(name))
    }
  }
}
