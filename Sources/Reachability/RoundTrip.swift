internal import NetworkModel
public import Ports

/// The heart of Portolan.
///
/// Every native AWS filter looks at three things of a packet: the address of its peer, its protocol, and one 16-bit selector,
/// which for TCP and UDP is the **destination** port. None looks at the source port. Routes look at the destination address
/// alone. So between two fixed addresses and for one protocol, what works is exactly a product:
///
///     { server ports let through forward }  ×  { client ports let through back }
///
/// The request, whatever client port it comes from, stands or falls with the server's port; the replies, whatever server
/// port they come from, with the client's. Each factor is the intersection of what the checkpoints on its course let
/// through: no solver, no sampling, and nothing left out.
public struct RoundTrip: Hashable, Sendable {
  /// Which of the request's selectors reach the server.
  public let request: Passage
  /// Which of the replies' selectors reach the client.
  public let reply: Passage

  /// Makes a round trip of what its two directions let through.
  init(request: Passage, reply: Passage) {
    self.request = request
    self.reply = reply
  }

  /// Sends `traffic` from `client` to `server` and back: as far as the first gateway that begins a connection of its own, where there
  /// is one.
  ///
  /// Of a request that surely does not arrive there are no replies. Where the request is lost from sight, something may have
  /// changed its addresses, and what becomes of replies is not known.
  public init(_ traffic: Traffic, from client: Place, to server: Place, through plane: Plane) {
    if case .host(let client) = client, case .host(let server) = server,
      plane.hasNothingButFilters(between: client, server)
    {
      self.init(traffic, pastFiltersFrom: client, to: server, through: plane)
    } else {
      self = Connection<Survey>(traffic, from: client, to: server, through: plane).links[0].roundTrip
    }
  }

  /// The product itself: of all filters on the way there, and of those on the way back that do not remember the request.
  private init(_ traffic: Traffic, pastFiltersFrom client: Host, to server: Host, through plane: Plane) {
    let (source, destination) = (client.address.address, server.address.address)
    let isInSubnet = client.isNeighbour(of: server)
    var there = Passage(sure: traffic.request)
    if !client.hasNoSecurityGroups {
      let peer = Peer(destination, host: server, reach: .stands)
      there.narrow { plane.allowed($0, by: client, .outbound, peer: peer) }
    }
    if !server.hasNoSecurityGroups {
      let peer = Peer(source, host: client, reach: .stands)
      there.narrow { plane.allowed($0, by: server, .inbound, peer: peer) }
    }
    if !isInSubnet {
      there.narrow { plane.admitted($0, by: client.site, .outbound, peer: destination) }
      there.narrow { plane.admitted($0, by: server.site, .inbound, peer: source) }
    }
    var back = there.isClosed ? .closed : Passage(sure: traffic.reply)
    if !isInSubnet {
      back.narrow { plane.admitted($0, by: server.site, .outbound, peer: source) }
      back.narrow { plane.admitted($0, by: client.site, .inbound, peer: destination) }
    }
    request = there
    reply = back
  }

  /// The client ports with which the connection works: those that replies reach, provided the request arrives.
  public var working: Passage {
    if !request.sure.isEmpty { return reply }
    if request.undecided.isEmpty { return .closed }
    return Passage(sure: .empty, undecided: reply.possible)
  }
}

extension Plane {
  /// Whether packets between two hosts, there and back, meet filters alone, as most do: both run, are in one VPC, and AWS has neither of
  /// them to carry the connections of others.
  fileprivate func hasNothingButFilters(between one: Host, _ other: Host) -> Bool {
    guard !one.isGateway, !other.isGateway, one.presence.effect == .pass, other.presence.effect == .pass,
      one.sharesVPC(with: other)
    else {
      return false
    }
    return one.isNeighbour(of: other)
      || (leadsLocally(from: one.site, to: other.address.address)
        && leadsLocally(from: other.site, to: one.address.address))
  }

  private func leadsLocally(from site: SubnetSite, to destination: IPAddress) -> Bool {
    site.routeTable.map { terrain.routingTables[$0].leadsLocally(to: destination) } ?? false
  }
}

extension Verdict {
  /// The verdict on a client that may use any of `asked`, of which `working` work.
  public init(_ working: Passage, of asked: PortSet) {
    if working.sure == asked {
      self = .works
    } else if working.possible.isEmpty {
      self = .blocked
    } else if !working.sure.isEmpty && working.possible != asked {
      self = .intermittent  // some ports surely work and some surely do not, whatever becomes of the undecided ones
    } else {
      self = .unknown
    }
  }
}
