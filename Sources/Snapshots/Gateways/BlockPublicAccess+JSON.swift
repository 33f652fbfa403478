internal import NetworkModel

extension BlockPublicAccess {
  /// Reads `VpcBlockPublicAccessOptions`; nil where it does not tell the mode. `scope` is where, as far as AWS does not say.
  init?(_ fields: inout JSONObject, scope: Scope) throws(MalformedJSON) {
    let account = try fields.string("AwsAccountId")
    let region = try fields.string("AwsRegion")
    let mode = try fields.optional("InternetGatewayBlockMode") { value throws(MalformedJSON) in
      guard let mode = Mode(rawValue: try value.string()) else {
        throw value.isNot("off, block-bidirectional or block-ingress")
      }
      return mode
    }
    guard let mode else { return nil }
    self.init(scope: Scope(account: account ?? scope.account, region: region ?? scope.region), mode: mode)
  }
}

extension BlockPublicAccessExclusion {
  /// Reads one element of `VpcBlockPublicAccessExclusions`; nil for one that is not in force, of which AWS goes on telling
  /// (BOTO:ec2 `VpcBlockPublicAccessExclusionState`).
  init?(inForce fields: inout JSONObject, _ remarks: inout DescriptionRemarks) throws(MalformedJSON) {
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
    case nil: remarks.noteDoubt(of: nil, "has no “State”, which AWS always prints")
    case "create-complete", "update-in-progress", "update-complete", "update-failed": break
    default: return nil
    }
    self.init(id: id, resource: arn.split(separator: "/").last.map(String.init) ?? arn, mode: mode)
  }
}

extension BlockPublicAccessExclusion: Describable {
  static let noun = "Block Public Access exclusion"

  static let members: [Member<BlockPublicAccessExclusion>] = [
    Member("ResourceArn", \.resource, "the resource", .elidable),
    Member("InternetGatewayExclusionMode", \.mode, "the mode", .elidable) { $0.rawValue },
  ]
}
