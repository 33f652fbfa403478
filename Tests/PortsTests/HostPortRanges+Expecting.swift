import Ports
import Testing

/// What is read from `text`, one line per range: `label: range − reserved, count`.
func read(_ text: String) throws -> [String] {
  try HostPortRanges(parsing: text).ranges.map { range in
    let reserved = range.reserved.isEmpty ? "" : " − \(range.reserved)"
    return "\(range.system.rawValue) \(range.label): \(range.range)\(reserved), \(range.ports.count)"
  }
}

/// Expects that `text` is refused because of `line`, and that the message holds `words`.
func expectRefusal(
  _ text: String, line: Int?, _ words: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  do throws(HostPortRangesError) {
    let host = try HostPortRanges(parsing: text)
    Issue.record("read as \(host.ranges.map(\.range))", sourceLocation: sourceLocation)
  } catch {
    #expect(error.line == line, "\(error)", sourceLocation: sourceLocation)
    #expect(error.description.contains(words), "\(error)", sourceLocation: sourceLocation)
    #expect(!error.description.contains("\n"), sourceLocation: sourceLocation)
  }
}
