internal import NetworkModel

extension SnapshotBuilder {
  /// Reads a list of what leads out of VPCs, or keeps from it; false when `key` is none of theirs.
  mutating func readGateways(_ key: String, _ value: JSONValue, from source: Source) throws(MalformedJSON) -> Bool {
    switch key {
    case "InternetGateways":
      try network.internetGateways.read(value, &notices, InternetGateway.init)
    case "EgressOnlyInternetGateways":
      try network.egressOnlyInternetGateways.read(value, &notices, EgressOnlyInternetGateway.init)
    case "NatGateways":
      try network.natGateways.read(value, &notices, NATGateway.init)
    case "VpcPeeringConnections":
      try readPeeringConnections(value)
    case "VpnGateways":
      try network.vpnGateways.read(value, &notices, VPNGateway.init)
    case "VpnConnections":
      try network.vpnConnections.read(value, &notices, VPNConnection.init)
    case "VpcEndpoints":
      try network.vpcEndpoints.read(value, &notices, VPCEndpoint.init)
    case "VpcBlockPublicAccessOptions":
      try readBlockPublicAccess(value, from: source)
    case "VpcBlockPublicAccessExclusions":
      try value.forEach { value throws(MalformedJSON) in
        var fields = try value.object()
        guard let exclusion = try BlockPublicAccessExclusion(inForce: &fields) else { return }
        network.blockPublicAccessExclusions.insert(exclusion, &notices)
      }
    default:
      return false
    }
    return true
  }

  /// Both accounts describe a peering connection, each with its own tags.
  private mutating func readPeeringConnections(_ list: JSONValue) throws(MalformedJSON) {
    try list.forEach { value throws(MalformedJSON) in
      var fields = try value.object()
      network.vpcPeeringConnections.insert(try VPCPeeringConnection(&fields), &notices) { known, other in
        guard known.status == other.status, known.requester == other.requester, known.accepter == other.accepter
        else { return nil }
        return VPCPeeringConnection(
          id: known.id, name: known.name ?? other.name, status: known.status, requester: known.requester,
          accepter: known.accepter)
      }
    }
  }

  /// Unlike other calls, this one prints one object: an account has one setting in a Region.
  private mutating func readBlockPublicAccess(_ value: JSONValue, from source: Source) throws(MalformedJSON) {
    var fields = try value.object()
    let setting = try BlockPublicAccess(&fields, scope: source.scope)
    if let known = network.blockPublicAccess.first(where: { $0.scope == setting.scope }) {
      if known != setting { notices.noteConflict("VpcBlockPublicAccessOptions") }
    } else {
      network.blockPublicAccess.append(setting)
    }
  }
}
