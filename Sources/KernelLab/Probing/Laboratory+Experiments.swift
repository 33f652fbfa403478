public import NetworkModel
internal import Ports

extension Laboratory {
  /// Tries an experiment with real packets.
  ///
  /// Blocks the calling thread until every client port has been answered or a rule has dropped its packets.
  public func run(_ experiment: Experiment, in network: Network) throws(LabError) -> Observation {
    let start = now()
    let scene = try Scene(experiment, in: network, self)
    let ports = experiment.clientPorts?.ranges.flatMap { range -> [UInt16] in Array(range.lower...range.upper) } ?? [0]
    var trial: Trial
    var attempts = ports.count
    if let beyond = experiment.beyond {
      guard let nat = network.natGateways[beyond.gateway], let usual = nat.privateAddresses.first else {
        throw .unsupported("the lab does not build NAT gateway \(beyond.gateway)")
      }
      try send(with: beyond.address, nat)
      defer { try? send(with: usual, nat) }
      trial = try fire(from: ports, scene)
    } else {
      trial = try fire(from: ports, scene)
      if let nat = trial.translator { attempts += try retry(&trial, through: nat, scene) }
    }
    return trial.observation(of: experiment, scene, in: self, attempts: attempts, seconds: now() - start)
  }

  /// One volley of the experiment's protocol.
  private func fire(from ports: [UInt16], _ scene: Scene) throws(LabError) -> Trial {
    let fates: Fates
    switch scene.ipProtocol {
    case .tcp: fates = try fire(TCPVolley(scene.course), from: ports, scene)
    case .udp: fates = try fire(UDPVolley(scene.course), from: ports, scene)
    default: fates = try fire(EchoVolley(scene.course), from: ports, scene)
    }
    return Trial(fates, of: ports, scene, in: self)
  }

  private func fire(_ volley: some Volley, from ports: [UInt16], _ scene: Scene) throws(LabError) -> Fates {
    var volley = volley
    defer { volley.close() }
    return try fire(&volley, from: ports, scene)
  }

  // MARK: Behind a NAT gateway

  /// Tries again the client ports whose replies fell beyond a NAT gateway, by ports of the NAT gateway's that are known to work: a
  /// client port is to be judged by its own side alone.
  ///
  /// - Returns: How many connections that took.
  private func retry(_ trial: inout Trial, through nat: NATGateway, _ scene: Scene) throws(LabError) -> Int {
    guard scene.port != nil, let space = blueprint.hosts[nat.id.text], let address = nat.privateAddresses.first else {
      return 0
    }
    // A NAT gateway keeps the client's port where it can.
    var good = trial.working.union(trial.dropped).filter { $0 >= 1_024 }
    var attempts = 0
    let rounds = 8
    // If those are too few, others are looked for, a sixteenth of all ports at a time.
    for first in 1_024..<1_040 where good.count * rounds < trial.unobserved.count {
      let ports = stride(from: first, through: 65_535, by: 16).map { UInt16($0) }
      good.formUnion(try fire(from: ports, scene.beyond(nat)).working)
      attempts += ports.count
    }
    guard !good.isEmpty else { return attempts }
    defer { try? map([], to: address, in: spaces[space]) }
    for _ in 0..<rounds where !trial.unobserved.isEmpty {
      let pairs = Array(zip(trial.unobserved.sorted(), good.sorted()))
      try map(pairs, to: address, in: spaces[space])
      trial.learn(from: try fire(from: pairs.map(\.0), scene.translating(pairs)))
      attempts += pairs.count
    }
    return attempts
  }

  /// Has a NAT gateway send what comes from one port from another.
  private func map(
    _ pairs: [(UInt16, UInt16)], to address: IPAddress, in space: NetworkNamespace
  ) throws(LabError) {
    let map = "inet \(Ruleset.table) \(NATGateway.portMap)"
    var text = "flush map \(map)\n"
    if !pairs.isEmpty {
      let elements = pairs.map { "\($0) : \(address) . \($1)" }.joined(separator: ", ")
      text += "add element \(map) { \(elements) }\n"
    }
    try space.run("nft", ["-f", "-"], input: text)
  }

  /// Has a NAT gateway with several addresses send with one of them.
  private func send(with address: IPAddress, _ nat: NATGateway) throws(LabError) {
    guard nat.privateAddresses.count > 1, let space = blueprint.hosts[nat.id.text] else { return }
    let chain = "inet \(Ruleset.table) \(NATGateway.translation)"
    let rules = nat.translation(to: address).map { "add rule \(chain) \($0)\n" }.joined()
    try spaces[space].run("nft", ["-f", "-"], input: "flush chain \(chain)\n" + rules)
  }
}
