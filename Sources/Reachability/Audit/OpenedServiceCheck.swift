internal import NetworkModel
internal import Ports

/// Looks for entries that let replies in to client ports, such as 1024–65535, and so open the ports in that range on which services listen:
/// a network ACL cannot tell a reply from a request. AWS advises deny rules for such ports before the entry (UG/custom-network-acl).
///
/// Says which services, to whom, and whether a security group still stops requests. Medium where one does not, which a trace confirms; else
/// it is only worth knowing. Ports that an earlier entry decides about are none of this entry's.
enum OpenedServiceCheck {
  /// An entry for client ports is for so many ports at least.
  private static let fewestPorts = 4_000

  static func findings(in inspection: Inspection) -> [Audit.Finding] {
    inspection.network.networkACLs.enumerated().flatMap { position, acl -> [Audit.Finding] in
      let hosts = inspection.hostsOfACL[position].filter { $0.isServer && !$0.takesForOthers || $0.isLoadBalancer }
      if hosts.isEmpty { return [] }
      let order = EntryOrder(acl, .inbound)
      let found = order.entries.indices.filter { isForReplies(order.entries[$0]) }.compactMap {
        finding($0, order, acl, hosts, inspection)
      }
      // The counterpart for the other family says nothing new.
      var seen: Set<PortSet?> = []
      return found.filter { $0.severity > .info || seen.insert($0.ports).inserted }
    }
  }

  private static func isForReplies(_ entry: NetworkACL.Entry) -> Bool {
    guard entry.action == .allow, let ports = entry.portsInQuestion, let first = ports.first else { return false }
    return first >= 1024 && ports.count >= fewestPorts
  }

  private static func finding(
    _ index: Int, _ order: EntryOrder, _ acl: NetworkACL, _ hosts: [Host], _ inspection: Inspection
  ) -> Audit.Finding? {
    let entry = order.entries[index]
    guard let ipProtocol = entry.pattern.ipProtocol else { return nil }
    let parts = order.parts(of: index, ipProtocol)
    let services = ListeningPort.all.filter { service in parts.contains { $0.selectors.contains(service.port) } }
    if services.isEmpty { return nil }
    let ports = PortSet(services.map { PortRange($0.port, $0.port) })
    let plane = ipProtocol == .tcp ? inspection.tcp : inspection.udp
    let search = PassageSearch(acl: acl.id, entry: entry, parts: parts, plane: plane, inspection: inspection)
    let open = services.compactMap { service in
      search.passage(to: hosts, at: service.port).map { (service, $0) }
    }
    let opening =
      "\(Phrase.entry(entry).capitalizedFirst), there for replies, also opens \(ListeningPort.text(services))"
    let cure = Audit.Cure(
      "Deny those ports before it, or narrow it to where replies come from and to the ports that clients inside draw.")
    guard let first = open.first else {
      let admitted = services.filter { search.isAdmitted(to: hosts, at: $0.port) }
      let whoStops =
        admitted.isEmpty
        ? "Security groups stop such requests to \(Phrase.names(hosts.map { inspection.name(of: $0) }))."
        : "Security groups admit \(ListeningPort.text(admitted)), though nothing in the snapshot gets there by it."
      return Audit.Finding(
        .ephemeralOpensServices, .info, at: inspection.component(of: acl), .inbound, rule: .entry(entry),
        ipProtocol: ipProtocol, ports: ports,
        "\(opening). \(whoStops)",
        cure: cure)
    }
    let through = ListeningPort.text(open.map(\.0))
    return Audit.Finding(
      .ephemeralOpensServices, .medium, at: inspection.component(of: acl), .inbound, rule: .entry(entry),
      ipProtocol: ipProtocol, ports: ports,
      "\(opening), and security groups let \(through) through: "
        + "\(first.1.clientName) reaches \(inspection.name(of: first.1.server)) at \(first.0.port) by it.",
      evidence: first.1.evidence, cure: cure)
  }
}

/// A search for connections that an entry of a network ACL, and all else, lets through.
private struct PassageSearch {
  let acl: Identifier<NetworkACL>
  let entry: NetworkACL.Entry
  let parts: [EntryOrder.Part]
  let plane: Plane
  let inspection: Inspection

  struct Passage {
    let server: Host
    let clientName: String
    let evidence: Audit.Evidence
  }

  /// Servers with groups and addresses of so many kinds are tried, and each by so many clients.
  private static let mostTries = 4

  /// A connection to a port of one of some servers.
  func passage(to servers: [Host], at port: UInt16) -> Passage? {
    let addresses = AddressSet(parts.filter { $0.selectors.contains(port) }.map(\.addresses))
    if addresses.isEmpty { return nil }
    var seen: Set<[Int]> = []
    for server in servers where seen.insert(server.groups ?? []).inserted {
      for client in clients(of: server, at: port, in: addresses).prefix(Self.mostTries) {
        guard let trace = inspection.trace(client, .host(server), plane, port: port),
          trace.verdict == .works || trace.verdict == .intermittent, !trace.working.sure.isEmpty, isDecided(by: trace)
        else { continue }
        let name: String
        switch client {
        case .host(let host): name = inspection.name(of: host)
        case .outside(let address): name = "\(address)"
        }
        return Passage(
          server: server, clientName: name,
          evidence: inspection.evidence(client, .host(server), plane.ipProtocol, port: port, trace.verdict))
      }
    }
    return nil
  }

  /// Whether it is the entry that lets a request in.
  private func isDecided(by trace: Trace) -> Bool {
    trace.alternatives.flatMap(\.legs).flatMap(\.request).contains { hop in
      hop.component.id == acl.text && hop.direction == .inbound
        && hop.decisions.contains { $0.rule == .entry(entry) && $0.outcome == .pass }
    }
  }

  /// Whether the security groups of any server admit somebody at a port whose address the entry is for.
  func isAdmitted(to servers: [Host], at port: UInt16) -> Bool {
    let addresses = AddressSet(parts.filter { $0.selectors.contains(port) }.map(\.addresses))
    let network = inspection.network
    let groups = Set(servers.flatMap { $0.interface.securityGroups ?? [] })
    return groups.contains { group in
      guard let group = network.securityGroups[group] else { return true }
      return group.rules.contains { rule in
        guard rule.direction == .inbound, rule.pattern.selectors(for: plane.ipProtocol).contains(port) else {
          return false
        }
        if case .securityGroup(let other) = rule.peer {
          return inspection.hostsOfGroup[other]?.contains { addresses.contains($0.address.address) } ?? false
        }
        guard let blocks = network.blocks(of: rule.peer) else { return true }
        return !AddressSet(blocks).intersection(addresses).isEmpty
      }
    }
  }

  /// Ends whose address the entry is for and that the server's groups admit: for each rule of those one.
  private func clients(of server: Host, at port: UInt16, in addresses: AddressSet) -> [Inspection.End] {
    let network = inspection.network
    let family = server.address.address.family
    var clients: [Inspection.End] = []
    func add(_ hosts: some Sequence<Host>) {
      let host = hosts.first { host in
        host.address.address.family == family && host.isClient && !host.isNeighbour(of: server)
          && addresses.contains(host.address.address)
      }
      if let host { clients.append(.host(host)) }
    }
    if server.hasNoSecurityGroups { return [] }
    for group in server.interface.securityGroups ?? [] {
      for rule in network.securityGroups[group]?.rules ?? []
      where rule.direction == .inbound && rule.pattern.selectors(for: plane.ipProtocol).contains(port) {
        switch rule.peer {
        case .securityGroup(let other):
          add(inspection.hostsOfGroup[other] ?? [])
        case .cidrBlock, .prefixList:
          let admitted = AddressSet(network.blocks(of: rule.peer) ?? []).intersection(addresses)
          if server.outsideAddress != nil {
            let outside = admitted.intersection(Inspection.internet(family, of: network))
            if let address = outside.ranges.first?.lower { clients.append(.outside(address)) }
          }
          add(inspection.hosts(in: admitted))
        }
      }
    }
    return clients
  }
}
