internal import CLinux
public import Network
internal import Ports

extension Laboratory {
  /// Tries an experiment with real packets.
  ///
  /// Blocks the calling thread until every client port has been answered or a rule has dropped its packets.
  public func run(_ experiment: Experiment, in network: Network) throws(LabError) -> Observation {
    let start = now()
    let scene = try Scene(experiment, in: network, self)
    let ports = experiment.clientPorts?.ranges.flatMap { range -> [UInt16] in Array(range.lower...range.upper) } ?? [0]
    var trial = try fire(from: ports, scene)
    var attempts = ports.count
    if experiment.beyond == nil, !trial.unobserved.isEmpty, let nat = scene.translator(in: trial.records) {
      attempts += try retry(&trial, through: nat, scene)
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

  /// Tries again the client ports whose packets fell beyond a NAT gateway, by ports of the NAT gateway's that are known to work: a
  /// client port is to be judged by its own side alone.
  ///
  /// - Returns: How many connections that took.
  private func retry(_ trial: inout Trial, through nat: NATGateway, _ scene: Scene) throws(LabError) -> Int {
    guard scene.port != nil, let space = blueprint.hosts[nat.id.text], let address = nat.addresses.first?.privateAddress
    else { return 0 }
    var good = trial.working.union(trial.dropped).sorted().filter { $0 >= 1_024 }
    var attempts = 0
    if good.isEmpty {
      // Which of the NAT gateway's ports work is found with the client's help, whatever ports it really uses.
      let all = Array(1_024...UInt16.max)
      good = try fire(from: all, scene.beyond(nat)).working.sorted()
      attempts = all.count
    }
    guard !good.isEmpty else { return attempts }
    defer { try? map([], to: address, in: spaces[space]) }
    for _ in 0..<8 where !trial.unobserved.isEmpty {
      let ports = Array(trial.unobserved.sorted().prefix(good.count))
      let pairs = Array(zip(ports, good))
      try map(pairs, to: address, in: spaces[space])
      trial.learn(from: try fire(from: ports, scene.translating(pairs)))
      attempts += ports.count
    }
    return attempts
  }

  /// Has a NAT gateway send what comes from one port from another, and forget the connections it knows.
  private func map(
    _ pairs: [(UInt16, UInt16)], to address: IPAddress, in space: NetworkNamespace
  ) throws(LabError) {
    var text = "flush map inet portolan ports\n"
    if !pairs.isEmpty {
      let elements = pairs.map { "\($0) : \(address) . \($1)" }.joined(separator: ", ")
      text += "add element inet portolan ports { \(elements) }\n"
    }
    try space.run("nft", ["-f", "-"], input: text)
    let result = try space.inside { portolan_forget_connections() }
    if result < 0 {
      throw .unable("the kernel cannot forget connections (ctnetlink): \(errorText(-result))")
    }
  }
}
