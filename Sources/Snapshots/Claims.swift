internal import NetworkModel

/// Which network ACL and route table claims each subnet: one at most of either (UG/vpc-network-acls, UG/subnet-route-tables).
struct Claims {
  /// What a list says of one subnet.
  struct Claim: Sendable {
    fileprivate let subnet: String
    fileprivate let owner: String
    /// Where in the list it says so.
    fileprivate let place: [MalformedJSON.Step]
  }

  private var networkACLs: [String: (owner: String, file: String)] = [:]
  private var routeTables: [String: (owner: String, file: String)] = [:]

  /// The claims of the elements of a list, whose ids are under `idKey`.
  static func claims(in list: JSONValue, by idKey: StaticString) throws(MalformedJSON) -> [Claim] {
    var claims: [Claim] = []
    var element = 0
    try list.forEach { value throws(MalformedJSON) in
      defer { element += 1 }
      var fields = try value.object()
      let owner = try fields.required(idKey) { value throws(MalformedJSON) in try value.string() }
      _ = try fields.optional("Associations") { list throws(MalformedJSON) in
        var position = 0
        try list.forEach { value throws(MalformedJSON) in
          defer { position += 1 }
          var association = try value.object()
          guard try association.isAssociated("AssociationState"), let subnet = try association.string("SubnetId")
          else { return }
          let place: [MalformedJSON.Step] = [
            .index(element), .key("Associations"), .index(position), .key("SubnetId"),
          ]
          claims.append(Claim(subnet: subnet, owner: owner, place: place))
        }
      }
    }
    return claims
  }

  /// Notes the claims of network ACLs.
  mutating func noteNetworkACLs(_ claims: [Claim], in file: String) throws(MalformedJSON) {
    try Self.note(claims, of: "network ACL", in: file, &networkACLs)
  }

  /// Notes the claims of route tables.
  mutating func noteRouteTables(_ claims: [Claim], in file: String) throws(MalformedJSON) {
    try Self.note(claims, of: "route table", in: file, &routeTables)
  }

  private static func note(
    _ claims: [Claim], of kind: String, in file: String, _ known: inout [String: (owner: String, file: String)]
  ) throws(MalformedJSON) {
    for claim in claims {
      if let other = known[claim.subnet], other.owner != claim.owner {
        throw MalformedJSON(
          "\(claim.subnet.abbreviated) already has the \(kind) \(other.owner.abbreviated) (\(other.file)); "
            + "a subnet has one, so collect them again",
          path: claim.place)
      }
      known[claim.subnet] = (claim.owner, file)
    }
  }
}
