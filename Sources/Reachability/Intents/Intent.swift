public import NetworkModel
public import Ports

/// Something that a network must do, or must not: what people write down so that no change undoes it.
///
/// It is about every pair of a client of `from` and a server of `to`, in every family of addresses that both have, for each protocol and
/// each port. `IntentCheck` says when it holds.
public struct Intent: Hashable, Sendable {
  /// Whether connections must work.
  public enum Action: String, Hashable, Sendable, CaseIterable {
    /// They must.
    case allow
    /// None may.
    case deny
  }

  /// For how many client ports a connection must work.
  public enum Extent: String, Hashable, Sendable, CaseIterable {
    /// For each that the client may draw.
    case everyClientPort = "every client port"
    /// For one at the least: connections may hang now and then.
    case someClientPort = "some client port"
  }

  /// A place in the file that the intent was read from; lines and columns count from 1.
  public struct Place: Hashable, Sendable {
    /// The line.
    public let line: Int
    /// The column, in Unicode scalars.
    public let column: Int

    /// Makes a place.
    public init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  /// One thing that an end names: an id, name, pattern, tag, address or block.
  public struct Term: Hashable, Sendable {
    /// What was written.
    public let text: String
    /// Where.
    public let place: Place

    /// Makes a term.
    public init(_ text: String, at place: Place) {
      self.text = text
      self.place = place
    }
  }

  /// The clients or the servers.
  public struct End: Hashable, Sendable {
    /// What it names.
    public let terms: [Term]
    /// What of that is left out.
    public let exceptions: [Term]
    /// How it was written, for people.
    public let label: String
    /// Where it was written.
    public let place: Place

    /// Makes an end.
    public init(_ terms: [Term], except exceptions: [Term] = [], label: String, at place: Place) {
      self.terms = terms
      self.exceptions = exceptions
      self.label = label
      self.place = place
    }
  }

  /// What it is called; no other intent of the file has the name.
  public let id: String
  /// Whether connections must work.
  public let action: Action
  /// The clients.
  public let from: End
  /// The servers.
  public let to: End
  /// The protocols; all of them have ports, or none has.
  public let protocols: [IPProtocol]
  /// The servers' ports; nil where the protocols have none.
  public let ports: PortSet?
  /// The client ports asked about; nil for those that each client draws.
  public let clientPorts: Endpoint.ClientPorts?
  /// The family of addresses it is about; nil for both.
  public let family: IPAddress.Family?
  /// For how many client ports an allowed connection must work.
  public let extent: Extent
  /// Why it matters.
  public let reason: String?
  /// Who is to be asked.
  public let owner: String?
  /// Where it was written.
  public let place: Place

  /// Makes an intent.
  public init(
    id: String, action: Action, from: End, to: End, protocols: [IPProtocol] = [.tcp], ports: PortSet?,
    clientPorts: Endpoint.ClientPorts? = nil, family: IPAddress.Family? = nil, extent: Extent = .everyClientPort,
    reason: String? = nil, owner: String? = nil, place: Place
  ) {
    self.id = id
    self.action = action
    self.from = from
    self.to = to
    self.protocols = protocols
    self.ports = ports
    self.clientPorts = clientPorts
    self.family = family
    self.extent = extent
    self.reason = reason
    self.owner = owner
    self.place = place
  }
}

/// What is wrong with an intents file, and where.
public struct IntentProblem: Error, Hashable, Sendable {
  /// Where.
  public let place: Intent.Place
  /// What was found, what was expected, and what to do, in one line.
  public let message: String

  /// Makes a problem.
  public init(_ message: String, at place: Intent.Place) {
    self.message = message
    self.place = place
  }
}
