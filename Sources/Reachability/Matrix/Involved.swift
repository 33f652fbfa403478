/// The pairs of classes between which something looks at more than spots and badges tell, such as a NAT gateway or a middlebox's groups:
/// they are asked about one by one, but for those that the clients' own groups keep from beginning anything.
struct Involved {
  private let matrix: Matrix
  private let port: UInt16?
  private var outward: Admission
  private var targets: [HostSet?]

  init(in matrix: Matrix, by rules: AskedRules, port: UInt16?) {
    self.matrix = matrix
    self.port = port
    outward = Admission(by: rules, Lanes.Manner(outward: .mayStand, inward: nil))
    targets = [HostSet?](repeating: nil, count: outward.count)
  }

  /// Tells the answers for the pairs of a class of clients with the classes of a spot that are not surely blocked.
  mutating func forEach(from client: Int, toSpot spot: Int, _ body: (_ server: Int, Matrix.Cell) -> Void) {
    let endpoints = matrix.endpoints
    let from = endpoints.classes[client]
    let kind = outward.kindOfBadge[from.badge]
    let isUnfiltered = endpoints.hosts[from.members.lowerBound].hasNoSecurityGroups
    let reached = targets[kind] ?? outward.servers(of: kind).possibly
    targets[kind] = reached
    for server in endpoints.classesBySpot[spot] {
      let to = endpoints.classes[server]
      if server == client, to.members.count == 1 { continue }
      if !isUnfiltered, !reached.contains(to.bits.lowerBound) { continue }
      let cell = matrix.cell(from: client, to: server, port: port)
      if cell.verdict != .blocked { body(server, cell) }
    }
  }

  /// The totals of a pair of spots, but for the pairs that are blocked.
  mutating func totals(fromSpot client: Int, toSpot server: Int) -> Matrix.Totals {
    var totals = Matrix.Totals()
    let classes = matrix.endpoints.classes
    for from in matrix.endpoints.classesBySpot[client] {
      forEach(from: from, toSpot: server) { to, cell in
        totals.add(classes[from].members.count * (classes[to].members.count - (to == from ? 1 : 0)), cell)
      }
    }
    return totals
  }
}
