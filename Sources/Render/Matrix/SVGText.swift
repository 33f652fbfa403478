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

  /// A text with what is markup in XML and HTML written as entities.
  static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { "&<>\"".utf8.contains($0) || $0 < 0x20 }) else { return text }
    return text.map { character in
      switch character {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      case _ where character.unicodeScalars.allSatisfy { $0.value < 0x20 && $0 != "\n" }: " "
      default: String(character)
      }
    }.joined()
  }

  private static func text(of attributes: KeyValuePairs<String, String>) -> String {
    attributes.map { " \($0)=\"\(escaped($1))\"" }.joined()
  }
}
