internal import NetworkModel

/// XML that is written piece by piece, with every value made harmless.
package struct Markup {
  package private(set) var text = ""

  package init() {}

  /// An element with what `content` writes in it.
  package mutating func element(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ content: (inout Markup) -> Void
  ) {
    open(name, attributes)
    text += ">"
    content(&self)
    text += "</\(name)>\n"
  }

  /// An element that holds a text.
  package mutating func element(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], text content: String)
  {
    element(name, attributes) { $0.write(content) }
  }

  /// An element that holds nothing, as XML writes it.
  package mutating func element(_ name: String, _ attributes: KeyValuePairs<String, String> = [:]) {
    open(name, attributes)
    text += "/>\n"
  }

  /// Text, of which nothing is taken for markup.
  package mutating func write(_ content: String) { text += content.escaped }

  /// Markup that is markup already.
  package mutating func include(_ markup: String) { text += markup }

  private mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String>) {
    text += "<\(name)"
    for (key, value) in attributes where !value.isEmpty { text += " \(key)=\"\(value.escaped)\"" }
  }
}

extension String {
  /// The text as XML and HTML take it for text: five characters written out, and what XML does not admit replaced.
  fileprivate var escaped: String {
    var escaped = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar {
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
      case "\n": escaped.append(scalar)
      // Such as what turns the direction of text, which would reach beyond it.
      case "\u{FFFE}", "\u{FFFF}": escaped.append("\u{FFFD}")
      default: escaped.append(scalar.isCommand ? "\u{FFFD}" : scalar)
      }
    }
    return String(escaped)
  }

  /// The text for a note that appears on hovering: no longer than people read.
  package var brief: String { count > 400 ? String(prefix(400)) + "…" : self }
}

/// What charts and rulers are drawn with.
extension Markup {
  /// Text on a line, no wider than `width`; the whole of it shows on hovering if it had to be cut.
  mutating func label(
    _ content: String, x: Int, y: Int, size: Int, width: Int, class style: String = "", face: TextFace = .regular,
    anchor: String = ""
  ) {
    let fitting = face.fit(content, size: size, width: width)
    if fitting.isEmpty { return }
    let style = [face == .bold ? "b" : "", style].filter { !$0.isEmpty }.joined(separator: " ")
    element(
      "text", ["x": "\(x)", "y": "\(y)", "font-size": "\(size)", "class": style, "text-anchor": anchor]
    ) { markup in
      // No line break in here: it would be seen.
      if fitting != content { markup.include("<title>\(content.brief.escaped)</title>") }
      markup.write(fitting)
    }
  }

  mutating func box(_ frame: Frame, radius: Int = 4, class style: String) {
    element(
      "rect",
      [
        "x": "\(frame.x)", "y": "\(frame.y)", "width": "\(frame.width)", "height": "\(frame.height)", "rx": "\(radius)",
        "class": style,
      ])
  }

  mutating func path(_ data: String, class style: String, width: String = "") {
    element("path", ["d": data, "class": style, "stroke-width": width])
  }
}

extension Polyline {
  /// The line as path data, its corners rounded.
  func path(radius: Int) -> String {
    guard let first = points.first, let last = points.last else { return "" }
    var data = "M\(first.x) \(first.y)"
    for index in points.indices.dropFirst().dropLast() {
      let (before, corner, after) = (points[index - 1], points[index], points[index + 1])
      let room = min(radius, before.distance(to: corner) / 2, corner.distance(to: after) / 2)
      let start = Polyline([corner, before]).point(at: room)
      let end = Polyline([corner, after]).point(at: room)
      data += "L\(start.x) \(start.y)Q\(corner.x) \(corner.y) \(end.x) \(end.y)"
    }
    return data + "L\(last.x) \(last.y)"
  }
}
