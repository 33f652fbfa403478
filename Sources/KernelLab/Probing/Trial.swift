internal import NetworkModel
internal import Ports

/// What one or several volleys tell of an experiment's client ports.
struct Trial {
  private(set) var working: Set<UInt16>
  private(set) var dropped: Set<UInt16>
  /// Ports whose packets fell where they say nothing of the side in question.
  private(set) var unobserved: Set<UInt16>
  /// The NAT gateway beyond which replies fell that were for its ports, if any did.
  let translator: NATGateway?
  /// The ports of the packets that fell, by where they did.
  private var fallen: [Place: Set<UInt16>] = [:]
  /// Ports whose packets have come to another host that has the server's address.
  private var refused: Set<UInt16>
  private var obstacle: String?

  /// A rule of a namespace, and the direction of the packets it dropped.
  private struct Place: Hashable {
    let space: Int
    let reason: Int
    let isRequest: Bool
  }

  init(_ fates: Fates, of ports: [UInt16], _ scene: Scene, in lab: Laboratory) {
    working = fates.answered
    dropped = fates.refused
    refused = fates.refused
    translator = scene.translator(in: fates.records)
    let asked = Set(ports)
    for record in fates.records {
      guard let (isRequest, side, port) = scene.reading(of: record), asked.contains(port), !working.contains(port)
      else { continue }
      let reason = lab.blueprint.spaces[record.space].ruleset.reasons[record.reason]
      fallen[Place(space: record.space, reason: record.reason, isRequest: isRequest), default: []].insert(port)
      if reason.isOfLab {
        obstacle = reason.text
        continue
      }
      switch (side, scene.beyond) {
      case (.client, nil): dropped.insert(port)
      case (.nat(let id), let nat?) where id == nat: dropped.insert(port)
      case (.client, _?) where !isRequest: working.insert(port)  // the reply has come as far as the NAT gateway
      default: break
      }
    }
    working.subtract(dropped)
    unobserved = asked.subtracting(working).subtracting(dropped)
  }

  /// Takes over what another volley tells of ports that this one tells nothing of.
  mutating func learn(from other: Trial) {
    let told = unobserved.intersection(other.working.union(other.dropped))
    working.formUnion(other.working.intersection(told))
    dropped.formUnion(other.dropped.intersection(told))
    refused.formUnion(other.refused.intersection(told))
    unobserved.subtract(told)
    // What fell before fell elsewhere.
    fallen = fallen.mapValues { $0.subtracting(told) }
    for (place, ports) in other.fallen { fallen[place, default: []].formUnion(ports.intersection(told)) }
    obstacle = obstacle ?? other.obstacle
  }

  func observation(
    of experiment: Experiment, _ scene: Scene, in lab: Laboratory, attempts: Int, seconds: Double
  ) -> Observation {
    let isPortless = experiment.clientPorts == nil
    let set = { (ports: Set<UInt16>) in
      isPortless ? (ports.isEmpty ? PortSet.empty : .all) : PortSet(ports.map { PortRange($0, $0) })
    }
    return Observation(
      working: set(working), dropped: set(dropped), unobserved: set(unobserved),
      obstacle: unobserved.isEmpty
        ? nil : obstacle ?? "their packets fall on another part of the way, whatever happens on this one",
      drops: drops(in: lab, isPortless: isPortless), attempts: attempts, seconds: seconds)
  }

  private func drops(in lab: Laboratory, isPortless: Bool) -> [Observation.Drop] {
    let set = { (ports: Set<UInt16>) in isPortless ? PortSet.empty : PortSet(ports.map { PortRange($0, $0) }) }
    var drops = fallen.compactMap { place, ports -> Observation.Drop? in
      let ports = ports.subtracting(working)
      if ports.isEmpty { return nil }
      let space = lab.blueprint.spaces[place.space]
      return Observation.Drop(
        place: space.label, rule: space.ruleset.reasons[place.reason].text, isRequest: place.isRequest,
        ports: set(ports))
    }
    let strangers = refused.intersection(dropped)
    if !strangers.isEmpty {
      drops.append(
        Observation.Drop(
          place: "another host with the address", rule: "what another host refuses", isRequest: true,
          ports: set(strangers)))
    }
    return drops.sorted { ($1.ports.count, $0.place, $0.rule) < ($0.ports.count, $1.place, $1.rule) }
  }
}
