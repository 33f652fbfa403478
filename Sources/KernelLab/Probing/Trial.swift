internal import Network
internal import Ports

/// What one or several volleys tell of an experiment's client ports.
struct Trial {
  private(set) var working: Set<UInt16>
  private(set) var dropped: Set<UInt16>
  /// Ports whose packets fell where they say nothing of the side in question.
  private(set) var unobserved: Set<UInt16>
  private(set) var records: [DropRecord]
  /// Ports whose packets have come to another host that has the server's address.
  private var refused: Set<UInt16>
  private var obstacle: String?

  init(_ fates: Fates, of ports: [UInt16], _ scene: Scene, in lab: Laboratory) {
    working = fates.answered
    dropped = []
    unobserved = []
    records = fates.records
    refused = fates.refused
    let asked = Set(ports)
    for record in fates.records {
      guard let (isRequest, side, port) = scene.reading(of: record), asked.contains(port), !working.contains(port)
      else {
        continue
      }
      let reason = lab.blueprint.spaces[record.space].ruleset.reasons[record.reason]
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
    dropped.formUnion(refused)
    working.subtract(dropped)
    unobserved = asked.subtracting(working).subtracting(dropped)
  }

  /// Takes over what another volley tells of ports that this one tells nothing of.
  mutating func learn(from other: Trial) {
    let open = unobserved
    working.formUnion(other.working.intersection(open))
    dropped.formUnion(other.dropped.intersection(open))
    unobserved.subtract(working)
    unobserved.subtract(dropped)
    refused.formUnion(other.refused)
    records = other.records  // which are all since the lab was built
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
      drops: drops(scene, in: lab), attempts: attempts, seconds: seconds)
  }

  private func drops(_ scene: Scene, in lab: Laboratory) -> [Observation.Drop] {
    struct Place: Hashable {
      let space: Int
      let reason: Int
      let isRequest: Bool
    }
    var ports: [Place: Set<UInt16>] = [:]
    for record in records {
      guard let (isRequest, _, port) = scene.reading(of: record), !working.contains(port),
        dropped.contains(port) || unobserved.contains(port)
      else { continue }
      ports[Place(space: record.space, reason: record.reason, isRequest: isRequest), default: []].insert(port)
    }
    let strangers = refused.intersection(dropped)
    let refusal = Observation.Drop(
      place: "another host with the address", rule: "what another host refuses", isRequest: true,
      ports: PortSet(strangers.map { PortRange($0, $0) }))
    return (strangers.isEmpty ? [] : [refusal])
      + ports.map { place, ports in
        let space = lab.blueprint.spaces[place.space]
        return Observation.Drop(
          place: space.label, rule: space.ruleset.reasons[place.reason].text, isRequest: place.isRequest,
          ports: scene.port == nil ? .empty : PortSet(ports.map { PortRange($0, $0) }))
      }.sorted { ($1.ports.count, $0.place, $0.rule) < ($0.ports.count, $1.place, $1.rule) }
  }
}
