internal import NetworkModel
internal import Ports

/// What one network answers for one protocol, worked out once for each two classes that it tells apart.
///
/// The lanes between spots are followed for all ports at once; what the security groups let through is looked up for each two badges. Both
/// are numbered, with the same numbers for both networks, so that it takes a comparison of numbers to see that nothing changed.
struct AnswerBook {
  let plane: Plane
  private var lanes: [Pair: Int] = [:]
  private var admissions: [Groups: Passage] = [:]
  private var answers: [Key: Int] = [:]

  init(_ plane: Plane) {
    self.plane = plane
  }

  private struct Pair: Hashable {
    let client: Int
    let server: Int
  }

  private struct Groups: Hashable {
    let badges: Pair
    let outward: Peer.Reach?
    let inward: Peer.Reach?
  }

  private struct Key: Hashable {
    let lane: Int
    let clientPorts: PortSet
    let admitted: [Passage]
  }

  /// The number of the lane between two endpoints; nil where one has no spot.
  mutating func lane(
    from client: (host: Host, standing: JointClasses.Standing),
    to server: (host: Host, standing: JointClasses.Standing),
    _ numbers: inout Numbers
  ) -> Int? {
    guard let from = client.standing.spot, let to = server.standing.spot else { return nil }
    let pair = Pair(client: from, server: to)
    if let known = lanes[pair] { return known }
    let number = numbers.lanes.number(of: plane.lane(from: client.host, to: server.host).lane)
    lanes[pair] = number
    return number
  }

  /// The number of the answer for two endpoints.
  mutating func answer(
    from client: (host: Host, standing: JointClasses.Standing),
    to server: (host: Host, standing: JointClasses.Standing),
    clientPorts: PortSet, also ports: Set<UInt16>, _ numbers: inout Numbers
  ) -> Int {
    if let number = lane(from: client, to: server, &numbers), let one = client.standing.badge,
      let other = server.standing.badge
    {
      let lane = numbers.lanes.keys[number]
      if !lane.ways.isEmpty {
        let badges = Pair(client: one, server: other)
        let admitted = lane.ways.map { way in admission(way, client.host, server.host, badges) }
        let key = Key(lane: number, clientPorts: clientPorts, admitted: admitted)
        if let known = answers[key] { return known }
        let answer = numbers.answers.number(of: self.answer(lane, admitted, clientPorts))
        answers[key] = answer
        return answer
      }
    }
    let (from, to) = (Place.host(client.host), Place.host(server.host))
    return numbers.answers.number(
      of: plane.answer(from: from, to: to, clientPorts: clientPorts, requests: plane.requests(to: to, also: ports)))
  }

  private func answer(_ lane: Lane, _ admitted: [Passage], _ clientPorts: PortSet) -> Answer {
    let traffic = plane.traffic(.all, from: clientPorts)
    let ways = zip(lane.ways, admitted).map { way, admitted in
      let trip = RoundTrip(
        request: way.request.intersection(admitted).intersection(traffic.request),
        reply: way.reply.intersection(traffic.reply))
      return [Answer.Link(roundTrip: trip, asked: traffic.reply, keepsClientPorts: false)]
    }
    return Answer(to: traffic.request, from: traffic.reply, by: ways, isComplete: true)
  }

  /// What the security groups of both ends let through.
  private mutating func admission(_ way: Lane.Way, _ client: Host, _ server: Host, _ badges: Pair) -> Passage {
    if way.request.isClosed { return .closed }
    let key = Groups(badges: badges, outward: way.outward, inward: way.inward)
    if let known = admissions[key] { return known }
    var admitted = Passage.open
    if let reach = way.outward {
      let peer = Peer(server.address.address, host: server, reach: reach)
      admitted = plane.allowed(.all, by: client, .outbound, peer: peer)
    }
    if let reach = way.inward {
      let peer = Peer(client.address.address, host: client, reach: reach)
      admitted = admitted.intersection(plane.allowed(.all, by: server, .inbound, peer: peer))
    }
    admissions[key] = admitted
    return admitted
  }

  /// The lanes and answers of both networks.
  struct Numbers {
    var lanes = Numbering<Lane>()
    var answers = Numbering<Answer>()
  }
}
