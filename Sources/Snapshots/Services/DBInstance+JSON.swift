internal import NetworkModel

extension ManagedService {
  /// Reads one element of `DBInstances`.
  init(dbInstance fields: inout JSONObject) throws(MalformedJSON) {
    let name = try fields.required("DBInstanceIdentifier") { value throws(MalformedJSON) in try value.string() }
    let arn = try fields.string("DBInstanceArn")
    var vpc: Identifier<VPC>?
    var subnets: [Identifier<Subnet>] = []
    _ = try fields.optional("DBSubnetGroup") { value throws(MalformedJSON) in
      var group = try value.object()
      subnets = try group.each(of: "Subnets", "SubnetIdentifier") { value throws(MalformedJSON) in
        try value.identifier()
      }
      vpc = try group.identifier("VpcId")
    }
    var host: String?
    var port: UInt16?
    _ = try fields.optional("Endpoint") { value throws(MalformedJSON) in
      var endpoint = try value.object()
      host = try endpoint.string("Address")
      port = try endpoint.optional("Port") { value throws(MalformedJSON) in try value.port() }
    }
    let groups = try fields.each(of: "VpcSecurityGroups", "VpcSecurityGroupId") {
      value throws(MalformedJSON) -> Identifier<SecurityGroup> in try value.identifier()
    }
    self.init(
      id: Identifier(arn ?? name), kind: .dbInstance, name: name, aliases: [host].compactMap(\.self), port: port,
      vpc: vpc, subnets: subnets, securityGroups: groups)
  }
}
