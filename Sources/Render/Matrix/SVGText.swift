internal import NetworkModel

/// Writes SVG, an element a line.
struct SVGText {
  private(set) var text = ""
  private var open: [String] = []

  /// Begins an element that others lie in.
  mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String> = [:]) {
    text += "<\(name)\(Self.text(of: attributes))>\n"
    open.append(name)
  }

  /// Ends the element that was begun last.
  mutating func close() {
    guard let name = open.popLast() else { preconditionFailure("no element is open") }
    text += "</\(name)>\n"
  }

  /// Writes an element.
  mutating func element(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], text content: String? = nil)
  {
    text += "<\(name)\(Self.text(of: attributes))"
    text += content.map { ">\(Self.escaped($0))</\(name)>\n" } ?? "/>\n"
  }

  /// A text with what is markup in XML and HTML written as entities, and what XML does not admit replaced.
  static func escaped(_ text: String) -> String {
    guard text.hasCommands(breaksLines: true) || text.utf8.contains(where: { "&<>\"\u{FFFF}".utf8.contains($0) }) else {
      return text
    }
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar.isCommand && scalar != "\n" ? "\u{FFFD}" : scalar)
      }
    }
    return escaped
  }

  private static func text(of attributes: KeyValuePairs<String, String>) -> String {
    attributes.map { " \($0)=\"\(escaped($1))\"" }.joined()
  }
}
