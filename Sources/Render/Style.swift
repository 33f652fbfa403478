internal import NetworkModel
internal import Reachability

/// How a text for people is put together: of lines, which no name in them can break or command, and of ANSI colours, or none, which no
/// name can turn on.
package struct Style {
  private let colour: Bool

  package init(colour: Bool) {
    self.colour = colour
  }

  package func good(_ text: String) -> String { paint(text, 32) }
  package func bad(_ text: String) -> String { paint(text, 31) }
  package func warning(_ text: String) -> String { paint(text, 33) }

  func verdict(_ verdict: Verdict) -> String {
    let text = verdict.rawValue.uppercased()
    return switch verdict {
    case .works: good(text)
    case .intermittent, .blocked: bad(text)
    case .unknown: warning(text)
    }
  }

  /// The lines of a text, each on one line whatever names are in it, and in colour.
  package func text(_ lines: some Sequence<String>) -> String {
    lines.map { line in
      let plain = line.onOneLine
      return (colour ? plain.replacing(Self.mark, with: "\u{1B}") : plain) + "\n"
    }.joined()
  }

  /// The same for a text that is in lines already.
  func text(_ lines: String) -> String {
    text(lines.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).dropLast())
  }

  /// What stands for an escape character until a text is whole. Others may write escape characters; they cannot know this.
  private static let mark = "\u{E000}\(String(UInt64.random(in: 0 ... .max), radix: 36))\u{E001}"

  private func paint(_ text: String, _ code: Int) -> String {
    colour ? "\(Self.mark)[1;\(code)m\(text)\(Self.mark)[0m" : text
  }
}
