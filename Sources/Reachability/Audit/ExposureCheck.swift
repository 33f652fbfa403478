internal import NetworkModel
internal import Ports

/// Looks for endpoints that anyone on the internet can open connections to, and tells the exact ports: what gateways, public addresses, network
/// ACLs and security groups let through together (trap 32), not what one of them says.
///
/// Anyone is a /8 of IPv4 at least, of IPv6 a /16: who is admitted by a narrower block has been named. High where a port is open by which hosts
/// are administered or databases read; otherwise worth knowing. Load balancers take connections at the ports of their listeners alone.
enum ExposureCheck {
  private struct Exposure: Hashable {
    let ipProtocol: IPProtocol
    let ports: PortSet
    let addresses: AddressSet
    let groups: [Identifier<SecurityGroup>]
    let networkACL: Int?
    let loadBalancer: Host.Role?
  }

  /// Ports that are open to some addresses of the internet, of which one is the example.
  private struct Opening {
    let ports: PortSet
    let addresses: AddressSet
    let example: IPAddress
  }

  /// What the internet sees of a class.
  private struct View: Hashable {
    let spot: Int
    let outlook: Outlook
  }

  private struct Found {
    let exposure: Exposure
    var hosts: [Host]
    let example: IPAddress
  }

  static func findings(in inspection: Inspection) -> [Audit.Finding] {
    var found: [Found] = []
    var positions: [Exposure: Int] = [:]
    for matrix in inspection.matrices {
      let endpoints = matrix.endpoints
      guard let family = endpoints.hosts.first?.address.address.family else { continue }
      let internet = Inspection.internet(family, of: inspection.network)
      var outlooks = Outlooks(on: inspection.terrain, toward: internet)
      var known: [View: [Opening]] = [:]
      for one in endpoints.classes {
        let hosts = Array(endpoints.hosts[one.members])
        guard let host = hosts.first else { continue }
        let view = View(spot: one.spot, outlook: outlooks.outlook(of: host))
        let openings = known[view] ?? openings(of: host, to: internet, matrix.plane, inspection)
        known[view] = openings
        for opening in openings {
          let exposure = Exposure(
            ipProtocol: matrix.ipProtocol, ports: opening.ports, addresses: opening.addresses,
            groups: host.interface.securityGroups ?? [], networkACL: host.site.networkACL,
            loadBalancer: host.isLoadBalancer ? host.role : nil)
          if let position = positions[exposure] {
            found[position].hosts += hosts
          } else {
            positions[exposure] = found.count
            found.append(Found(exposure: exposure, hosts: hosts, example: opening.example))
          }
        }
      }
    }
    return found.compactMap { finding($0, inspection) }.sorted { $0.severity > $1.severity }
  }

  private static func openings(
    of host: Host, to internet: AddressSet, _ plane: Plane, _ inspection: Inspection
  ) -> [Opening] {
    guard host.isServer, let outside = host.outsideAddress, AddressSet.publicAddresses.contains(outside) else {
      return []
    }
    var open: [IPAddress: (ports: PortSet, addresses: AddressSet)] = [:]
    for ports in inspection.terrain.askedPorts(of: host, plane.ipProtocol) {
      let traffic = Traffic(plane.ipProtocol, request: ports, reply: Endpoint.ClientPorts.anyClient.ports)
      for source in plane.classes(of: internet, traffic, ends: { (.internet($0), .host(host)) })
      where source.addresses.isWide {
        guard let far = inspection.example(of: source.addresses) else { continue }
        let connection = Connection<Survey>(
          traffic, from: .internet(far), to: .host(host), through: plane, extent: .clientAddress)
        guard let trip = connection.links.first?.roundTrip, !trip.request.sure.isEmpty, !trip.reply.sure.isEmpty else {
          continue
        }
        open[far, default: (.empty, source.addresses)].ports.formUnion(trip.request.sure)
      }
    }
    return open.sorted { $0.key < $1.key }.map { example, open in
      Opening(ports: open.ports, addresses: open.addresses, example: example)
    }
  }

  private static func finding(_ found: Found, _ inspection: Inspection) -> Audit.Finding? {
    let exposure = found.exposure
    guard let host = found.hosts.first else { return nil }
    let sensitive = ListeningPort.sensitive.filter { exposure.ports.contains($0.port) }
    let port = sensitive.first?.port ?? exposure.ports.likeliestPort
    let plane = exposure.ipProtocol == .tcp ? inspection.tcp : inspection.udp
    let trace = inspection.trace(.outside(found.example), .host(host), plane, port: port)
    guard let trace, trace.verdict != .blocked else { return nil }
    let everyone = Inspection.internet(found.example.family, of: inspection.network)
    let missing = everyone.subtracting(exposure.addresses)
    let family = found.example.family == .v4 ? "" : " over IPv6"
    let whom = missing.isEmpty ? "Anyone on the internet" : "Most of the internet"
    let names = Phrase.names(found.hosts.map { inspection.name(of: $0) })
    let message = "\(whom) can open \(exposure.ipProtocol) \(Phrase.ports(exposure.ports)) of \(names)\(family)."
    let warning = sensitive.isEmpty ? "" : " That is \(ListeningPort.text(sensitive))."
    let group = host.interface.securityGroups?.first.flatMap { inspection.network.securityGroups[$0]?.name }
    return Audit.Finding(
      .internetExposed, sensitive.isEmpty ? .info : .high, at: inspection.component(of: host), .inbound,
      ipProtocol: exposure.ipProtocol, ports: exposure.ports, message + warning,
      evidence: inspection.evidence(
        .outside(found.example), .host(host), exposure.ipProtocol, port: port, trace.verdict),
      cure: Audit.Cure(
        sensitive.isEmpty
          ? "Nothing, if it is meant to be reached."
          : "Let \(group.map { "security group \($0)" } ?? "the ACL") admit only the addresses that need it."))
  }
}
