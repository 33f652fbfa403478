public import KernelLab
public import NetworkModel
public import Ports
public import Reachability

/// A leg of the engine's answer, and the experiment by which the kernel may be asked about the same.
public struct LegTrial: Sendable {
  /// The leg.
  public let leg: Leg
  /// The experiment; nil when there is none.
  public let experiment: Experiment?
  /// Why there is none.
  public let reason: String?
  /// The client ports that are tried; nil for a protocol without ports.
  public let clientPorts: PortSet?

  init(_ leg: Leg, reason: String) {
    self.leg = leg
    self.reason = reason
    experiment = nil
    clientPorts = leg.clientPorts
  }

  init(_ leg: Leg, after previous: Leg?, in network: Network, only sample: PortSet) {
    self.leg = leg
    clientPorts = leg.clientPorts?.intersection(sample)
    do throws(LabError) {
      experiment = try Self.experiment(for: leg, from: clientPorts, after: previous, in: network)
      reason = nil
    } catch {
      experiment = nil
      reason = error.description
    }
  }

  private static func experiment(
    for leg: Leg, from clientPorts: PortSet?, after previous: Leg?, in network: Network
  ) throws(LabError) -> Experiment {
    if leg.keepsClientPorts {
      throw .unsupported("the lab does not build load balancers that keep the client's address")
    }
    if let balancer = leg.request.first(where: { $0.component.kind == .loadBalancer }),
      balancer.decisions.contains(where: { $0.outcome != .pass })
    {
      throw .unsupported(
        "what \(balancer.component.name) does without a target to hand connections to is not the kernel's to say")
    }
    if let through = leg.through, through.kind != .natGateway {
      throw .unsupported("the lab does not build what \(through.name) does with addresses")
    }
    if leg.through != nil, let first = clientPorts?.first, first < 1_024 {
      throw .unsupported("the lab cannot tell which ports a NAT gateway takes for client ports below 1024")
    }
    guard let previous, let translator = previous.through else {
      return try Experiment(
        from: end(leg.from, in: network), to: end(leg.to, in: network), ipProtocol: leg.ipProtocol,
        port: leg.serverPort,
        clientPorts: clientPorts)
    }
    if translator.kind != .natGateway {
      throw .unsupported("the lab does not build what \(translator.name) does with addresses")
    }
    guard let gateway = network.natGateways.first(where: { $0.id.text == translator.id }), leg.through == nil,
      previous.from.interface.map({ id in gateway.addresses.allSatisfy { $0.networkInterface != id } }) ?? true
    else { throw .unsupported("the lab builds one NAT gateway on a way, and \(translator.name) is another") }
    if gateway.subnet == nil { throw .unsupported("the lab does not build regional NAT gateways") }
    return try Experiment(
      from: end(previous.from, in: network), to: end(leg.to, in: network), ipProtocol: leg.ipProtocol,
      port: leg.serverPort, clientPorts: clientPorts,
      beyond: Experiment.Translator(gateway.id, sendingWith: leg.from.address))
  }

  private static func end(_ end: Leg.End, in network: Network) throws(LabError) -> Experiment.End {
    if let id = end.interface, let interface = network.networkInterfaces[id] {
      let isPublic = interface.addresses.contains {
        $0.address != end.address && $0.publicAddress == end.address
      }
      return .interface(id, end.address, isPublic: isPublic)
    }
    if network.vpcs.contains(where: { $0.cidrBlocks.contains { $0.contains(end.address) } }) {
      throw .undescribed("the snapshot lists no interface for \(end.name), so the lab cannot build it")
    }
    guard AddressSet.publicAddresses.contains(end.address) else {
      throw .unsupported("the lab does not build on-premises networks, and \(end.address) lies in one")
    }
    return .outside(end.address)
  }
}

extension Trace {
  /// The legs of all alternatives, each once, with how to ask the kernel about them.
  ///
  /// - Parameter sample: The client ports to try, of those asked about.
  public func trials(in network: Network, only sample: PortSet = .all) -> [LegTrial] {
    var seen: Set<Key> = []
    var trials: [LegTrial] = []
    for alternative in alternatives {
      for (index, leg) in alternative.legs.enumerated() {
        guard seen.insert(Key(leg)).inserted else { continue }
        if alternative.legs.count(where: { $0.through != nil }) > 1 {
          trials.append(LegTrial(leg, reason: "the lab builds one NAT gateway on a way, and this one has more"))
          continue
        }
        trials.append(LegTrial(leg, after: index > 0 ? alternative.legs[index - 1] : nil, in: network, only: sample))
      }
    }
    return trials
  }
}

/// What tells one leg from another.
struct Key: Hashable {
  private let ends: [IPAddress]
  private let port: UInt16?
  private let clientPorts: PortSet?
  private let through: String?

  init(_ leg: Leg) {
    ends = [leg.from.address, leg.to.address]
    port = leg.serverPort
    clientPorts = leg.clientPorts
    through = leg.through?.id
  }
}
