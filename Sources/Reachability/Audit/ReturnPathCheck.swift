internal import NetworkModel
internal import Ports

/// Looks for connections whose two directions pass different appliances: a middlebox that sees the one and not the other, or endpoints of a
/// Gateway Load Balancer or firewall in two zones (trap 33, TGW/how-transit-gateways-work). A stateful appliance drops what it did not see
/// begin, however open everything else is.
///
/// Different route tables, zones and gateways on the two ways are no fault by themselves: most networks have them.
enum ReturnPathCheck {
  static func findings(in inspection: Inspection) -> [Audit.Finding] {
    guard inspection.network.hasAppliances else { return [] }
    var found: [Pair: Audit.Finding] = [:]
    var order: [Pair] = []
    for matrix in inspection.matrices where matrix.ipProtocol == .tcp {
      let endpoints = matrix.endpoints
      for (from, client) in endpoints.spots.enumerated() {
        for (to, server) in endpoints.spots.enumerated() where from != to {
          let one = endpoints.hosts[client.members.lowerBound]
          let other = endpoints.hosts[server.members.lowerBound]
          guard one.isClient, other.isServer, !other.takesForOthers else { continue }
          guard let pair = appliances(from: one, to: other, matrix.plane), found[pair] == nil else { continue }
          order.append(pair)
          found[pair] = finding(pair, one, other, matrix.plane, inspection)
        }
      }
    }
    return order.compactMap { found[$0] }
  }

  /// The appliances that the two directions pass, where they differ.
  private struct Pair: Hashable {
    let request: [Hop.Component]
    let reply: [Hop.Component]
  }

  private static func appliances(from client: Host, to server: Host, _ plane: Plane) -> Pair? {
    let traffic = Traffic(.tcp, request: .all, reply: .all)
    let link = Connection<Course>(traffic, from: .host(client), to: .host(server), through: plane).links[0]
    guard let reply = link.reply, link.through == nil, link.request.arrives, reply.arrives else { return nil }
    let (there, back) = (link.request.appliances, reply.appliances)
    if Set(there) == Set(back) { return nil }
    return Pair(request: there.map { plane.component(of: $0) }, reply: back.map { plane.component(of: $0) })
  }

  private static func finding(
    _ pair: Pair, _ client: Host, _ server: Host, _ plane: Plane, _ inspection: Inspection
  ) -> Audit.Finding? {
    guard let component = (pair.request + pair.reply).first else { return nil }
    func names(_ components: [Hop.Component]) -> String {
      components.isEmpty ? "no appliance" : components.map(\.name).joined(separator: ", ")
    }
    let verdict = inspection.trace(.host(client), .host(server), plane, port: 443)?.verdict
    return Audit.Finding(
      .asymmetricReturn, .medium, at: component, nil,
      "Requests from \(inspection.name(of: client)) to \(inspection.name(of: server)) pass \(names(pair.request)), their replies "
        + "\(names(pair.reply)): an appliance that keeps state drops what it sees half of.",
      evidence: inspection.evidence(.host(client), .host(server), .tcp, port: 443, verdict),
      cure: Audit.Cure(
        "Lead both directions through the same appliance: a route back for each route there, and appliance mode on the "
          + "transit gateway's attachment of the inspection VPC."))
  }
}

extension Network {
  /// Whether any route leads to something that may keep state.
  fileprivate var hasAppliances: Bool {
    routeTables.contains { table in
      table.routes.contains { route in
        switch route.target {
        case .networkInterface: true
        case .vpcEndpoint(let id): vpcEndpoints[id]?.kind == .gatewayLoadBalancer
        default: false
        }
      }
    }
  }
}

extension Course {
  /// Whether nothing but a filter or an appliance may stop packets on it.
  fileprivate var arrives: Bool {
    !isLost
      && checkpoints.allSatisfy { checkpoint in
        if case .closed? = checkpoint.gate { false } else { true }
      }
  }

  /// The appliances on it that may keep state.
  fileprivate var appliances: [Waypoint] {
    checkpoints.compactMap { checkpoint in
      switch checkpoint {
      case .waypoint(let waypoint, _, _):
        switch waypoint {
        case .middlebox, .vpcEndpoint: waypoint
        default: nil
        }
      default: nil
      }
    }
  }
}
