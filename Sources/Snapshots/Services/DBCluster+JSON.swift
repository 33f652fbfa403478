internal import NetworkModel

extension ManagedService {
  /// Reads one element of `DBClusters`, which name their subnet group only.
  init(dbCluster fields: inout JSONObject) throws(MalformedJSON) {
    let name = try fields.requiredString("DBClusterIdentifier")
    let writer = try fields.string("Endpoint")
    let reader = try fields.string("ReaderEndpoint")
    let port = try fields.port("Port")
    let groups = try fields.each(of: "VpcSecurityGroups", "VpcSecurityGroupId") {
      value throws(MalformedJSON) -> Identifier<SecurityGroup> in try value.identifier()
    }
    let arn = try fields.string("DBClusterArn")
    self.init(
      id: Identifier(arn ?? name), kind: .dbCluster, name: name, aliases: [writer, reader].compactMap(\.self),
      port: port, vpc: nil, subnets: [], securityGroups: groups)
  }
}
