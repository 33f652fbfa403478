internal import NetworkModel
internal import Ports

/// Folds readings into intents: ports that fare alike, and servers that fare alike, share one.
struct BaselineDraft {
  /// For which clients connections to a server work, work sometimes, and are not told of, by number.
  private struct Fate: Hashable {
    var works: [Int] = []
    var some: [Int] = []
    var unclear: [Int] = []
    /// Whether there are clients of which none gets through.
    var hasBlocked = false
  }

  private struct Key: Hashable {
    let clients: [Int]
    let ports: PortSet?
  }

  private(set) var intents: [Intent] = []
  private(set) var remarks: [String] = []
  private let names: [String]
  private let family: IPAddress.Family?
  private var ids: Set<String>

  /// Makes a draft of groups with these names; of one family of addresses, unless the network has no other.
  init(names: [String], family: IPAddress.Family?, ids: Set<String>) {
    self.names = names
    self.family = family
    self.ids = ids
  }

  /// Adds what groups of units do by one protocol.
  mutating func add(_ readings: BaselineReadings, _ groups: [[Int]], _ ipProtocol: IPProtocol) {
    var works = Ordered()
    var some = Ordered()
    var blocked = Ordered()
    let columns = readings.columns.indices.filter { readings.columns[$0].ipProtocol == ipProtocol }
    for server in groups.indices {
      var fates = Numbering<Fate>()
      var ports: [PortSet?] = []
      for column in columns {
        let fate = fate(of: server, column, readings, groups)
        let number = fates.number(of: fate)
        if number == ports.count {
          ports.append(readings.columns[column].ports)
        } else if let more = readings.columns[column].ports {
          ports[number] = (ports[number] ?? .empty).union(more)
        }
      }
      for (fate, ports) in zip(fates.keys, ports) {
        if !fate.works.isEmpty { works.add(server, Key(clients: fate.works, ports: ports)) }
        if !fate.some.isEmpty { some.add(server, Key(clients: fate.some, ports: ports)) }
        let others = (fate.works + fate.some + fate.unclear).sorted()
        if fate.hasBlocked { blocked.add(server, Key(clients: others, ports: ports)) }
        if !fate.unclear.isEmpty {
          remarks.append(
            "\(named(fate.unclear)) → \(names[server]), \(Self.text(ipProtocol, ports)): not told, or not the same of all"
          )
        }
      }
    }
    for (key, servers) in works.entries { claim(.allow, .everyClientPort, key, servers, ipProtocol) }
    for (key, servers) in some.entries { claim(.allow, .someClientPort, key, servers, ipProtocol) }
    for (key, servers) in blocked.entries { claim(.deny, .everyClientPort, key, servers, ipProtocol) }
  }

  /// Keys in the order in which they came, with the servers of each.
  private struct Ordered {
    private(set) var entries: [(key: Key, servers: [Int])] = []
    private var positions: [Key: Int] = [:]

    mutating func add(_ server: Int, _ key: Key) {
      if let position = positions[key] {
        entries[position].servers.append(server)
      } else {
        positions[key] = entries.count
        entries.append((key, [server]))
      }
    }
  }

  private func fate(of server: Int, _ column: Int, _ readings: BaselineReadings, _ groups: [[Int]]) -> Fate {
    var fate = Fate()
    for client in groups.indices {
      // All pairs of distinct units of two groups read alike; of one group, pairs within a unit stand in where there is one unit.
      let (from, to) = (groups[client], groups[server])
      let reading =
        client == server && from.count > 1
        ? readings[from[0], from[1], column] : readings[from[0], to[0], column]
      switch reading {
      case .absent: break
      case .works: fate.works.append(client)
      case .some: fate.some.append(client)
      case .unclear: fate.unclear.append(client)
      case .blocked: fate.hasBlocked = true
      }
    }
    return fate
  }

  private mutating func claim(
    _ action: Intent.Action, _ extent: Intent.Extent, _ key: Key, _ servers: [Int], _ ipProtocol: IPProtocol
  ) {
    let others = servers.map { names[$0] }
    let isToInternet = others.contains("internet")
    let from =
      action == .allow
      ? end(key.clients.map { names[$0] })
      : end(
        isToInternet && others.count == 1 ? ["any"] : ["any", "internet"], except: key.clients.map { names[$0] })
    let what = action == .allow ? named(Array(key.clients.prefix(1))) : key.clients.isEmpty ? "none" : "no-other"
    let text = "\(what)-to-\(others[0])-\(Self.text(ipProtocol, key.ports))"
    intents.append(
      Intent(
        id: id(text), action: action, from: from, to: end(others), protocols: [ipProtocol], ports: key.ports,
        family: family, extent: extent,
        reason: extent == .someClientPort ? "Today only some client ports work." : nil,
        place: Intent.Place(line: 0, column: 0)))
  }

  private func end(_ terms: [String], except exceptions: [String] = []) -> Intent.End {
    let place = Intent.Place(line: 0, column: 0)
    return Intent.End(
      terms.map { Intent.Term($0, at: place) }, except: exceptions.map { Intent.Term($0, at: place) },
      label: terms.joined(separator: ", "), at: place)
  }

  private func named(_ numbers: [Int]) -> String { numbers.map { names[$0] }.joined(separator: ", ") }

  private static func text(_ ipProtocol: IPProtocol, _ ports: PortSet?) -> String {
    guard let ports else { return "\(ipProtocol)" }
    return "\(ipProtocol)-\(ports == .all ? "any" : ports.ranges.count > 1 ? "others" : "\(ports)")"
  }

  /// An id of a text, that no other intent has.
  private mutating func id(_ text: String) -> String {
    var id = family == .v6 ? "ipv6-" : ""
    for scalar in text.unicodeScalars {
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      if isPlain || scalar == "." { id.unicodeScalars.append(scalar) } else if id.last != "-" { id += "-" }
    }
    id = String(id.prefix(90))
    var unique = id
    var number = 2
    while !ids.insert(unique).inserted {
      unique = "\(id)-\(number)"
      number += 1
    }
    return unique
  }
}
