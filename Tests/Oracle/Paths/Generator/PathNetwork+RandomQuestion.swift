extension PathNetwork {
  /// A question about this network; the kinds that its gateways make possible are about equally likely.
  ///
  /// Of a few drawn one is kept sooner if it is not blocked from the start.
  package func randomQuestion(using random: inout SplitMix64) -> Question {
    var question = draw(using: &random)
    for _ in 1..<random.pick([1, 2, 3, 3]) {
      let verdict = PathOracle(self).glance(question)
      if verdict != .blocked { break }
      question = draw(using: &random)
    }
    return question
  }

  private func draw(using random: inout SplitMix64) -> Question {
    var ends = drawEnds(using: &random)
    if random.chance(4) { swap(&ends.from, &ends.to) }
    if case .loadBalancer = ends.from { swap(&ends.from, &ends.to) }
    if case .publicly(let id, _) = ends.from, let own = interface(id)?.ipv4.first {
      ends.from = .interface(id, own.address)
    }
    let isIPv6 = ends.from.isIPv6
    var number: UInt8 = random.pick(weighted: [(74, 6), (16, 17), (10, isIPv6 ? 58 : 1)])
    if case .loadBalancer = ends.to, random.chance(85) { number = 6 }
    let ports: [ClosedRange<UInt16>] = [32768...60999, 32768...60999, 49152...65535, 1024...65535]
    var port: UInt16 = random.pick([443, 443, 443, 80, 22, 5432, 8080])
    if case .loadBalancer = ends.to { port = random.pick([443, 443, 443, 443, 443, 443, 80, 8443]) }
    if ends.isUDPLikely(self), number == 6, random.chance(60) { number = 17 }
    let hasPorts = number == 6 || number == 17
    return Question(
      from: ends.from, to: ends.to, protocolNumber: number, port: hasPorts ? port : 0, clientPorts: random.pick(ports))
  }

  private func drawEnds(using random: inout SplitMix64) -> QuestionEnds {
    let hosts = base.interfaces.filter { $0.instanceID != nil }
    let client = random.pick(hosts)
    let near = hosts.filter { $0.vpcID == client.vpcID && $0.id != client.id }
    let far = hosts.filter { $0.vpcID != client.vpcID }
    let known = hosts.filter { $0.ipv4[0].publicAddress != nil }
    let outside = base.outsideAddresses.filter { !$0.isIPv6 }
    let outsideIPv6 = base.outsideAddresses.filter(\.isIPv6)
    func end(_ interface: RandomNetwork.Interface) -> Question.End {
      .interface(interface.id, interface.ipv4[0].address)
    }
    switch random.number(in: 0...99) {
    case ..<11 where !near.isEmpty:
      return QuestionEnds(from: end(client), to: end(random.pick(near)))
    case ..<34 where !far.isEmpty:
      let server = random.pick(far)
      if let own = client.ipv6.first, let other = server.ipv6.first, random.chance(12) {
        return QuestionEnds(from: .interface(client.id, own), to: .interface(server.id, other))
      }
      return QuestionEnds(from: end(client), to: end(server))
    case ..<50:
      if let own = client.ipv6.first, random.chance(40) {
        return QuestionEnds(from: .interface(client.id, own), to: .outside(random.pick(outsideIPv6)))
      }
      return QuestionEnds(from: end(client), to: .outside(random.pick(outside)))
    case ..<56:
      return QuestionEnds(from: .outside(random.pick(outside)), to: end(random.pick(hosts)))
    case ..<66:
      return QuestionEnds(from: end(client), to: .outside(random.pick(premises)))
    case ..<73:
      return QuestionEnds(from: .outside(random.pick(premises)), to: end(client))
    case ..<77 where !known.isEmpty:
      let server = random.pick(known)
      if server.id == client.id { break }
      return QuestionEnds(
        from: end(client), to: .publicly(server.id, server.ipv4[0].publicAddress ?? server.ipv4[0].address))
    default:
      break
    }
    guard !loadBalancers.isEmpty else { return QuestionEnds(from: end(client), to: .outside(random.pick(outside))) }
    let balancer = random.pick(loadBalancers)
    let to = Question.End.loadBalancer(balancer.name)
    if balancer.isInternetFacing { return QuestionEnds(from: .outside(random.pick(outside)), to: to) }
    if random.chance(15) { return QuestionEnds(from: .outside(random.pick(premises)), to: to) }
    let inside = hosts.filter { $0.vpcID == balancer.vpcID }
    return QuestionEnds(from: end(random.pick(random.chance(70) && !inside.isEmpty ? inside : hosts)), to: to)
  }
}

/// Both ends of a question in the making.
private struct QuestionEnds {
  var from: PathNetwork.Question.End
  var to: PathNetwork.Question.End

  func isUDPLikely(_ network: PathNetwork) -> Bool {
    guard case .loadBalancer(let name) = to else { return false }
    return network.loadBalancers.first { $0.name == name }?.listeners.contains { $0.protocolText == "UDP" } ?? false
  }
}

extension PathNetwork.Question.End {
  /// Whether it is an IPv6 address.
  package var isIPv6: Bool {
    switch self {
    case .interface(_, let address), .publicly(_, let address), .outside(let address): address.isIPv6
    case .loadBalancer: false
    }
  }
}
