import Foundation

/// How time and memory grow with the number of interfaces, as a picture: both axes in powers of ten.
struct ScalePlot {
  /// One line of the picture.
  struct Line {
    let name: String
    /// Interfaces and seconds, or interfaces and MiB.
    var points: [(x: Double, y: Double)] = []
  }

  var lines: [Line] = []

  /// The picture as SVG.
  func svg() -> String {
    let all = lines.flatMap(\.points)
    guard let least = all.map(\.y).min(), let most = all.map(\.y).max() else { return "" }
    let (left, top, width, height) = (70.0, 20.0, 420.0, 280.0)
    let xs = (low: 2.7, high: 5.3)
    let ys = (low: floor(log10(least)), high: ceil(log10(most)))
    func place(_ point: (x: Double, y: Double)) -> (x: Double, y: Double) {
      (
        left + (log10(point.x) - xs.low) / (xs.high - xs.low) * width,
        top + height - (log10(point.y) - ys.low) / (ys.high - ys.low) * height
      )
    }
    func number(_ value: Double) -> String { String(format: "%.1f", value) }
    var text = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 350" width="720" role="img" font-family="system-ui, sans-serif" font-size="12">
      <title>Time and memory by number of interfaces</title>
      <style>text { fill: #1b1f24; } .grid { stroke: #d4d8dd; } .page { fill: #fff; } path { fill: none; stroke-width: 2; }
      .line { stroke: #0b5cad; } .dot { fill: #0b5cad; }
      @media (prefers-color-scheme: dark) { text { fill: #e6e8eb; } .grid { stroke: #3a4149; } .page { fill: #14171a; } .line { stroke: #5aa9ff; } .dot { fill: #5aa9ff; } }</style>
      <rect class="page" width="720" height="350"/>

      """
    for power in Int(ys.low)...Int(ys.high) {
      let y = place((1_000, pow(10, Double(power)))).y
      text += "<path class=\"grid\" d=\"M\(number(left)) \(number(y))h\(number(width))\"/>\n"
      let label = power >= 0 ? "\(Int(pow(10, Double(power))))" : "0.\(String(repeating: "0", count: -power - 1))1"
      text += "<text x=\"\(number(left - 8))\" y=\"\(number(y + 4))\" text-anchor=\"end\">\(label)</text>\n"
    }
    for power in 3...5 {
      let x = place((pow(10, Double(power)), pow(10, ys.low))).x
      text +=
        "<text x=\"\(number(x))\" y=\"\(number(top + height + 18))\" text-anchor=\"middle\">\(Int(pow(10, Double(power))))</text>\n"
    }
    text +=
      "<text x=\"\(number(left + width / 2))\" y=\"\(number(top + height + 38))\" text-anchor=\"middle\">interfaces</text>\n"
    var labels: [(name: String, x: Double, y: Double)] = []
    // Each has a dash of its own and its name at its end, so that no colour is needed.
    for (index, line) in lines.enumerated() {
      let places = line.points.map(place)
      guard let last = places.last else { continue }
      let path = places.enumerated().map { "\($0 == 0 ? "M" : "L")\(number($1.x)) \(number($1.y))" }.joined()
      text += "<path class=\"line\" stroke-dasharray=\"\(["", "7 4", "2 3", "9 3 2 3"][index % 4])\" d=\"\(path)\"/>\n"
      for point in places {
        text += "<circle class=\"dot\" cx=\"\(number(point.x))\" cy=\"\(number(point.y))\" r=\"3\"/>\n"
      }
      labels.append((line.name, last.x + 10, last.y + 4))
    }
    // Names of lines that end together stand one below the other.
    var lowest = -Double.infinity
    for label in labels.sorted(by: { $0.y < $1.y }) {
      lowest = max(label.y, lowest + 14)
      text += "<text x=\"\(number(label.x))\" y=\"\(number(lowest))\">\(label.name)</text>\n"
    }
    return text + "</svg>\n"
  }
}
