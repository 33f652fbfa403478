public import NetworkModel
internal import Ports
public import Reachability

/// A network drawn as architects draw it, with a connection's way there and back on it if one was asked about.
///
/// The same network gives the same bytes, and a small change moves little.
public struct Chart: Sendable {
  let network: Network
  let trace: Trace?
  /// What would make the connection work, an edit a line.
  let fixes: [String]
  let plan: Plan
  /// The alternative that is drawn, and its legs' hops with their numbers.
  let legs: [DrawnLeg]
  /// Which alternative it is, counted from 0, and whether somebody asked for it.
  public let alternative: Int
  private let isChosen: Bool

  /// Draws `network`, and the connection of `trace` over it.
  ///
  /// - Parameters:
  ///   - remedy: What would make the connection work, when that is known.
  ///   - alternative: Which of several alternatives, counted from 0; nil for the first that does not work.
  public init(of network: Network, trace: Trace? = nil, remedy: Remedy? = nil, alternative: Int? = nil) {
    self.network = network
    self.trace = trace
    fixes = remedy.map { $0.edits.map(EditText(network: network).callAsFunction) } ?? []
    let alternatives = trace?.alternatives ?? []
    let drawn = min(
      alternative ?? alternatives.firstIndex { $0.verdict != .works } ?? 0, max(0, alternatives.count - 1))
    self.alternative = drawn
    isChosen = alternative != nil
    let legs = alternatives.isEmpty ? [] : alternatives[drawn].legs
    let prominent = Set(legs.flatMap { [$0.from.interface, $0.to.interface].compactMap { $0?.text } })
    var scene = SceneBuilder(network, family: trace?.query.family ?? .v4, prominent: prominent).scene()
    let kinds = Set(legs.flatMap { $0.request + $0.reply }.map(\.component.kind))
    if kinds.contains(.internetGateway) || kinds.contains(.egressOnlyInternetGateway) { scene.hasInternet = true }
    if !kinds.isDisjoint(with: [.onPremises, .vpnGateway]) { scene.hasOnPremises = true }
    plan = Planner.plan(scene, top: trace == nil ? 84 : 108, minimumWidth: trace == nil ? 520 : 1_080)
    self.legs = Self.drawn(legs, on: plan, of: network)
  }

  /// What the chart is of: the question, or the network's size.
  public var title: String {
    if let trace { return trace.question }
    let count = plan.cards.reduce(0) { $0 + $1.card.endpoints.count }
    let names = plan.vpcs.map(\.vpc.name)
    let vpcs = names.count <= 3 ? "VPC " + names.joined(separator: ", ") : "\(names.count) VPCs"
    return names.isEmpty
      ? "an empty network" : "\(vpcs): \(counted(plan.subnets.count, "subnet")), \(counted(count, "endpoint"))"
  }

  /// What the connection comes to, in a sentence; nil when none was asked about.
  public var verdict: String? {
    trace.map { "\($0.verdict.rawValue.uppercased()): \($0.share)" }
  }

  /// Which of several alternatives is drawn.
  var choice: String? {
    guard let trace, trace.alternatives.count > 1 else { return nil }
    let isFirst = !isChosen && trace.alternatives[alternative].verdict != .works
    let kind = isFirst ? ", the first that does not work" : ""
    return "drawn: alternative \(alternative + 1) of \(trace.alternatives.count)\(kind)"
  }

  /// A leg with its hops numbered as `trace` lists them, and its tracks as far as the plan shows its places.
  struct DrawnLeg: Sendable {
    struct NumberedHop: Sendable {
      let number: Int
      let hop: Hop
      /// The client ports that it surely drops.
      let losses: PortSet
      /// The client ports that come as far.
      let arriving: PortSet
    }

    /// What stands for the packets of a protocol without ports.
    static let portless = PortSet(0)

    let leg: Leg
    let request: [NumberedHop]
    let reply: [NumberedHop]
    let tracks: [Track]
    let ways: [Way]
  }

  /// The places that packets of one direction pass.
  struct Way: Sendable {
    let direction: Leg.Direction
    let spots: [Spot]
    /// What passes, shortly.
    let label: String
  }

  private static func drawn(_ legs: [Leg], on plan: Plan, of network: Network) -> [DrawnLeg] {
    let index = PlanIndex(plan, of: network)
    var number = 1
    return legs.enumerated().map { position, leg in
      var tracks: [Track] = []
      var ways: [Way] = []
      var numbered: [[DrawnLeg.NumberedHop]] = []
      var isLost = false
      for (direction, hops) in [(Leg.Direction.request, leg.request), (.reply, leg.reply)] {
        let itinerary = Itinerary(hops, direction, of: leg, on: index)
        // Each direction is asked about on its own, as `trace` does: what stops requests is not all that would stop replies.
        var arriving = leg.clientPorts ?? DrawnLeg.portless
        let own = hops.map { hop in
          let numbered = DrawnLeg.NumberedHop(number: number, hop: hop, losses: leg.losses(at: hop), arriving: arriving)
          arriving.subtract(numbered.losses)
          number += 1
          return numbered
        }
        // Where a way turns back in its own lane, or the next leg begins, four lines run side by side; else two.
        let isCrowded = legs.count > 1 || itinerary.spots.contains { $0.transit != nil }
        let lane =
          isCrowded
          ? Track.Lane(offset: direction == .request ? 5 : 15, isSecond: position > 0)
          : Track.Lane(offset: 9, isSecond: false)
        if let track = Track(itinerary, direction, own, of: leg, on: plan, in: lane, isLost: isLost) {
          tracks.append(track)
        }
        ways.append(
          Way(direction: direction, spots: itinerary.spots, label: label(direction, of: leg, arriving: arriving)))
        numbered.append(own)
        isLost = arriving.isEmpty
      }
      return DrawnLeg(leg: leg, request: numbered[0], reply: numbered[1], tracks: tracks, ways: ways)
    }
  }

  private static func label(_ direction: Leg.Direction, of leg: Leg, arriving: PortSet) -> String {
    let server = leg.serverPort.map { "\(leg.ipProtocol)/\($0)" } ?? "\(leg.ipProtocol)"
    guard let asked = leg.clientPorts else { return "\(direction.rawValue) \(server)" }
    if direction == .request { return "request \(server)" }
    return "reply: \(grouped(arriving.count)) of \(grouped(asked.count)) client ports"
  }
}

extension Leg {
  /// The client ports that a hop surely drops; for a protocol without ports, whether it does.
  fileprivate func losses(at hop: Hop) -> PortSet {
    let losses = hop.decisions.reduce(into: PortSet.empty) { losses, decision in
      if case .drop = decision.outcome { losses.formUnion(decision.ports) }
    }
    return clientPorts == nil && !losses.isEmpty ? Chart.DrawnLeg.portless : losses
  }
}
