internal import NetworkModel

extension ManagedService {
  /// Reads one element of `Functions`; nil for a function that is in no VPC, of which AWS may list an empty one.
  init?(function fields: inout JSONObject) throws(MalformedJSON) {
    let name = try fields.requiredString("FunctionName")
    let arn = try fields.string("FunctionArn")
    let place = try fields.optional("VpcConfig") { value throws(MalformedJSON) in
      var config = try value.object()
      let subnets: [Identifier<Subnet>] = try config.identifiers("SubnetIds")
      let groups: [Identifier<SecurityGroup>] = try config.identifiers("SecurityGroupIds")
      return (subnets: subnets, groups: groups, vpc: try config.string("VpcId"))
    }
    guard let place, let vpc = place.vpc, !vpc.isEmpty else { return nil }
    self.init(
      id: Identifier(arn ?? name), kind: .function, name: name, vpc: Identifier(vpc), subnets: place.subnets,
      securityGroups: place.groups)
  }
}
