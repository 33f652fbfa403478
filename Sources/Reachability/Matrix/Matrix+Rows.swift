internal import NetworkModel
internal import Ports

extension Matrix {
  /// What becomes of connections from one group to another.
  public struct Row: Sendable {
    /// The clients' group, by its place among the groups of clients.
    public let client: Int
    /// The servers' group, by its place among the groups of servers.
    public let server: Int
    /// The clients.
    public let from: Group
    /// The servers.
    public let to: Group
    /// The pairs, by their answers.
    public let totals: Totals
    /// The answer for every pair, where it is the same.
    public let cell: Cell?
  }

  /// The ports that a rule of a security group or an inbound entry of a network ACL names by themselves: those that people meant something
  /// by.
  public var namedPorts: [UInt16] {
    var ports: Set<UInt16> = []
    func add(_ pattern: TrafficPattern) {
      let selectors = pattern.selectors(for: plane.ipProtocol)
      if selectors.count == 1, let port = selectors.first { ports.insert(port) }
    }
    for group in plane.network.securityGroups { for rule in group.rules(.inbound) { add(rule.pattern) } }
    for acl in plane.network.networkACLs { for entry in acl.entries(.inbound) { add(entry.pattern) } }
    return ports.sorted()
  }

  /// Tells the rows at a port of which not every pair is blocked, in the order of their clients, then servers.
  ///
  /// - Complexity: Linear in the number of pairs that security groups let through, of a class of clients and an endpoint.
  public func forEachRow(port: UInt16?, from clients: Groups, to servers: Groups, _ body: (Row) -> Void) {
    var search = RowSearch(of: self, port, askedRules(port), servers)
    let standInsByGroup = Dictionary(grouping: standIns.ends.indices) { clients.groupOfPosition[hosts.count + $0] }
    for (number, members) in membersByClass(of: clients).enumerated() {
      // Nobody is asked about connections to itself.
      var selves: [Int: Int] = [:]
      for one in members {
        search.add(one.number, one.positions)
        for position in one.positions { servers.groupOfPosition[position].map { selves[$0, default: 0] += 1 } }
      }
      for standIn in standInsByGroup[number] ?? [] {
        search.add(standIn)
        servers.groupOfPosition[hosts.count + standIn].map { selves[$0, default: 0] += 1 }
      }
      let from = clients.all[number]
      for (server, found) in search.take() {
        let to = servers.all[server]
        var totals = found.totals
        totals.pairs = from.count * to.count - selves[server, default: 0]
        totals.blocked = totals.pairs - totals.works - totals.intermittent - totals.unknown
        let isWhole = totals.blocked == 0 && found.isUniform
        body(
          Row(
            client: number, server: server, from: from, to: to, totals: totals, cell: isWhole ? found.cell : nil))
      }
    }
  }

  /// The totals over the pairs of some clients and some servers.
  public func totals(port: UInt16?, from clients: Groups, to servers: Groups) -> Totals {
    var totals = Totals()
    let sizes = (clients.all.reduce(0) { $0 + $1.count }, servers.all.reduce(0) { $0 + $1.count })
    let both = clients.groupOfPosition.indices.count {
      clients.groupOfPosition[$0] != nil && servers.groupOfPosition[$0] != nil
    }
    totals.pairs = sizes.0 * sizes.1 - both
    forEachRow(port: port, from: clients, to: servers) { row in
      totals.works += row.totals.works
      totals.intermittent += row.totals.intermittent
      totals.unknown += row.totals.unknown
      totals.workingPorts += row.totals.workingPorts
    }
    totals.blocked = totals.pairs - totals.works - totals.intermittent - totals.unknown
    return totals
  }

  /// The members of each group, by class.
  private func membersByClass(of groups: Groups) -> [[(number: Int, positions: [Int])]] {
    var members = [[(number: Int, positions: [Int])]](repeating: [], count: groups.all.count)
    for (number, one) in endpoints.classes.enumerated() {
      for position in one.members {
        guard let group = groups.groupOfPosition[position] else { continue }
        let last = members[group].count - 1
        if last >= 0, members[group][last].number == number {
          members[group][last].positions.append(position)
        } else {
          members[group].append((number, [position]))
        }
      }
    }
    return members
  }
}
