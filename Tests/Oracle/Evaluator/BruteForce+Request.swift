extension BruteForce {
  /// What becomes of a request by itself, whatever would become of the reply.
  public func outcomeOfRequest(of query: RandomNetwork.Query) -> Outcome {
    let packet = Packet(requestOf: query)
    switch journey(of: query) {
    case .between(let client, let server):
      return InsideWalk(from: client, to: server, reading: reading).request(packet).outcome
    case .outward(let client, let outsider): return client.request(packet, to: outsider).outcome
    case .inward(let outsider, let server): return server.request(packet, from: outsider).outcome
    }
  }
}
