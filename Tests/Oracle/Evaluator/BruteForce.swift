/// The answer for every client port, found by sending one packet after the other through every
/// rule of its path as it stands: no sets of ports, nothing remembered from one packet to the
/// next.
///
/// Only who the two ends are, and which filters and tables are theirs, is gathered once a query.
public struct BruteForce: Sendable {
  /// The network the packets travel through.
  public let network: RandomNetwork
  /// How far answers go beyond what is not modelled.
  public let reading: Reading

  /// An evaluator for `network`.
  public init(_ network: RandomNetwork, reading: Reading = Reading()) {
    self.network = network
    self.reading = reading
  }
}

extension BruteForce {
  /// For TCP and UDP the outcome of each client port, the port being the index; for other
  /// protocols a single outcome.
  public func outcomes(of query: RandomNetwork.Query) -> [Outcome] {
    outcomes(of: query, clientPorts: query.hasPorts ? Array(0...UInt16.max) : [0])
  }

  /// The outcome of each of `clientPorts`, in their order.
  public func outcomes(
    of query: RandomNetwork.Query, clientPorts: [UInt16]
  ) -> [Outcome] {
    switch journey(of: query) {
    case .between(let client, let server):
      let there = InsideWalk(from: client, to: server, reading: reading)
      let back = InsideWalk(from: server, to: client, reading: reading)
      return converse(query, clientPorts, { there.request($0) }, { back.reply($0) })
    case .outward(let client, let outsider):
      return converse(
        query, clientPorts, { client.request($0, to: outsider) }, { client.reply(inward: $0) })
    case .inward(let outsider, let server):
      return converse(
        query, clientPorts, { server.request($0, from: outsider) }, { server.reply(outward: $0) })
    }
  }

  /// Sends a request from each client port and, unless it was dropped, the reply to that port;
  /// each goes its own way, and both must arrive.
  @inline(__always)
  private func converse(
    _ query: RandomNetwork.Query, _ clientPorts: [UInt16],
    _ sendRequest: (Packet) -> Passage, _ sendReply: (Packet) -> Passage
  ) -> [Outcome] {
    var request = Packet(requestOf: query)
    var reply = Packet(replyOf: query)
    var outcomes = Array(repeating: Outcome.drop, count: clientPorts.count)
    // What a load balancer that nothing describes does with connections, nobody knows.
    let server = network.interfaces.first { $0.id == query.to.interfaceID }
    let endsAtBalancer = server?.isLoadBalancer ?? false
    for index in clientPorts.indices {
      request.sourcePort = clientPorts[index]
      let there = sendRequest(request)
      if there.outcome == .drop { continue }
      if (there.tookUnknownRoute || endsAtBalancer) && !reading.replyAfterUnknownRoute {
        outcomes[index] = .unknown
        continue
      }
      reply.destinationPort = clientPorts[index]
      outcomes[index] = there.outcome && sendReply(reply).outcome
    }
    return outcomes
  }
}
