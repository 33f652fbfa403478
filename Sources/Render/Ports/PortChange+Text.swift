public import HostPorts
internal import Ports

extension PortChange {
  /// What a change does, for people.
  public func text(isDryRun: Bool) -> String {
    let before = PortPool(old).ceiling
    let after = PortPool(new).ceiling
    var text = "\(isDryRun ? "would set" : "set")".padded(to: 10)
    text += "client ports \(old.range.shown) → \(new.range.shown)"
    text += "   \(counted(before, "port")) → \(counted(after, "port")) for each destination\n"
    if new.reserved != old.reserved {
      text += "reserved".padded(to: 10) + "\(pretty(old.reserved).orNone) → \(pretty(new.reserved))\n"
    }
    return text
  }
}

extension PortChange.Warning {
  /// The warning for people, on one line.
  public var text: String {
    switch self {
    case .listeners(let ports):
      """
      programs listen on \(pretty(ports)) inside the new range: when one starts anew, a connection may have its port; reserve them \
      (--reserve \(ports))
      """
    case .nodePorts(let ports):
      """
      \(pretty(ports)) are Kubernetes NodePorts, where nothing listens that would keep them: on a node reserve them \
      (--reserve \(ports))
      """
    case .tooFew(let inUse):
      "\(counted(inUse, "port")) are in use for one destination now, as many as the new range has or more: connections will fail"
    case .sameParity:
      "both bounds are even or both odd: the kernel advises one of each, so that both halves are alike"
    }
  }
}

extension String {
  fileprivate var orNone: String { isEmpty ? "none" : self }
}
