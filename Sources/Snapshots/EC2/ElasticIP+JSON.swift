internal import NetworkModel

extension ElasticIP {
  /// Reads one element of `Addresses`.
  init(_ fields: inout JSONObject) throws(MalformedJSON) {
    let allocation: Identifier<ElasticIP>? = try fields.identifier("AllocationId")
    let interface: Identifier<NetworkInterface>? = try fields.identifier("NetworkInterfaceId")
    let privateAddress = try fields.address("PrivateIpAddress")
    let publicAddress = try fields.required("PublicIp") { value throws(MalformedJSON) in try value.address() }
    self.init(
      id: allocation ?? Identifier("\(publicAddress)"), name: try fields.nameTag(),
      publicAddress: publicAddress, networkInterface: interface, privateAddress: privateAddress)
  }
}

extension ElasticIP: Describable {
  static let noun = "Elastic IP address"

  static let members: [Member<ElasticIP>] = [
    Member("PublicIp", \.publicAddress, "the address", .elidable),
    // AWS leaves both out where the address is associated with nothing.
    Member("NetworkInterfaceId", \.networkInterface, "the interface", .elidable, idle: .some(nil)) {
      $0?.text ?? "none"
    },
    Member("PrivateIpAddress", \.privateAddress, "the private address", .elidable, idle: .some(nil)) {
      $0.map { "\($0)" } ?? "none"
    },
    Member("Tags", known: \.name, "the name", .label),
  ]
}
