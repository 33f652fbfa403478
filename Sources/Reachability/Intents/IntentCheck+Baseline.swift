internal import NetworkModel
internal import Ports

extension IntentCheck {
  /// What the network does today, as intents that hold; the same each time.
  ///
  /// - Complexity: Quadratic in the number of classes of interfaces.
  public mutating func baseline() -> Baseline {
    var intents: [Intent] = []
    var groups: [Baseline.Group] = []
    var remarks: [String] = []
    let families = [IPAddress.Family.v4, .v6].filter { family in
      network.networkInterfaces.contains { $0.address(family) != nil }
        || engine.terrain.standIns.all.contains { $0.families.contains(family) }
    }
    for family in families {
      let wholes = wholes(family)
      let readings = readings(family, wholes.map(\.endpoint))
      var names = BaselineNames(engine.directory, family, groups: groups)
      let parts = readings.groups()
      let called = parts.map { part -> String in
        if case .whole(let endpoint) = readings.units[part[0]] {
          return names.name(of: endpoint, id: wholes.first { $0.endpoint.kind == endpoint.kind }?.id ?? endpoint.name)
        }
        return names.name(of: part.flatMap { readings.units[$0].hosts })
      }
      groups = names.groups
      var draft = BaselineDraft(names: called, family: families.count > 1 ? family : nil, ids: Set(intents.map(\.id)))
      for ipProtocol in [IPProtocol.tcp, .udp, family == .v4 ? .icmp : .icmpv6] {
        draft.add(readings, parts, ipProtocol)
      }
      intents += draft.intents
      remarks += draft.remarks
    }
    // What is folded may meet ends that stand for no unit of their own: only what holds as it is written is said.
    let holding = intents.filter { intent in
      (try? outcome(of: intent.naming(membersOf: groups)))?.status == .holds
    }
    let left = Set(intents).subtracting(holding).map { "\($0.id): not told of all" }.sorted()
    return Baseline(groups: groups, intents: holding, remarks: remarks + left)
  }

  /// What is asked about as one: load balancers, interfaces that are not listed, and the internet.
  private func wholes(_ family: IPAddress.Family) -> [(endpoint: Endpoint, id: String)] {
    let balancers = network.loadBalancers.compactMap { loadBalancer -> (endpoint: Endpoint, id: String)? in
      guard let endpoint = try? engine.directory.endpoint(loadBalancer.id.text) else { return nil }
      return (endpoint, loadBalancer.id.text)
    }
    let internet = (try? engine.directory.endpoint("internet")).map { [(endpoint: $0, id: "internet")] } ?? []
    let others = engine.terrain.standIns.all.compactMap { standIn -> (endpoint: Endpoint, id: String)? in
      if case .loadBalancer = standIn.owner { return nil }
      return (engine.directory.endpoint(standIn), standIn.id.text)
    }
    return (balancers + others + internet).filter { $0.endpoint.families.contains(family) }
  }

  private mutating func readings(_ family: IPAddress.Family, _ wholes: [Endpoint]) -> BaselineReadings {
    let protocols = [IPProtocol.tcp, .udp, family == .v4 ? .icmp : .icmpv6]
    let columns = protocols.flatMap { ipProtocol in
      ipProtocol.hasPorts
        ? classes(of: .all, for: ipProtocol).map { BaselineReadings.Column(ipProtocol: ipProtocol, ports: $0) }
        : [BaselineReadings.Column(ipProtocol: ipProtocol, ports: nil)]
    }
    let matrix = atlas(of: IntentQuestion(ipProtocol: .tcp, family: family, clientPorts: nil)).matrix
    let hosts = matrix.hosts
    // A load balancer's nodes are asked about by its name.
    let covered = Set(wholes.flatMap { $0.hosts(family) })
    var units = matrix.classes.enumerated().compactMap { number, members -> IntentUnit? in
      let host = hosts[members.lowerBound]
      if covered.contains(host) || !engine.directory.isEnd(host.interface, as: .servers) { return nil }
      return .hosts(members.map { hosts[$0] }, class: number)
    }
    units += wholes.map { .whole($0) }
    let asked = protocols.map { ipProtocol in
      let question = IntentQuestion(ipProtocol: ipProtocol, family: family, clientPorts: nil)
      // Made before it is looked up, pair after pair.
      _ = atlas(of: question)
      return (question, ports: columns.filter { $0.ipProtocol == ipProtocol }.map { $0.ports?.first })
    }
    return BaselineReadings(units, columns) { client, server in
      let pairings = IntentPairing.pairings(client, server)
      return asked.flatMap { question, ports -> [BaselineReadings.Reading] in
        // Those that cannot be asked about, such as from the internet to itself, are none.
        let readings = pairings.compactMap { pairing in
          try? prospects(of: pairing, question, at: ports).map { BaselineReadings.Reading($0) }
        }
        if readings.count == 1 { return readings[0] }
        return ports.indices.map { place in BaselineReadings.Reading(all: readings.map { $0[place] }) }
      }
    }
  }
}

extension Intent {
  /// The same with the members of groups in place of their names.
  fileprivate func naming(membersOf groups: [Baseline.Group]) -> Intent {
    func naming(_ end: End) -> End {
      func members(_ terms: [Term]) -> [Term] {
        terms.flatMap { term in
          groups.first { $0.name == term.text }?.members.map { Term($0, at: term.place) } ?? [term]
        }
      }
      return End(members(end.terms), except: members(end.exceptions), label: end.label, at: end.place)
    }
    return Intent(
      id: id, action: action, from: naming(from), to: naming(to), protocols: protocols, ports: ports,
      clientPorts: clientPorts, family: family, extent: extent, place: place)
  }
}

extension IntentUnit {
  /// The addresses of interfaces in it.
  var hosts: [Host] {
    if case .hosts(let hosts, _) = self { hosts } else { [] }
  }
}
