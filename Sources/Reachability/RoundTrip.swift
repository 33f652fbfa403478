internal import Network
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
    if case (.host(let sender), .host(let receiver)) = (client, server),
      let direct = Self(traffic, directlyFrom: sender, to: receiver, through: plane)
    {
      self = direct
    } else {
      self = Connection<Survey>(traffic, from: client, to: server, through: plane).links[0].roundTrip
    }
  }

  /// The same between two hosts with nothing between them that begins a connection of its own, which are most; nil for others.
  private init?(_ traffic: Traffic, directlyFrom client: Host, to server: Host, through plane: Plane) {
    if server.isGateway { return nil }
    var there = Journey<Survey>(
      through: plane, selectors: traffic.request, isReply: false, sender: client, source: client.address.address,
      goal: server, destination: server.address.address, choices: Choices())
    there.send(from: client)
    guard case .goal = there.end, !there.visitor.isLost else { return nil }
    request = there.visitor.passage
    if request.isClosed {
      reply = .closed
      return
    }
    var back = Journey<Survey>(
      through: plane, selectors: traffic.reply, isReply: true, sender: server, source: server.address.address,
      goal: client, destination: there.source, choices: there.choices)
    back.inherit(there)
    back.send(from: server)
    reply = back.visitor.passage
  }

  /// The client ports with which the connection works: those that replies reach, provided the request arrives.
  public var working: Passage {
    if !request.sure.isEmpty { return reply }
    if request.undecided.isEmpty { return .closed }
    return Passage(sure: .empty, undecided: reply.possible)
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
