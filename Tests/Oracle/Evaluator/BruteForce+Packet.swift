extension BruteForce {
  /// One packet as it is on the wire at one place.
  struct Packet {
    let source: RandomNetwork.Address
    let destination: RandomNetwork.Address
    let protocolNumber: UInt8
    var sourcePort: UInt16
    var destinationPort: UInt16
    let icmpType: UInt8
    let icmpCode: UInt8
  }
}

extension BruteForce.Packet {
  /// What a client sends: from a port of its own, or an echo request.
  init(requestOf query: RandomNetwork.Query) {
    self.init(
      source: query.from.address, destination: query.to.address,
      protocolNumber: query.protocolNumber, sourcePort: 0, destinationPort: query.port,
      icmpType: query.protocolNumber == 58 ? 128 : 8, icmpCode: 0)
  }

  /// What the server answers: to the client's port, not to its own (trap 1).
  init(replyOf query: RandomNetwork.Query) {
    self.init(
      source: query.to.address, destination: query.from.address,
      protocolNumber: query.protocolNumber, sourcePort: query.port, destinationPort: 0,
      icmpType: query.protocolNumber == 58 ? 129 : 0, icmpCode: 0)
  }
}
