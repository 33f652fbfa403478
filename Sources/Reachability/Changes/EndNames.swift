internal import NetworkModel

/// What people call many endpoints at once: by the security group or subnet that they are all of, else by their own names.
struct EndNames {
  private var names: [[Identifier<NetworkInterface>]: String] = [:]
  private var own: [Identifier<NetworkInterface>: String] = [:]

  init(_ old: Network, _ new: Network) {
    for network in [new, old] {
      var groups: [Identifier<SecurityGroup>: [Identifier<NetworkInterface>]] = [:]
      var subnets: [Identifier<Subnet>: [Identifier<NetworkInterface>]] = [:]
      for interface in network.networkInterfaces {
        let name = interface.instance.flatMap { network.instances[$0]?.name } ?? interface.name
        if own[interface.id] == nil { own[interface.id] = name }
        for group in interface.securityGroups ?? [] { groups[group, default: []].append(interface.id) }
        subnets[interface.subnet, default: []].append(interface.id)
      }
      nameServices(of: network)
      for (id, members) in groups.sorted(by: { $0.key < $1.key }) {
        name(members, "group \(network.securityGroups[id]?.name ?? id.text)")
      }
      for (id, members) in subnets.sorted(by: { $0.key < $1.key }) {
        name(members, "subnet \(network.subnets[id]?.name ?? id.text)")
      }
    }
  }

  /// Names the interfaces that AWS has for one of its services, where only one thing of the snapshot can own them.
  private mutating func nameServices(of network: Network) {
    let unnamed = network.networkInterfaces.filter { $0.instance == nil && own[$0.id] == nil && !$0.isGateway }
    var owners: [Identifier<NetworkInterface>: Set<String>] = [:]
    for service in network.managedServices {
      let ids =
        service.networkInterfaces.isEmpty ? unnamed.filter(service.mayOwn).map(\.id) : service.networkInterfaces
      for id in ids { owners[id, default: []].insert(service.name) }
    }
    for (id, names) in owners where own[id] == nil && names.count == 1 { own[id] = names.first }
  }

  private mutating func name(_ members: [Identifier<NetworkInterface>], _ text: String) {
    if members.count < 2 { return }
    let sorted = members.sorted()
    if names[sorted] == nil { names[sorted] = text }
  }

  /// The end that stands for some hosts.
  func end(_ hosts: [Host]) -> Difference.End {
    var labels: [Identifier<NetworkInterface>: String] = [:]
    for host in hosts {
      labels[host.interface.id] = host.name ?? own[host.interface.id] ?? host.interface.id.text
    }
    let ids = labels.keys.sorted()
    return Difference.End(name: name(ids, labels), kind: .interfaces(ids))
  }

  private func name(
    _ ids: [Identifier<NetworkInterface>], _ labels: [Identifier<NetworkInterface>: String]
  ) -> String {
    if ids.count > 1, let name = names[ids] { return "\(name) ×\(ids.count)" }
    let distinct = Set(labels.values).sorted()
    if distinct.count == 1 { return ids.count == 1 ? distinct[0] : "\(distinct[0]) ×\(ids.count)" }
    if ids.count <= 3 { return distinct.joined(separator: ", ") }
    return "\(distinct[0]) and \(ids.count - 1) more"
  }
}
