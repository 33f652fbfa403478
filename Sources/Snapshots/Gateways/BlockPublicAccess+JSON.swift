internal import NetworkModel

extension BlockPublicAccess {
  /// Reads `VpcBlockPublicAccessOptions`; `scope` is where, as far as AWS does not say.
  init(_ fields: inout JSONObject, scope: Scope) throws(MalformedJSON) {
    let account = try fields.string("AwsAccountId")
    let region = try fields.string("AwsRegion")
    let mode = try fields.required("InternetGatewayBlockMode") { value throws(MalformedJSON) in
      guard let mode = Mode(rawValue: try value.string()) else {
        throw value.isNot("off, block-bidirectional or block-ingress")
      }
      return mode
    }
    self.init(scope: Scope(account: account ?? scope.account, region: region ?? scope.region), mode: mode)
  }
}

extension BlockPublicAccessExclusion {
  /// Reads one element of `VpcBlockPublicAccessExclusions`; nil for one that is not in force, of which AWS goes on telling
  /// (BOTO:ec2 `VpcBlockPublicAccessExclusionState`).
  init?(inForce fields: inout JSONObject) throws(MalformedJSON) {
    let id: Identifier<BlockPublicAccessExclusion> = try fields.requiredIdentifier("ExclusionId")
    let mode = try fields.required("InternetGatewayExclusionMode") { value throws(MalformedJSON) in
      guard let mode = Mode(rawValue: try value.string()) else {
        throw value.isNot("allow-bidirectional or allow-egress")
      }
      return mode
    }
    let arn = try fields.requiredString("ResourceArn")
    // While it is updated, and when that fails, the exclusion that was there stays.
    switch try fields.string("State") {
    case nil, "create-complete", "update-in-progress", "update-complete", "update-failed": break
    default: return nil
    }
    self.init(id: id, resource: arn.split(separator: "/").last.map(String.init) ?? arn, mode: mode)
  }
}
