internal import NetworkModel
internal import Ports

/// The server ports that nothing on any way tells apart, so that the answer for one is the answer for all.
///
/// Filters look at a server's port by the patterns of their rules, load balancers by the ports of their listeners, and EC2 limits what goes to
/// one for mail: between two edges of those, no answer changes.
struct ServerPortClasses {
  /// The first port of each class, ascending.
  private let starts: [UInt16]

  init(of network: Network, for ipProtocol: IPProtocol) {
    var starts: Set<UInt16> = [0]
    func cut(_ ports: PortSet) {
      for range in ports.ranges {
        starts.insert(range.lower)
        if range.upper < .max { starts.insert(range.upper + 1) }
      }
    }
    for group in network.securityGroups { for rule in group.rules { cut(rule.pattern.selectors(for: ipProtocol)) } }
    for acl in network.networkACLs { for entry in acl.entries { cut(entry.pattern.selectors(for: ipProtocol)) } }
    for listener in network.listeners { if let port = listener.port { cut(PortSet(port)) } }
    cut(Plane.limitedPorts)
    self.starts = starts.sorted()
  }

  /// The classes that some ports fall into, each as those of the ports that are in it.
  func classes(of ports: PortSet) -> [PortSet] {
    var classes: [PortSet] = []
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1] - 1 : .max
      let part = ports.intersection(PortSet(start...end))
      if !part.isEmpty { classes.append(part) }
    }
    return classes
  }
}
