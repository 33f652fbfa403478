public import NetworkModel
internal import Ports

/// Holds intents against a network.
///
/// An intent holds if **every** connection that it is about is as it says: of each client and each server, in each family of addresses that
/// both have, for each protocol and port, and by every way that AWS may choose. One that surely is not makes it fail; else one of which that
/// is not known makes it unknown. Interfaces that nothing tells apart are asked about together, and so are ports.
public struct IntentCheck: Sendable {
  var engine: Engine
  private var atlases: [IntentQuestion: ClassAtlas] = [:]
  /// What interfaces without a name of their own were found by.
  private var names: [Identifier<NetworkInterface>: String] = [:]
  private var portClasses: [IPProtocol: ServerPortClasses] = [:]
  private var internet: InternetAnswers?
  /// From how many pairs of addresses on the classes of the whole network are worth their making.
  private let fewestForClasses: Int

  /// Makes a check that asks `engine`.
  public init(_ engine: Engine) {
    self.init(engine, fewestForClasses: 64)
  }

  package init(_ engine: Engine, fewestForClasses: Int) {
    self.engine = engine
    self.fewestForClasses = fewestForClasses
  }

  /// The network.
  public var network: Network { engine.network }

  /// What becomes of an intent.
  ///
  /// - Throws: `IntentProblem` if a term of it matches nothing, or no pair of its ends can be asked about.
  public mutating func outcome(of intent: Intent) throws(IntentProblem) -> Intent.Outcome {
    let clients = try engine.directory.party(intent.from, as: .clients)
    let servers = try engine.directory.party(intent.to, as: .servers)
    names.merge(clients.names) { first, _ in first }
    names.merge(servers.names) { first, _ in first }
    var tally = IntentTally()
    for family in [IPAddress.Family.v4, .v6] where intent.family == nil || intent.family == family {
      for named in intent.protocols {
        let question = IntentQuestion(
          ipProtocol: named.hasTypeAndCode ? (family == .v4 ? .icmp : .icmpv6) : named, family: family,
          clientPorts: intent.clientPorts)
        let ports: [PortSet?] = intent.ports.map { classes(of: $0, for: question.ipProtocol) } ?? [nil]
        let units = units(clients, servers, question)
        for client in units.from {
          for server in units.to {
            for pairing in IntentPairing.pairings(client, server) {
              do throws(EndpointError) {
                var judgement = try judge(pairing, question, ports, intent.demand)
                if tally.hasRoom(for: judgement.status) {
                  judgement.trace = engine.trace(try query(pairing, question, judgement.firstPort))
                }
                tally.add(pairing, judgement)
              } catch {
                throw IntentProblem("\(error)", at: intent.from.place)
              }
            }
          }
        }
      }
    }
    let unlisted = (clients.unlisted + servers.unlisted).reduce(into: [Unknown]()) { gaps, gap in
      if !gaps.contains(gap) { gaps.append(gap) }
    }
    if tally.pairs == 0, unlisted.isEmpty {
      let isOutside =
        clients.hosts.isEmpty && servers.hosts.isEmpty
        && (clients.endpoints + servers.endpoints).allSatisfy(\.isOutside)
      let reason =
        isOutside
        ? "neither is in the snapshot, and one must be" : "they are one, or have no family of addresses in common"
      throw IntentProblem(
        "no connection from “\(intent.from.label)” to “\(intent.to.label)” can be asked about: \(reason)",
        at: intent.from.place)
    }
    return tally.outcome(of: intent, unlisted: unlisted)
  }

  // MARK: Judging

  /// What becomes of the connections of one pairing, port by port.
  private mutating func judge(
    _ pairing: IntentPairing, _ question: IntentQuestion, _ ports: [PortSet?], _ demand: Intent.Demand
  ) throws(EndpointError) -> IntentTally.Judgement {
    var judgement = IntentTally.Judgement()
    let prospects = try prospects(of: pairing, question, at: ports.map { $0?.first })
    for (part, prospect) in zip(ports, prospects) where prospect.status(demand) != .holds {
      judgement.add(prospect.status(demand), part)
    }
    return judgement
  }

  /// What the connections of a pairing come to at each port; nil where the protocol has none.
  mutating func prospects(
    of pairing: IntentPairing, _ question: IntentQuestion, at ports: [UInt16?]
  ) throws(EndpointError) -> [Prospect] {
    guard let classes = pairing.classes, let atlas = atlases[question] else {
      return try followed(pairing, question, at: ports)
    }
    var prospects = atlas.matrix.cells(from: classes.from, to: classes.to, ports: ports).map { Prospect($0) }
    // A cell that does not tell has put the ways together that AWS may choose.
    let unsure = prospects.indices.filter { !prospects[$0].isSure }
    if unsure.isEmpty { return prospects }
    let told = try followed(pairing, question, at: unsure.map { ports[$0] })
    for (place, prospect) in zip(unsure, told) { prospects[place] = prospect }
    return prospects
  }

  /// The same, of connections followed to the end by every way that AWS may choose.
  private mutating func followed(
    _ pairing: IntentPairing, _ question: IntentQuestion, at ports: [UInt16?]
  ) throws(EndpointError) -> [Prospect] {
    let atlas = atlases[question]
    if internet == nil { internet = InternetAnswers(on: engine.terrain) }
    let key = internet?.key(of: pairing, question, atlas)
    var answers: PortAnswers
    if let key, let known = internet?[key] {
      answers = known
    } else {
      let port: UInt16? = question.ipProtocol.hasPorts ? 0 : nil
      answers = PortAnswers(to: try query(pairing, question, port), through: engine.plane(for: question.ipProtocol))
    }
    let prospects = ports.map { answers.prospect(at: $0) }
    if let key { internet?[key] = answers }
    return prospects
  }

  private func query(
    _ pairing: IntentPairing, _ question: IntentQuestion, _ port: UInt16?
  ) throws(EndpointError) -> Query {
    try Query(
      from: engine.directory.endpoint(pairing.client, names), to: engine.directory.endpoint(pairing.server, names),
      ipProtocol: question.ipProtocol, port: port, clientPorts: question.clientPorts, family: question.family)
  }

  mutating func classes(of ports: PortSet, for ipProtocol: IPProtocol) -> [PortSet] {
    if ports.count == 1 { return [ports] }
    let classes = portClasses[ipProtocol] ?? ServerPortClasses(of: network, for: ipProtocol)
    portClasses[ipProtocol] = classes
    return classes.classes(of: ports)
  }

  // MARK: Pairs

  /// The members of two parties, those together that nothing tells apart.
  private mutating func units(
    _ clients: Party, _ servers: Party, _ question: IntentQuestion
  ) -> (from: [IntentUnit], to: [IntentUnit]) {
    let family = question.family
    let callers = clients.hosts.filter { $0.address.address.family == family }
    let callees = servers.hosts.filter { $0.address.address.family == family }
    let pairs =
      callers.count * (callees.count + servers.endpoints.count) + clients.endpoints.count * callees.count
    let atlas = pairs >= fewestForClasses ? atlas(of: question) : nil
    return (
      IntentUnit.units(callers, clients.endpoints, family, atlas),
      IntentUnit.units(callees, servers.endpoints, family, atlas)
    )
  }

  /// The classes for a question, made once.
  mutating func atlas(of question: IntentQuestion) -> ClassAtlas {
    if let atlas = atlases[question] { return atlas }
    let atlas = ClassAtlas(
      Matrix(
        of: engine.directory, through: engine.plane(for: question.ipProtocol), family: question.family,
        clientPorts: question.clientPorts))
    atlases[question] = atlas
    return atlas
  }
}

/// What is asked of every pair.
struct IntentQuestion: Hashable {
  let ipProtocol: IPProtocol
  let family: IPAddress.Family
  let clientPorts: Endpoint.ClientPorts?
}

/// A matrix, and where in it each host is.
///
/// A class, because every pair of an intent looks at it.
final class ClassAtlas: Sendable {
  let matrix: Matrix
  private let classOfHost: [Host: Int]

  init(_ matrix: Matrix) {
    self.matrix = matrix
    var classOfHost: [Host: Int] = [:]
    let hosts = matrix.hosts
    classOfHost.reserveCapacity(hosts.count)
    for (number, members) in matrix.classes.enumerated() {
      for member in members { classOfHost[hosts[member]] = number }
    }
    self.classOfHost = classOfHost
  }

  /// The class of a host; nil for an address that is not its interface's first.
  func number(of host: Host) -> Int? { classOfHost[host] }
}
