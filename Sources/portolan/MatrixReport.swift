import Dispatch
import NetworkModel
import Program
import Reachability
import Render
import Synchronization

/// Prints a matrix row by row as it is worked out: there may be more rows than memory holds.
struct MatrixReport {
  let matrix: Matrix
  let clients: Matrix.Groups
  let servers: Matrix.Groups
  /// Whether all endpoints are asked about, as clients and as servers.
  let isWhole: Bool
  /// The answers of which a row must have one; nil for any.
  let verdicts: Set<Verdict>?
  let grouping: MatrixGrouping
  let limit: Int?
  /// What the answers rest on.
  let grounds: Grounds

  func printText(_ ports: [UInt16?]) {
    var isShortened = false
    for (index, port) in ports.enumerated() {
      var text = MatrixText(width: Console.width, limit: limit, colour: Console.isColourful)
      forEachRow(port) { text.add($0) }
      let server = port.map { "\(matrix.ipProtocol)/\($0)" } ?? "\(matrix.ipProtocol)"
      Console.output((index == 0 ? "" : "\n") + text.text("\(server)   \(totals(port).text)"))
      isShortened = isShortened || text.isShortened
    }
    Console.output(grounds.text(colour: Console.isColourful))
    if isShortened { tellHowToNarrow() }
  }

  func printServerPorts() {
    var text = MatrixText(width: Console.width, limit: limit, colour: Console.isColourful)
    forEachServerPorts { text.add($0, from: $1, to: $2) }
    Console.output(text.text("\(matrix.ipProtocol)   server ports that let something through, of all 65,536"))
    Console.output(grounds.text(colour: Console.isColourful))
    if text.isShortened { tellHowToNarrow() }
  }

  private func tellHowToNarrow() {
    Console.error(
      "portolan: note: not all rows are shown: --group-by puts more together, --from, --to and --verdict pick some, "
        + "--limit 0 and --format csv or json print all")
  }

  func printTotals(_ ports: [UInt16?]) {
    let counted = Mutex([Matrix.Totals](repeating: Matrix.Totals(), count: ports.count))
    DispatchQueue.concurrentPerform(iterations: ports.count) { index in
      let totals = totals(ports[index])
      counted.withLock { $0[index] = totals }
    }
    let members = zip(ports, counted.withLock(\.self)).map { JSON.Member(key: Self.key($0), value: $1.json) }
    let document = JSON.object([
      "totals": .object(members), "assumptions": grounds.assumptionsJSON, "missing": grounds.missingJSON,
    ])
    Console.output(document.text(indented: true) + "\n")
  }

  func printCSV(_ ports: [UInt16?]) {
    var lines = LineBuffer()
    lines.add("port,from,to,pairs,works,intermittent,blocked,unknown,workingPorts")
    for port in ports { forEachRow(port) { lines.add($0.csv(port: port)) } }
    lines.flush()
    grounds.tell()
  }

  func printJSON(_ ports: [UInt16?]) {
    var lines = LineBuffer()
    lines.add(#"\#(jsonHead),"ports":{"#)
    for (index, port) in ports.enumerated() {
      lines.add(
        (index == 0 ? "" : ",")
          + #""\#(Self.key(port))":{"totals":\#(totals(port).json.text(indented: false)),"rows":["#)
      var isFirst = true
      forEachRow(port) { row in
        lines.add((isFirst ? "" : ",") + row.json.text(indented: false))
        isFirst = false
      }
      lines.add("]}")
    }
    lines.add("},\(jsonTail)")
    lines.flush()
  }

  func printServerPortsJSON() {
    var lines = LineBuffer()
    lines.add(#"\#(jsonHead),"portRange":"0-65535","rows":["#)
    var isFirst = true
    forEachServerPorts { answer, client, server in
      lines.add((isFirst ? "" : ",") + answer.json(from: client, to: server).text(indented: false))
      isFirst = false
    }
    lines.add("],\(jsonTail)")
    lines.flush()
  }

  func printHeatMap(_ ports: [UInt16?], isPage: Bool) throws {
    let most = HeatMap.mostGroups
    guard clients.all.count <= most, servers.all.count <= most else {
      throw Failure(
        "a heat map of \(clients.all.count) × \(servers.all.count) rows and columns cannot be read, and \(most) are the "
          + "most: --group-by subnet or vpc puts more together, --from and --to pick some")
    }
    let maps = ports.map { port in
      var map = HeatMap(
        title: port.map { "\(matrix.ipProtocol)/\($0)" } ?? "\(matrix.ipProtocol)", clients: clients.all,
        servers: servers.all, totals: totals(port))
      forEachRow(port) { map.add($0) }
      return map
    }
    Console.output(Array((isPage ? HeatMap.page(of: maps) : HeatMap.image(of: maps)).utf8))
    grounds.tell()
  }

  private var jsonHead: String {
    let head = #"{"schema":"portolan.matrix/1","protocol":"\#(matrix.ipProtocol)","by":"\#(grouping.name)""#
    return head + (JSON.gaps(matrix.leftOut).map { #","leftOut":\#($0.text(indented: false))"# } ?? "")
  }

  private var jsonTail: String {
    let (assumptions, missing) = (grounds.assumptionsJSON, grounds.missingJSON)
    return #""assumptions":\#(assumptions.text(indented: false)),"missing":\#(missing.text(indented: false))}"#
  }

  private func totals(_ port: UInt16?) -> Matrix.Totals {
    isWhole ? matrix.totals(port: port) : matrix.totals(port: port, from: clients, to: servers)
  }

  private func forEachRow(_ port: UInt16?, _ body: (Matrix.Row) -> Void) {
    matrix.forEachRow(port: port, from: clients, to: servers) { row in
      if verdicts.map({ row.totals.hasAny($0) }) ?? true { body(row) }
    }
  }

  private func forEachServerPorts(_ body: (Matrix.ServerPorts, _ client: String, _ server: String) -> Void) {
    matrix.forEachServerPorts(from: clients, to: servers) { answer in
      if verdicts?.contains(answer.cell.verdict) ?? true { body(answer, answer.from.name, answer.to.name) }
    }
  }

  private static func key(_ port: UInt16?) -> String { port.map { "\($0)" } ?? "none" }
}

extension Matrix.Totals {
  /// Whether some pair has one of the verdicts.
  fileprivate func hasAny(_ verdicts: Set<Verdict>) -> Bool {
    verdicts.contains { verdict in
      switch verdict {
      case .works: works > 0
      case .intermittent: intermittent > 0
      case .blocked: blocked > 0
      case .unknown: unknown > 0
      }
    }
  }
}

/// Lines on their way to standard output, some at a time.
private struct LineBuffer {
  private var text = ""

  mutating func add(_ line: String) {
    text += line + "\n"
    if text.utf8.count > 1 << 16 { flush() }
  }

  mutating func flush() {
    Console.output(text)
    text = ""
  }
}
