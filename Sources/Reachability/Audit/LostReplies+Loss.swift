internal import NetworkModel
internal import Ports

extension LostReplies.Loss {
  /// As many server ports as somebody may have named one by one.
  static let fewPorts = 1_000

  /// How bad it is: where clients or ports are anybody's guess, less.
  var severity: Audit.Severity {
    serverPorts.count <= Self.fewPorts && !clientPorts.isOfUnknownClient ? .high : .medium
  }

  /// What the clients are: `Linux clients (32768–60999)`.
  var kind: String {
    let range = Phrase.ports(clientPorts.ports)
    switch clientPorts.source {
    case "load balancer": return "the load balancer (\(range))"
    case "NAT gateway": return "the NAT gateway (\(range))"
    case "Linux default", "Windows default":
      return "\(clientPorts.source.prefix { $0 != " " }) clients (\(range))"
    default: return "\(clientPorts.source) clients (\(range))"
    }
  }

  /// Who is hit: `Hit: web-1, web-2 → orders, tcp 5432.`
  var hit: String {
    func count(_ names: [String], _ count: Int) -> String {
      let text = Phrase.names(names)
      return count > 4 && names.count > 1
        ? "\(names.prefix(3).joined(separator: ", ")) and \(Phrase.number(count - 3)) more" : text
    }
    let ports = serverPorts == .all ? "any \(ipProtocol) port" : "\(ipProtocol) \(Phrase.ports(serverPorts, limit: 4))"
    let checks = example.loadBalancer == nil ? "" : " (and its health checks)"
    return "Hit: \(count(clients, clientCount)) → \(count(servers, serverCount)), \(ports)\(checks)."
  }

  /// The connection that shows it, if the trace confirms that its replies are dropped.
  func evidence(in inspection: Inspection) -> Audit.Evidence? {
    if let loadBalancer = example.loadBalancer {
      guard let endpoint = try? inspection.directory.endpoint(loadBalancer),
        let query = try? Query(healthOf: endpoint, family: example.client.address.family)
      else { return nil }
      let verdict = Trace(query, through: inspection.tcp).verdict
      guard verdict == .blocked || verdict == .intermittent else { return nil }
      return Audit.Evidence(
        source: example.client.address, destination: example.server.address, ipProtocol: .tcp, port: example.port,
        clientPort: culprit.dropped.first,
        question: Audit.Question(from: nil, to: loadBalancer, verdict: verdict))
    }
    let plane = ipProtocol == .tcp ? inspection.tcp : inspection.udp
    guard
      let trace = inspection.trace(
        example.client, example.server, plane, port: example.port, clientPorts: example.clientPort.map { PortSet($0) }),
      trace.verdict == .blocked || trace.verdict == .intermittent
    else { return nil }
    return inspection.evidence(
      example.client, example.server, ipProtocol, port: example.port, clientPort: example.clientPort, trace.verdict)
  }
}

extension LostReplies.Culprit {
  /// The rule to name: of those that let some pass, the one that is too narrow; else the one that drops.
  var rule: Hop.Rule? {
    guard dropping == .implicitDeny, case .entry(let entry)? = admitting,
      entry.pattern.selectors.count >= LostReplies.Loss.fewPorts
    else { return dropping }
    return admitting
  }
}

extension Endpoint.ClientPorts {
  /// Whether nothing is known of the client.
  var isOfUnknownClient: Bool { self == .anyClient }
}
