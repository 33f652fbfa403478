internal import NetworkModel
internal import Ports

/// Puts together what became alike of the connections of many endpoints, so that people read one line and not thousands.
struct DifferenceFolding {
  private let names: EndNames
  private var found: [Difference.Change] = []
  private var arrived: [Arrived] = []

  init(_ names: EndNames) {
    self.names = names
  }

  private struct Alike: Hashable {
    let delta: Delta
    let cause: Alteration?
    let kinds: [Kind]
  }

  private enum Kind: Hashable {
    case members
    case internet
    case onPremises

    init(_ end: ProtocolSearch.End) {
      self =
        switch end {
        case .members: .members
        case .outside(_, let isInternet): isInternet ? .internet : .onPremises
        }
    }
  }

  private struct Arrived {
    let host: Host
    let isNew: Bool
    let pairs: Int
  }

  /// Adds what became of connections of one protocol: clients of which the same became with the same servers are one line.
  mutating func add(
    _ rows: [ProtocolSearch.Row], of classes: [JointClasses.Class], _ ipProtocol: IPProtocol,
    _ family: IPAddress.Family, _ outside: OutsideAddresses
  ) {
    var groups: [Alike: [ProtocolSearch.End: Set<ProtocolSearch.End>]] = [:]
    for row in rows {
      let alike = Alike(delta: row.delta, cause: row.cause, kinds: [Kind(row.from), Kind(row.to)])
      groups[alike, default: [:]][row.from, default: []].insert(row.to)
    }
    for (alike, servers) in groups {
      for (to, from) in sharing(servers, classes) {
        found.append(
          Difference.Change(
            effect: alike.delta.effect, ipProtocol: ipProtocol, family: family, from: end(from, classes, outside),
            to: end(to, classes, outside), ports: ipProtocol.hasPorts ? alike.delta.ports : nil,
            before: alike.delta.before, after: alike.delta.after, pairs: pairs(from, to, classes), cause: alike.cause))
      }
    }
  }

  /// The clients of each set of servers. Nobody connects to itself, so that a lone endpoint is missing among its own servers: where it
  /// has the others' but for itself, it is one of them.
  private func sharing(
    _ servers: [ProtocolSearch.End: Set<ProtocolSearch.End>], _ classes: [JointClasses.Class]
  ) -> [Set<ProtocolSearch.End>: Set<ProtocolSearch.End>] {
    func completed(_ from: ProtocolSearch.End, _ to: Set<ProtocolSearch.End>) -> Set<ProtocolSearch.End> {
      guard case .members(let number) = from, classes[number].members.count == 1 else { return to }
      return to.union([from])
    }
    var counts: [Set<ProtocolSearch.End>: Int] = [:]
    for (from, to) in servers { counts[completed(from, to), default: 0] += 1 }
    var clients: [Set<ProtocolSearch.End>: Set<ProtocolSearch.End>] = [:]
    for (from, to) in servers {
      let whole = completed(from, to)
      clients[counts[whole, default: 0] > 1 ? whole : to, default: []].insert(from)
    }
    return clients
  }

  /// What ends of one kind are together.
  private func end(
    _ ends: Set<ProtocolSearch.End>, _ classes: [JointClasses.Class], _ outside: OutsideAddresses
  ) -> Difference.End {
    var hosts: [Host] = []
    var ranges: [AddressRange] = []
    var isInternet = false
    for end in ends {
      switch end {
      case .members(let number): hosts += classes[number].members.compactMap(\.host)
      case .outside(let addresses, let isPublic):
        ranges += addresses.ranges
        isInternet = isPublic
      }
    }
    guard hosts.isEmpty else { return names.end(hosts) }
    let addresses = AddressSet(ranges)
    if isInternet {
      let isWhole = addresses == outside.internet
      return Difference.End(
        name: isWhole ? "internet" : addresses.brief, kind: .internet(addresses, isWhole: isWhole))
    }
    let isWhole = addresses == outside.onPremises
    return Difference.End(
      name: isWhole ? "on-premises" : addresses.brief, kind: .onPremises(addresses, isWhole: isWhole))
  }

  private func pairs(
    _ clients: Set<ProtocolSearch.End>, _ servers: Set<ProtocolSearch.End>, _ classes: [JointClasses.Class]
  ) -> Int {
    func count(_ ends: Set<ProtocolSearch.End>) -> Int {
      ends.reduce(0) { count, end in
        if case .members(let number) = end { count + classes[number].members.count } else { 1 }
      }
    }
    return count(clients) * count(servers) - count(clients.intersection(servers))
  }

  /// Adds the endpoints that one network lacks.
  mutating func addArrivals(of classes: [JointClasses.Class], _ working: Set<ClassPair>) {
    var counts = [Int](repeating: 0, count: classes.count)
    for pair in working {
      let (from, to) = (classes[pair.client].members.count, classes[pair.server].members.count)
      if pair.client == pair.server {
        counts[pair.client] += from - 1
      } else {
        counts[pair.client] += to
        counts[pair.server] += from
      }
    }
    for (number, one) in classes.enumerated() where one.before == nil || one.after == nil {
      for host in one.members.compactMap(\.host) {
        arrived.append(Arrived(host: host, isNew: one.before == nil, pairs: counts[number]))
      }
    }
  }

  /// The endpoints that one network lacks, those alike as one.
  var arrivals: [Difference.Arrival] {
    struct Key: Hashable {
      let isNew: Bool
      let pairs: Int
    }
    return Dictionary(grouping: arrived) { Key(isNew: $0.isNew, pairs: $0.pairs) }.map { key, hosts in
      Difference.Arrival(
        end: names.end(hosts.map(\.host)), isNew: key.isNew, pairs: key.pairs * hosts.count)
    }.sorted { ($0.isNew ? 0 : 1, -$0.pairs, $0.end.name) < ($1.isNew ? 0 : 1, -$1.pairs, $1.end.name) }
  }

  /// The changes, the gravest and those that concern most first, in an order that hangs on nothing else.
  var changes: [Difference.Change] {
    found.map { ($0.order, $0) }.sorted { $0.0 < $1.0 }.map(\.1)
  }
}

extension Difference.Change {
  fileprivate var order: (Int, Int, Int, String) {
    let rank = Difference.Effect.allCases.firstIndex(of: effect) ?? 0
    let text =
      "\(from.name) → \(to.name) \(family) \(ports.map { "\($0)" } ?? "") \(from.kind) \(to.kind) \(before) \(after)"
    return (rank, -pairs, Int(ipProtocol.rawValue), text)
  }
}

extension AddressSet {
  /// The set in a few words.
  fileprivate var brief: String {
    let blocks = cidrBlocks
    return blocks.count <= 2 ? description : "\(blocks[0]) and \(blocks.count - 1) more blocks"
  }
}
