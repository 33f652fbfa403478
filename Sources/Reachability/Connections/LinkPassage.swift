internal import Ports

/// What one link of a connection lets through, told of the server's ports that the connection as a whole is asked about.
struct LinkPassage: Hashable, Sendable {
  let roundTrip: RoundTrip
  /// The client ports of the link.
  let asked: PortSet
  /// Whether they are those of the link before.
  let keepsClientPorts: Bool

  /// The client ports that work for requests to any of `ports`, which no filter tells apart.
  func working(at ports: PortSet) -> Passage {
    RoundTrip(request: roundTrip.request.intersection(ports), reply: roundTrip.reply).working
  }
}

extension Connection {
  /// What the links let through of requests to any of some ports, which the first was asked about.
  func passages(of requests: PortSet) -> [LinkPassage] {
    links.map { link in
      // What comes in at a port of a load balancer stands or falls with the port of the target that it is handed on to.
      let trip = link.traffic.request == requests ? link.roundTrip : link.roundTrip.asTold(of: requests)
      return LinkPassage(roundTrip: trip, asked: link.traffic.reply, keepsClientPorts: link.keepsClientPorts)
    }
  }
}

extension RoundTrip {
  /// The same, as the fate of requests to other ports that hangs on it.
  fileprivate func asTold(of requests: PortSet) -> RoundTrip {
    RoundTrip(
      request: Passage(
        sure: request.sure.isEmpty ? .empty : requests, undecided: request.undecided.isEmpty ? .empty : requests),
      reply: reply)
  }
}
