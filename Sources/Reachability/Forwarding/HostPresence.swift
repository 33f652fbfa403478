internal import AWSCatalogue
internal import NetworkModel

/// Whether a host takes part in connections at all, whatever filters and routes say.
enum HostPresence: Hashable, Sendable {
  /// It does.
  case present
  /// It does, if an instance runs that the call for instances does not tell of; put in words only where it is met.
  case assumed(Identifier<Instance>, CallLedger.Status)
  /// It does not, and why.
  case absent(Finding.Code, String)
  /// It is not known.
  case doubtful(Unknown)

  /// What becomes of the packets of a host, whatever the reason.
  enum Effect: Hashable, Sendable {
    case pass, drop, unknown
  }

  /// What becomes of its packets.
  var effect: Effect {
    switch self {
    case .present, .assumed: .pass
    case .absent: .drop
    case .doubtful: .unknown
    }
  }
}

extension Network {
  /// Whether an interface takes part in connections: its instance runs, and nothing that is said of it is in doubt.
  func presence(of interface: NetworkInterface) -> HostPresence {
    if !doubts.isEmpty {
      for id in [interface.id.text, interface.instance?.text, interface.subnet.text, interface.vpc.text] {
        if let id, let doubt = doubts[id]?.first { return .doubtful(Unknown(doubt)) }
      }
    }
    guard let id = interface.instance else {
      return interface.state == .detached
        ? .absent(.interfaceDetached, "the network interface is attached to nothing") : .present
    }
    if let instance = instances[id] {
      if case .other(let state) = instance.state { return .absent(.instanceNotRunning, "the instance is \(state)") }
      return .present
    }
    let status = status(of: .describeInstances, for: interface.vpc)
    return isStrict ? .doubtful(Assumption.runs(id, status).unknown) : .assumed(id, status)
  }
}

extension Assumption {
  /// That an instance runs.
  static func runs(_ instance: Identifier<Instance>, _ status: CallLedger.Status) -> Assumption {
    Assumption("instance \(instance) runs", for: .describeInstances, status)
  }
}
