internal import Network
internal import Ports

extension Matrix {
  /// What endpoints are put together by.
  public enum Grouping: String, CaseIterable, Sendable {
    /// Those that nothing tells apart.
    case `class`
    /// Each by itself.
    case interface
    /// Those of one subnet.
    case subnet
  }

  /// Endpoints put together.
  public struct Group: Hashable, Sendable {
    /// What people call it.
    public let name: String
    /// How many endpoints it has.
    public let count: Int
  }

  /// What becomes of connections from one group to another.
  public struct Row: Sendable {
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
  /// - Complexity: Quadratic in the number of classes.
  public func forEachRow(port: UInt16?, by grouping: Grouping, _ body: (Row) -> Void) {
    let names = groupNames(by: grouping)
    let spans = groupSpans(by: grouping)
    for (from, clients) in spans.enumerated() {
      for (to, servers) in spans.enumerated() {
        var totals = Totals()
        var cells: Set<Cell> = []
        for client in clients.classes {
          for server in servers.classes {
            let pairs = pairs(clients, servers, client, server)
            if pairs == 0 { continue }
            let cell = cell(from: client, to: server, port: port)
            totals.pairs += pairs
            totals.add(pairs, cell)
            if cells.count < 2 { cells.insert(cell) }
          }
        }
        if totals.blocked == totals.pairs { continue }
        body(
          Row(
            from: Group(name: names[from], count: clients.count), to: Group(name: names[to], count: servers.count),
            totals: totals, cell: cells.count == 1 ? cells.first : nil))
      }
    }
  }

  /// Endpoints of a group: whole classes, or one endpoint of a class.
  private struct Span {
    var classes: Range<Int>
    var count: Int
    var endpoint: Int?
  }

  private func pairs(_ clients: Span, _ servers: Span, _ client: Int, _ server: Int) -> Int {
    if let one = clients.endpoint, let other = servers.endpoint { return one == other ? 0 : 1 }
    let (from, to) = (endpoints.classes[client].members.count, endpoints.classes[server].members.count)
    return client == server ? from * (from - 1) : from * to
  }

  private func groupSpans(by grouping: Grouping) -> [Span] {
    switch grouping {
    case .class:
      return endpoints.classes.enumerated().map { Span(classes: $0..<$0 + 1, count: $1.members.count) }
    case .interface:
      return endpoints.classes.enumerated().flatMap { number, one in
        one.members.map { Span(classes: number..<number + 1, count: 1, endpoint: $0) }
      }
    case .subnet:
      // The spots of a subnet stand side by side, unless VPCs overlap; then it has several spans.
      var spans: [Span] = []
      for number in endpoints.classes.indices {
        let members = endpoints.classes[number].members
        if let last = spans.last, subnet(of: last.classes.lowerBound) == subnet(of: number) {
          spans[spans.count - 1].classes = last.classes.lowerBound..<number + 1
          spans[spans.count - 1].count += members.count
        } else {
          spans.append(Span(classes: number..<number + 1, count: members.count))
        }
      }
      return spans
    }
  }

  private func subnet(of number: Int) -> Identifier<Subnet> {
    endpoints.hosts[endpoints.classes[number].members.lowerBound].site.subnet
  }

  private func groupNames(by grouping: Grouping) -> [String] {
    func name(_ position: Int) -> String {
      endpoints.hosts[position].name ?? endpoints.hosts[position].interface.id.text
    }
    return groupSpans(by: grouping).map { span in
      if let endpoint = span.endpoint { return name(endpoint) }
      switch grouping {
      case .subnet:
        let id = subnet(of: span.classes.lowerBound)
        return plane.network.subnets[id]?.name ?? id.text
      case .class, .interface:
        let members = endpoints.classes[span.classes.lowerBound].members
        return name(members.lowerBound) + (members.count > 1 ? " ×\(members.count)" : "")
      }
    }
  }
}
