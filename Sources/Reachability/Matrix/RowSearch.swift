internal import NetworkModel
internal import Ports

/// Finds what becomes of connections from some clients, by the groups of their servers.
struct RowSearch {
  /// What was found for one group of servers, of pairs that are not blocked.
  struct Found {
    var totals = Matrix.Totals()
    /// The answer that was found first.
    var cell: Matrix.Cell
    /// Whether no other was.
    var isUniform = true
  }

  /// The answers of a lane: where groups surely let through, and where they may.
  private struct Cells {
    let surely: Matrix.Cell
    let perhaps: Matrix.Cell
  }

  private let matrix: Matrix
  private let port: UInt16?
  private let servers: Matrix.Groups
  private var admissions: [Admission]
  private var known: [[Admission.Servers?]]
  private var cells: [Int: Cells] = [:]
  private var found: [Found?]
  private var touched: [Int] = []
  private var involved: Involved?
  /// The spots of servers that must be asked about one by one, by the spot of the clients.
  private var involvedSpots: [Int: [Int]] = [:]
  /// The answers for servers that are not listed, by the clients' class.
  private var toStandIns: [Int: Matrix.Cell] = [:]

  /// `rules` are nil where the snapshot lists no endpoint.
  init(of matrix: Matrix, _ port: UInt16?, _ rules: AskedRules?, _ servers: Matrix.Groups) {
    self.matrix = matrix
    self.port = port
    self.servers = servers
    admissions = rules.map { rules in matrix.lanes.manners.keys.map { Admission(by: rules, $0) } } ?? []
    known = admissions.map { [Admission.Servers?](repeating: nil, count: $0.count) }
    found = [Found?](repeating: nil, count: servers.all.count)
    involved = rules.map { Involved(in: matrix, by: $0, port: port) }
    for pair in matrix.lanes.involved {
      involvedSpots[pair / matrix.lanes.spots, default: []].append(pair % matrix.lanes.spots)
    }
  }

  /// What was found since this was asked last, in the order of the servers.
  mutating func take() -> [(server: Int, found: Found)] {
    defer {
      for server in touched { found[server] = nil }
      touched.removeAll(keepingCapacity: true)
    }
    return touched.sorted().compactMap { server in found[server].map { (server, $0) } }
  }

  /// Looks for the servers of some clients of one class.
  mutating func add(_ client: Int, _ clients: [Int]) {
    let one = matrix.endpoints.classes[client]
    let own = Set(clients.count == one.members.count ? [] : clients)
    let isOwn = { (position: Int) in one.members.contains(position) && (own.isEmpty || own.contains(position)) }
    func pairs(with position: Int) -> Int { clients.count - (isOwn(position) ? 1 : 0) }
    for manner in admissions.indices {
      let kind = admissions[manner].kindOfBadge[one.badge]
      let servers = known[manner][kind] ?? admissions[manner].servers(of: kind)
      known[manner][kind] = servers
      var word = servers.possibly.start
      while word < servers.possibly.end {
        let number = matrix.endpoints.spotOfWord[word]
        let spot = matrix.endpoints.spots[number]
        let lane = matrix.lanes.number(from: one.spot, to: number)
        guard matrix.lanes.manner(from: one.spot, to: number) == manner, lane != Int(Lanes.closed) else {
          word = spot.words.upperBound
          continue
        }
        let cells = cells(of: lane, from: one.spot)
        while word < min(spot.words.upperBound, servers.possibly.end) {
          var bits = servers.possibly[word]
          let surely = servers.surely[word]
          while bits != 0 {
            let bit = bits.trailingZeroBitCount
            bits &= bits - 1
            let position = spot.members.lowerBound + (word - spot.words.lowerBound) << 6 + bit
            let isSure = surely >> UInt64(bit) & 1 == 1
            note(isSure ? cells.surely : cells.perhaps, position, pairs(with: position))
          }
          word += 1
        }
      }
    }
    var answers: [(server: Int, cell: Matrix.Cell)] = []
    for spot in involvedSpots[one.spot] ?? [] {
      involved?.forEach(from: client, toSpot: spot) { answers.append(($0, $1)) }
    }
    for (server, cell) in answers {
      for position in matrix.endpoints.classes[server].members { note(cell, position, pairs(with: position)) }
    }
    for standIn in matrix.standIns.ends.indices {
      let key = client * matrix.standIns.ends.count + standIn
      let cell = toStandIns[key] ?? matrix.cell(from: .members(client), to: .standIn(standIn), port: port)
      toStandIns[key] = cell
      note(cell, matrix.hosts.count + standIn, clients.count)
    }
  }

  /// Looks for the servers of a client that is not listed.
  mutating func add(_ standIn: Int) {
    for (server, one) in matrix.endpoints.classes.enumerated() {
      let cell = matrix.cell(from: .standIn(standIn), to: .members(server), port: port)
      for position in one.members { note(cell, position, 1) }
    }
    for server in matrix.standIns.ends.indices where server != standIn {
      let cell = matrix.cell(from: .standIn(standIn), to: .standIn(server), port: port)
      note(cell, matrix.hosts.count + server, 1)
    }
  }

  private mutating func note(_ cell: Matrix.Cell, _ position: Int, _ pairs: Int) {
    guard pairs > 0, cell.verdict != .blocked, let group = servers.groupOfPosition[position] else { return }
    if found[group] == nil {
      found[group] = Found(cell: cell)
      touched.append(group)
    }
    found[group]?.totals.add(pairs, cell)
    if let first = found[group]?.cell, first != cell { found[group]?.isUniform = false }
  }

  private mutating func cells(of lane: Int, from spot: Int) -> Cells {
    // Spots that draw the same client ports share the answer, but there is no need to find out which do.
    let key = spot * matrix.lanes.distinct.count + lane
    if let known = cells[key] { return known }
    let traffic = matrix.traffic(port, from: matrix.endpoints.spots[spot])
    let made = Cells(
      surely: matrix.lanes.distinct[lane].cell(traffic) { _ in .open },
      perhaps: matrix.lanes.distinct[lane].cell(traffic) { _ in .unknown })
    cells[key] = made
    return made
  }
}
