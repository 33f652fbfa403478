internal import NetworkModel

extension ManagedService {
  /// Reads one element of `CacheClusters`, which name their subnet group only. AWS lists the nodes when asked to.
  init(cacheCluster fields: inout JSONObject) throws(MalformedJSON) {
    let name = try fields.requiredString("CacheClusterId")
    var hosts: Set<String> = []
    var port: UInt16?
    func readEndpoint(of fields: inout JSONObject, _ key: StaticString) throws(MalformedJSON) {
      _ = try fields.optional(key) { value throws(MalformedJSON) in
        var endpoint = try value.object()
        if let host = try endpoint.string("Address") { hosts.insert(host) }
        let own = try endpoint.port("Port")
        port = port ?? own
      }
    }
    try readEndpoint(of: &fields, "ConfigurationEndpoint")
    _ = try fields.optional("CacheNodes") { list throws(MalformedJSON) in
      try list.forEach { value throws(MalformedJSON) in
        var node = try value.object()
        try readEndpoint(of: &node, "Endpoint")
      }
    }
    let groups = try fields.each(of: "SecurityGroups", "SecurityGroupId") {
      value throws(MalformedJSON) -> Identifier<SecurityGroup> in try value.identifier()
    }
    let arn = try fields.string("ARN")
    self.init(
      id: Identifier(arn ?? name), kind: .cacheCluster, name: name, aliases: Array(hosts), port: port, vpc: nil,
      subnets: [], securityGroups: groups)
  }
}
