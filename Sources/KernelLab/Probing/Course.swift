internal import NetworkModel

/// Where a volley goes from and to.
struct Course {
  let client: NetworkNamespace
  let source: IPAddress
  /// Every namespace the server may be in: outside, wherever packets leave the network.
  let servers: [NetworkNamespace]
  /// The address the client calls.
  let destination: IPAddress
  /// The address the server has, which differs behind an internet gateway.
  let local: IPAddress
  let port: UInt16

  var family: IPAddress.Family { destination.family }
}
