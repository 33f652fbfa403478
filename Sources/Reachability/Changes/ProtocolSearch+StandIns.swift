internal import NetworkModel
internal import Ports

/// Ends that neither network lists, of which it is not known which of their possibilities is right.
extension ProtocolSearch {
  /// One possibility, as both networks have it.
  private typealias Case = (client: JointClasses.Member, server: JointClasses.Member)

  /// Compares the answers for two classes, of which one or both are such ends: what differs alike whatever is right is told; where only some
  /// possibilities differ, or they differ otherwise, it is not clear.
  mutating func compareSupposed(
    _ pair: ClassPair, _ clients: JointClasses.Class, _ servers: JointClasses.Class, _ working: inout Set<ClassPair>
  ) {
    let cases = clients.clients.flatMap { client in servers.servers.map { Case(client, $0) } }
    let both = cases.filter { one in
      one.client.before != nil && one.client.after != nil && one.server.before != nil && one.server.after != nil
    }
    if both.isEmpty {
      let answers = cases.compactMap { one in
        answer(one.client.before, one.server.before, before.plane, clients.clientPorts.before, [])
          ?? answer(one.client.after, one.server.after, after.plane, clients.clientPorts.after, [])
      }
      if !answers.isEmpty, answers.allSatisfy(\.works) { working.insert(pair) }
      return
    }
    let listened = both.reduce(into: Set<UInt16>()) { ports, one in
      ports.formUnion(one.server.before.map { before.plane.listenerPorts(of: .host($0)) } ?? [])
      ports.formUnion(one.server.after.map { after.plane.listenerPorts(of: .host($0)) } ?? [])
    }
    let earlier = both.compactMap {
      answer($0.client.before, $0.server.before, before.plane, clients.clientPorts.before, listened)
    }
    let later = both.compactMap {
      answer($0.client.after, $0.server.after, after.plane, clients.clientPorts.after, listened)
    }
    let found = zip(earlier, later).map { Delta.all(from: $0, to: $1) }
    let sets = found.map { Set($0) }
    var told = found[0]
    if !sets.allSatisfy({ $0 == sets[0] }) {
      let touched = found.joined().reduce(PortSet.empty) { $0.union($1.ports) }
      told = Answer(either: earlier).parts.flatMap { one in
        Answer(either: later).parts.compactMap { other in
          let ports = one.ports.intersection(other.ports).intersection(touched)
          return ports.isEmpty
            ? nil : Delta(effect: .unclear, ports: ports, before: one.cell, after: other.cell)
        }
      }
    }
    for delta in told {
      guard
        let index = found.firstIndex(where: { deltas in deltas.contains { !$0.ports.isDisjoint(with: delta.ports) } }),
        let oldClient = both[index].client.before, let newClient = both[index].client.after,
        let oldServer = both[index].server.before, let newServer = both[index].server.after
      else { continue }
      let cause = causes.cause(
        of: delta, from: (.host(oldClient), .host(newClient)), to: (.host(oldServer), .host(newServer)),
        clientPorts: clients.clientPorts)
      rows.append(Row(from: .members(pair.client), to: .members(pair.server), delta: delta, cause: cause))
    }
  }

  private func answer(
    _ client: Host?, _ server: Host?, _ plane: Plane, _ clientPorts: PortSet, _ listened: Set<UInt16>
  ) -> Answer? {
    guard let client, let server else { return nil }
    return plane.answer(
      from: .host(client), to: .host(server), clientPorts: clientPorts,
      requests: plane.requests(to: .host(server), also: listened))
  }
}
