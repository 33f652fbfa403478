internal import AWSCatalogue
public import NetworkModel

/// What answers about a whole network rest on, ready to be printed: what they take for granted, and what is missing.
public struct Grounds: Sendable {
  /// What is taken for granted, as AWS sets it by default.
  public let assumptions: [MissingFact]
  /// What is missing: answers are `unknown` where it decides.
  public let missing: [MissingFact]
  /// What cannot be relied on, likewise.
  public let doubts: [Doubt]

  private init(assumptions: [MissingFact], missing: [MissingFact], doubts: [Doubt]) {
    self.assumptions = assumptions
    self.missing = missing
    self.doubts = doubts
  }

  /// What answers about a network rest on.
  public init(of network: Network) {
    let facts = network.missingFacts
    self.init(
      assumptions: facts.filter(\.isAssumption), missing: facts.filter { !$0.isAssumption },
      doubts: network.doubts.keys.sorted().flatMap { network.doubts[$0] ?? [] })
  }

  /// What answers about either of two networks rest on.
  public init(of old: Network, and new: Network) {
    let (one, other) = (Grounds(of: old), Grounds(of: new))
    func both<Element: Equatable>(_ first: [Element], _ second: [Element]) -> [Element] {
      first + second.filter { !first.contains($0) }
    }
    self.init(
      assumptions: both(one.assumptions, other.assumptions), missing: both(one.missing, other.missing),
      doubts: both(one.doubts, other.doubts))
  }

  /// What is taken for granted alone.
  var withoutMissing: Grounds { Grounds(assumptions: assumptions, missing: [], doubts: []) }

  /// Whether there is nothing to tell.
  public var isEmpty: Bool { assumptions.isEmpty && missing.isEmpty && doubts.isEmpty }
}

extension Grounds {
  /// A sentence for each.
  var notes: [String] {
    assumptions.map { "taken for granted: \($0.sentence)" }
      + missing.map { "missing: \($0.sentence); it tells \($0.call.purpose)" }
      + doubts.map { "in doubt: \($0.what): \($0.why)" }
  }

  /// More of a kind than this are counted.
  private static let mostShown = 6

  /// A short block for people, which begins with an empty line; nothing when there is nothing to tell.
  public func text(colour: Bool) -> String { text(style: Style(colour: colour)) }

  func text(style: Style) -> String {
    let missed = missing.map { "\($0.sentence): it tells \($0.call.purpose)" } + doubts.map { "\($0.what): \($0.why)" }
    return Self.block("taken for granted", assumptions.map(\.sentence), style)
      + Self.block(style.warning("missing"), missed, style, more: " (portolan check has the commands)")
  }

  private static func block(_ head: String, _ sentences: [String], _ style: Style, more: String = "") -> String {
    if sentences.isEmpty { return "" }
    var lines = ["", "\(head): \(grouped(sentences.count))\(more)"]
    for sentence in sentences.prefix(mostShown) {
      for (index, line) in sentence.wrapped(to: 76).enumerated() { lines.append((index == 0 ? "  " : "    ") + line) }
    }
    if sentences.count > mostShown { lines.append("  … and \(grouped(sentences.count - mostShown)) more") }
    return style.text(lines)
  }

  /// What is taken for granted, a sentence each.
  public var assumptionsJSON: JSON { .list(assumptions.map { .string($0.sentence) }) }

  /// What is missing.
  public var missingJSON: JSON {
    .list(missing.map(\.json) + doubts.map { .object(["what": .string($0.what), "why": .string($0.why)]) })
  }
}

extension MissingFact {
  /// What is missing, what became of the call that tells it, and how to make it.
  var json: JSON {
    .object([
      "what": .string(description), "why": .string("it tells \(call.purpose)"), "call": .string(call.words),
      "status": .string(status.text), "account": .optional(scope.account), "region": .optional(scope.region),
      "of": .list(subjects.map { .string($0) }), "permission": .string(call.iamAction), "command": .string(command),
    ])
  }
}
