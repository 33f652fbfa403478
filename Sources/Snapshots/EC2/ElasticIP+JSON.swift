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
