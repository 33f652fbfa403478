internal import NetworkModel
import Ports

extension PortRange {
  /// The range for people: `32768–60999`.
  var shown: String { lower == upper ? "\(lower)" : "\(lower)–\(upper)" }
}

extension PortSet {
  /// The set for people, with room to break lines: `80, 443, 1024–65535`.
  var shown: String { isEmpty ? "none" : ranges.map(\.shown).joined(separator: ", ") }
}

extension String {
  /// The text broken between words into lines of at most `width` columns, where words allow; at no other place.
  func wrapped(to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in onOneLine.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return lines + [line]
  }
}

/// Lines of a name and what belongs to it, for a terminal of 80 columns.
struct NamedLines {
  private(set) var text = ""
  private let nameWidth: Int

  init(nameWidth: Int) {
    self.nameWidth = nameWidth
  }

  /// Adds `value`, broken into as many lines as it needs.
  mutating func add(_ name: String, _ value: String) {
    let indent = 2 + nameWidth
    for (index, line) in value.wrapped(to: 80 - indent).enumerated() {
      text +=
        (index == 0 ? "  " + name.padded(to: nameWidth) : String(repeating: " ", count: indent)) + line + "\n"
    }
  }

  /// Adds a command, unbroken, for it is there to be copied.
  mutating func add(_ name: String, verbatim value: String) {
    text += "  " + name.padded(to: nameWidth) + value + "\n"
  }
}
