internal import NetworkModel
internal import Ports

/// What one network answers for one protocol, worked out once for each two classes that it tells apart.
///
/// The lanes between spots are followed for all ports at once; what the security groups let through is looked up for each two badges
/// (`GroupPassages`). Lanes and answers are numbered, with the same numbers for both networks, so that it takes a comparison of numbers to see
/// that nothing changed.
struct AnswerBook {
  let plane: Plane
  private var groups: GroupPassages
  /// The lanes by the spots of their ends.
  private var lanes = PairTable()
  /// The answers for lanes of one way, by lane and what groups let through; of others, by that on each way.
  private var answersOfOneWay: [(clientPorts: PortSet, answers: PairTable)] = []
  private var answers: [Key: Int] = [:]

  init(_ plane: Plane, _ endpoints: EndpointClasses) {
    self.plane = plane
    groups = GroupPassages(of: endpoints, through: plane)
  }

  private struct Key: Hashable {
    let lane: Int
    let clientPorts: PortSet
    let admitted: [UInt32]
  }

  /// The number of the lane between two endpoints; nil where one has no spot.
  mutating func lane(
    from client: (host: Host, standing: JointClasses.Standing),
    to server: (host: Host, standing: JointClasses.Standing),
    _ numbers: inout Numbers
  ) -> Int? {
    guard let from = client.standing.spot, let to = server.standing.spot else { return nil }
    let key = UInt64(from) << 32 | UInt64(to)
    if let known = lanes[key] { return Int(known) }
    let number = numbers.lanes.number(of: plane.lane(from: client.host, to: server.host).lane)
    lanes.insert(UInt32(number), for: key)
    return number
  }

  /// The number of the answer for two endpoints.
  mutating func answer(
    from client: (host: Host, standing: JointClasses.Standing),
    to server: (host: Host, standing: JointClasses.Standing),
    clientPorts: PortSet, also ports: Set<UInt16>, _ numbers: inout Numbers
  ) -> Int {
    if let lane = lane(from: client, to: server, &numbers), let one = client.standing.badge,
      let other = server.standing.badge
    {
      let ways = numbers.lanes.keys[lane].ways
      if ways.count == 1 {
        return answer(lane, groups.number(on: ways[0], from: one, to: other), clientPorts, &numbers)
      }
      if !ways.isEmpty {
        let admitted = ways.map { groups.number(on: $0, from: one, to: other) }
        let key = Key(lane: lane, clientPorts: clientPorts, admitted: admitted)
        if let known = answers[key] { return known }
        let answer = makeAnswer(lane, admitted, clientPorts, &numbers)
        answers[key] = answer
        return answer
      }
    }
    let (from, to) = (Place.host(client.host), Place.host(server.host))
    return numbers.answers.number(
      of: plane.answer(from: from, to: to, clientPorts: clientPorts, requests: plane.requests(to: to, also: ports)))
  }

  /// The number of the answer for a lane of one way.
  private mutating func answer(
    _ lane: Int, _ admitted: UInt32, _ clientPorts: PortSet, _ numbers: inout Numbers
  ) -> Int {
    let place = answersOfOneWay.firstIndex { $0.clientPorts == clientPorts } ?? answersOfOneWay.count
    if place == answersOfOneWay.count { answersOfOneWay.append((clientPorts, PairTable())) }
    let key = UInt64(lane) << 32 | UInt64(admitted)
    if let known = answersOfOneWay[place].answers[key] { return Int(known) }
    let answer = makeAnswer(lane, [admitted], clientPorts, &numbers)
    answersOfOneWay[place].answers.insert(UInt32(answer), for: key)
    return answer
  }

  private func makeAnswer(
    _ lane: Int, _ admitted: [UInt32], _ clientPorts: PortSet, _ numbers: inout Numbers
  ) -> Int {
    let passages = admitted.map { groups.passages[$0] }
    return numbers.answers.number(of: answer(numbers.lanes.keys[lane], passages, clientPorts))
  }

  private func answer(_ lane: Lane, _ admitted: [Passage], _ clientPorts: PortSet) -> Answer {
    let traffic = plane.traffic(.all, from: clientPorts)
    let ways = zip(lane.ways, admitted).map { way, admitted in
      let trip = RoundTrip(
        request: way.request.intersection(admitted).intersection(traffic.request),
        reply: way.reply.intersection(traffic.reply))
      return Answer.Way(links: [LinkPassage(roundTrip: trip, asked: traffic.reply, keepsClientPorts: false)])
    }
    return Answer(to: traffic.request, from: traffic.reply, by: ways, isComplete: true)
  }

  /// The lanes and answers of both networks.
  struct Numbers {
    var lanes = Numbering<Lane>()
    var answers = Numbering<Answer>()
  }
}

extension GroupPassages {
  /// The number of what the groups of both ends let through on a way, by their badges' numbers.
  fileprivate mutating func number(on way: Lane.Way, from client: Int, to server: Int) -> UInt32 {
    way.request.isClosed
      ? PassageTable.closed : number(from: client, to: server, outward: way.outward, inward: way.inward)
  }
}
