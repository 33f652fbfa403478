internal import Ports
public import Reachability

/// A matrix at one port as a picture: a row for each group of clients, a column for each group of servers.
///
/// Each square is filled from below as far as its pairs work, with a pattern of its own for each answer, so that it reads without colours too.
public struct HeatMap: Sendable {
  let title: String
  let clients: [Matrix.Group]
  let servers: [Matrix.Group]
  let totals: Matrix.Totals
  private(set) var rows: [Place: Matrix.Row] = [:]

  /// Where a row of the matrix is in the picture.
  struct Place: Hashable {
    let client: Int
    let server: Int
  }

  /// As many rows or columns as can be read.
  public static let mostGroups = 120

  /// Makes a picture without rows; all that are not added are blocked.
  public init(title: String, clients: [Matrix.Group], servers: [Matrix.Group], totals: Matrix.Totals) {
    self.title = title
    self.clients = clients
    self.servers = servers
    self.totals = totals
  }

  /// Adds a row of the matrix.
  public mutating func add(_ row: Matrix.Row) {
    rows[Place(client: row.client, server: row.server)] = row
  }

  /// What a square says when pointed at.
  func caption(_ client: Int, _ server: Int) -> String {
    let way = "\(clients[client].name) → \(servers[server].name), \(title)"
    guard let row = rows[Place(client: client, server: server)] else { return "\(way): BLOCKED" }
    guard let cell = row.cell else { return "\(way): \(row.totals.text)" }
    let answer = "\(way): \(cell.verdict.rawValue.uppercased())"
    return cell.verdict == .intermittent
      ? "\(answer), \(grouped(cell.working.sure.count)) client ports work: \(pretty(cell.working.sure))" : answer
  }

  /// The shares of a square, from below: what works, what does sometimes, what is not known; the rest is blocked.
  func shares(_ client: Int, _ server: Int) -> [(kind: String, share: Double)] {
    guard let totals = rows[Place(client: client, server: server)]?.totals, totals.pairs > 0 else { return [] }
    return [("works", totals.works), ("intermittent", totals.intermittent), ("unknown", totals.unknown)]
      .filter { $0.1 > 0 }.map { ($0.0, Double($0.1) / Double(totals.pairs)) }
  }
}
