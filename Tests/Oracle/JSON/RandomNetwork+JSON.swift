extension RandomNetwork {
  /// The network as one text in the shape of `aws ec2 describe-*` output, every top-level key of
  /// the snapshot in one object.
  ///
  /// With a generator every array in it is shuffled, down to the addresses of an interface: AWS
  /// promises no order.
  public func describeJSON(shuffling random: inout SplitMix64?) -> String {
    var value = described
    if var generator = random {
      value = value.shuffled(using: &generator)
      random = generator
    }
    var text = ""
    value.write(to: &text)
    return text + "\n"
  }

  /// The text with the arrays in the order of this value.
  public var json: String {
    var none: SplitMix64?
    return describeJSON(shuffling: &none)
  }

  private var described: JSONValue { .object(describedMembers) }

  /// The top-level keys and what they hold.
  var describedMembers: [(name: String, value: JSONValue)] {
    [
      ("Vpcs", .array(vpcs.map(\.described))),
      ("Subnets", .array(subnets.map(\.described))),
      ("NetworkAcls", .array(networkACLs.map { $0.described(of: associatedSubnets($0)) })),
      ("SecurityGroups", .array(securityGroups.map(\.described))),
      ("RouteTables", .array(routeTables.map(\.described))),
      ("NetworkInterfaces", .array(interfaces.map(described))),
      ("InternetGateways", .array(internetGateways.map(\.described))),
      ("Reservations", .array(instances.map(reservation))),
      ("ManagedPrefixLists", .array(prefixLists.map(\.described))),
      ("PrefixLists", .array(prefixLists.map(\.composed))),
      ("Addresses", .array(interfaces.flatMap(elasticAddresses))),
    ]
  }

  /// The account all of it belongs to.
  static let account = "111122223333"

  /// What AWS attaches to most things; nothing reads it.
  static func tags(_ id: String) -> JSONValue {
    .array([.members(["Key": .string("Name"), "Value": .string("name of \(id)")])])
  }

  /// `id` with its kind replaced, for the identifiers of associations.
  static func relatedID(_ kind: String, _ id: String) -> String {
    kind + "-" + (id.split(separator: "-").last ?? "0")
  }
}
