public import Ports

extension PortChange {
  /// What speaks against a change, and does not forbid it.
  public enum Warning: Hashable, Sendable {
    /// Programs listen on ports of the new range that are not reserved: while they do, the kernel leaves those out, but when one starts anew,
    /// a connection may have taken its port.
    case listeners(PortSet)
    /// Kubernetes' NodePort services are reached on ports of the new range that are not reserved, and nothing listens there that would keep
    /// them.
    case nodePorts(PortSet)
    /// The range has fewer ports than are in use for one destination.
    case tooFew(inUse: Int)
    /// Both bounds are even or both odd: one half, which is tried first, has a port more, and the kernel says so in its log.
    case sameParity
  }

  /// What speaks against it, given the sockets that have a port of the new range.
  public func warnings(sockets: [HostSocket]) -> [Warning] {
    let open = PortPool(new).ports
    var warnings: [Warning] = []
    let listening = sockets.lazy.filter { $0.state == .listening && open.contains($0.local.port) }
      .map { PortRange($0.local.port, $0.local.port) }
    let listeners = PortSet(listening)
    if !listeners.isEmpty { warnings.append(.listeners(listeners)) }
    let nodePorts = open.intersection(EphemeralRange.nodePorts)
    if !nodePorts.isEmpty { warnings.append(.nodePorts(nodePorts)) }
    let inUse = PortUse(sockets, of: PortPool(old, sockets: sockets)).entries.first?.count.ports ?? 0
    if inUse >= open.subtracting(listeners).count { warnings.append(.tooFew(inUse: inUse)) }
    if new.range.lower != new.range.upper, new.range.lower % 2 == new.range.upper % 2 { warnings.append(.sameParity) }
    return warnings
  }
}

extension EphemeralRange {
  /// The ports of Kubernetes' NodePort services, unless `--service-node-port-range` says otherwise.
  fileprivate static var nodePorts: PortSet { serverSide.first { $0.key == "nodeport" }?.ports ?? .empty }
}
