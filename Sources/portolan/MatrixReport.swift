import Reachability
import Render

/// Prints a matrix row by row as it is worked out: there may be more rows than memory holds.
struct MatrixReport {
  let matrix: Matrix
  let ports: [UInt16?]
  let grouping: Matrix.Grouping

  func printText() {
    for (index, port) in ports.enumerated() {
      Console.output((index == 0 ? "" : "\n") + matrix.text(port: port, by: grouping, colour: Console.isColourful))
    }
  }

  func printTotals() {
    let totals = ports.map { JSON.Member(key: Self.key($0), value: matrix.totals(port: $0).json) }
    Console.output(JSON.object(["totals": .object(totals)]).text(indented: true) + "\n")
  }

  func printCSV() {
    var lines = LineBuffer()
    lines.add("port,from,to,pairs,works,intermittent,blocked,unknown,workingPorts")
    for port in ports { matrix.forEachRow(port: port, by: grouping) { lines.add($0.csv(port: port)) } }
    lines.flush()
  }

  func printJSON() {
    var lines = LineBuffer()
    lines.add(
      #"{"schema":"portolan.matrix/1","protocol":"\#(matrix.ipProtocol)","by":"\#(grouping.rawValue)","ports":{"#)
    for (index, port) in ports.enumerated() {
      lines.add(
        (index == 0 ? "" : ",")
          + #""\#(Self.key(port))":{"totals":\#(matrix.totals(port: port).json.text(indented: false)),"rows":["#)
      var isFirst = true
      matrix.forEachRow(port: port, by: grouping) { row in
        lines.add((isFirst ? "" : ",") + row.json.text(indented: false))
        isFirst = false
      }
      lines.add("]}")
    }
    lines.add("}}")
    lines.flush()
  }

  private static func key(_ port: UInt16?) -> String { port.map { "\($0)" } ?? "none" }
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
