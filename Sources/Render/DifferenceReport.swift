internal import AWSCatalogue
public import NetworkModel
public import Reachability

/// What became of connections between two networks, with what that rests on, ready to be printed.
public struct DifferenceReport: Sendable {
  let difference: Difference
  let lopsided: Lopsided
  let old: Network
  let new: Network
  private let grounds: Grounds

  /// Makes a report.
  public init(_ difference: Difference, _ lopsided: Lopsided, from old: Network, to new: Network) {
    self.difference = difference
    self.lopsided = lopsided
    self.old = old
    self.new = new
    grounds = Grounds(of: old, and: new)
  }

  /// The report for people.
  ///
  /// - Parameters:
  ///   - limit: How many changes to tell at most; nil for all of them.
  ///   - colour: Whether to mark what it means with ANSI colours.
  public func text(limit: Int?, colour: Bool) -> String {
    let style = Style(colour: colour)
    var text = difference.text(from: old, to: new, limit: limit, colour: colour, isComparable: lopsided.isEmpty)
    for (index, sentence) in sentences.enumerated() {
      if index == 0 {
        text += "\n" + style.warning("not comparable") + ": what only one of them tells of has neither come nor gone\n"
      }
      text += sentence.wrapped(to: 76).enumerated().map { ($0 == 0 ? "  " : "    ") + $1 + "\n" }.joined()
    }
    return text + grounds.text(style: style)
  }

  /// What one network lacks and the other has, a sentence each.
  private var sentences: [String] {
    Self.sentences(of: "the older", lopsided.old) + Self.sentences(of: "the newer", lopsided.new)
  }

  private static func sentences(of name: String, _ missing: [MissingFact]) -> [String] {
    var order: [String] = []
    var calls: [String: [String]] = [:]
    for fact in missing {
      let head = "\(name)\(fact.place), \(fact.status.text)"
      if calls[head] == nil { order.append(head) }
      calls[head, default: []].append(fact.call.words)
    }
    return order.map { "\($0): \((calls[$0] ?? []).joined(separator: ", "))" }
  }

  /// The report for programs: the document `portolan.diff/1`, described in `docs/diff.md`.
  public var json: JSON {
    guard case .object(let members) = difference.json(from: old, to: new) else { return .null }
    return .object(
      members + [
        JSON.Member(
          key: "notComparable",
          value: .object([
            "old": .list(lopsided.old.map(\.json)), "new": .list(lopsided.new.map(\.json)),
          ])),
        JSON.Member(key: "assumptions", value: grounds.assumptionsJSON),
        JSON.Member(key: "missing", value: grounds.missingJSON),
      ])
  }
}
