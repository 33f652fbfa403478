public import NetworkModel

extension Blueprint {
  /// Draws what some experiments on a network need.
  public init(for experiments: [Experiment], in network: Network) throws(LabError) {
    var builder = BlueprintBuilder(network)
    var outside: Set<IPAddress> = []
    for experiment in experiments {
      try network.refuseClassicNeighbours(experiment)
      for end in [experiment.from, experiment.to] {
        switch end {
        case .interface(let id, _, _):
          guard let interface = network.networkInterfaces[id] else {
            throw .undescribed("the snapshot does not describe \(id), so the lab cannot build it")
          }
          try builder.host(interface)
        case .outside(let address): outside.insert(address)
        }
      }
    }
    try builder.followRoutes()
    // What comes in from the internet comes by the gateway that is attached, whether a route leads back to it or not.
    if !outside.isEmpty { try builder.openToInternet() }
    self = builder.finish()
    for space in outsides {
      for address in outside.sorted() { spaces[space].commands.append(CIDRBlock(address).addressCommand(on: "lo")) }
    }
  }
}

extension Network {
  /// A Classic Load Balancer's packets to targets in its own subnet meet the ACL outbound (RA/explanation-codes), where nothing of the
  /// lab's would.
  func refuseClassicNeighbours(_ experiment: Experiment) throws(LabError) {
    guard case .interface(let one, _, _) = experiment.from, case .interface(let other, _, _) = experiment.to,
      let client = networkInterfaces[one], let server = networkInterfaces[other], client.subnet == server.subnet
    else { return }
    if loadBalancers.contains(where: { $0.kind == .classic && $0.owns(client) }) {
      throw .unsupported("the lab does not build a Classic Load Balancer and its target in one subnet")
    }
  }
}

extension CIDRBlock {
  /// What to say to `ip` to give a device the block's one address.
  ///
  /// Without duplicate address detection, during which an IPv6 address cannot be used, and which the kernel ends at its leisure.
  func addressCommand(on device: String) -> String { "addr add \(self) dev \(device)\(family == .v6 ? " nodad" : "")" }
}
