internal import NetworkModel

/// Which network ACL and route table claims each subnet: one at most of either (UG/vpc-network-acls, UG/subnet-route-tables).
struct Claims {
  private var networkACLs: [String: Claim] = [:]
  private var routeTables: [String: Claim] = [:]

  private struct Claim {
    let owner: String
    let file: String
  }

  /// Notes the claims of a `NetworkAcls` list.
  mutating func networkACLs(_ list: JSONValue, in file: String) throws(MalformedJSON) {
    try Self.note(list, "NetworkAclId", "network ACL", in: file, &networkACLs)
  }

  /// Notes the claims of a `RouteTables` list.
  mutating func routeTables(_ list: JSONValue, in file: String) throws(MalformedJSON) {
    try Self.note(list, "RouteTableId", "route table", in: file, &routeTables)
  }

  private static func note(
    _ list: JSONValue, _ idKey: StaticString, _ kind: String, in file: String, _ claims: inout [String: Claim]
  ) throws(MalformedJSON) {
    try list.forEach { value throws(MalformedJSON) in
      var fields = try value.object()
      let owner = try fields.required(idKey) { value throws(MalformedJSON) in try value.string() }
      _ = try fields.optional("Associations") { list throws(MalformedJSON) in
        try list.forEach { value throws(MalformedJSON) in
          var association = try value.object()
          guard try association.isAssociated("AssociationState"),
            let subnet = try association.string("SubnetId")
          else { return }
          if let other = claims[subnet], other.owner != owner {
            throw MalformedJSON(
              "\(subnet.abbreviated) already has the \(kind) \(other.owner.abbreviated) (\(other.file)); "
                + "a subnet has one, so collect them again",
              path: [.key("SubnetId")])
          }
          claims[subnet] = Claim(owner: owner, file: file)
        }
      }
    }
  }
}
