/// Why a text does not tell a host's client ports.
public struct HostPortRangesError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The line at fault, counted from 1; nil when no single line is.
  public let line: Int?
  /// What stands there, shortened and safe to print on a terminal.
  public let found: String
  /// What should stand there.
  public let expected: String
  /// What to do about it.
  public let advice: String

  init(line: Int?, found: some Collection<UInt8>, expected: String, advice: String) {
    self.line = line
    self.found = shown(found)
    self.expected = expected
    self.advice = advice
  }

  /// One sentence without the line, for callers that name the place themselves.
  public var message: String { "“\(found)” is not \(expected); \(advice)" }

  /// One sentence with the line.
  public var description: String { line.map { "line \($0): \(message)" } ?? message }
}

/// The beginning of a text as one harmless line: an escape sequence must not reach the reader's terminal.
private func shown(_ bytes: some Collection<UInt8>) -> String {
  let longest = 60
  let text = String(decoding: bytes.prefix(4 * longest), as: UTF8.self)
  var shown = ""
  for character in text.unicodeScalars.prefix(longest).lazy.map({ $0 == "\t" ? " " : $0 }) {
    let isPrintable =
      switch character.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
      default: true
      }
    shown.unicodeScalars.append(isPrintable ? character : "\u{FFFD}")
  }
  return text.unicodeScalars.count > longest || bytes.count > 4 * longest ? shown + "…" : shown
}
