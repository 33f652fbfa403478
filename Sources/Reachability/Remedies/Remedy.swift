public import NetworkModel
internal import Ports

/// A set of edits with which a connection works, or with which it stops, proven by asking the question again of the edited network.
///
/// It is minimal: without any one of its edits it is no remedy.
public struct Remedy: Sendable {
  /// What is wanted of a connection.
  public enum Goal: Hashable, Sendable {
    /// That it works for every client port.
    case works
    /// That it works for none.
    case stops

    /// The verdict that proves it.
    public var proof: Verdict { self == .works ? .works : .blocked }
  }

  /// The edits, all of which are needed, in the order in which to make them.
  public let edits: [Edit]
  /// What to know before making them.
  public let cautions: [Caution]
  /// The network with the edits made.
  public let network: Network

  init(edits: [Edit], cautions: [Caution], network: Network) {
    self.edits = edits
    self.cautions = cautions
    self.network = network
  }

  /// The first of `all`; nil when there is none.
  public init?(for trace: Trace, goal: Goal = .works) {
    guard let first = Self.search(for: trace, goal: goal, most: 1).first else { return nil }
    self = first
  }

  /// The remedies for a traced connection, the smallest first: few edits before many, changed rules before new ones, and what
  /// overrides a rule that somebody wrote to deny last. None when the goal is reached already, when the answer is unknown, or when no
  /// edit of network ACLs, security groups and route tables reaches it.
  public static func all(for trace: Trace, goal: Goal = .works) -> [Remedy] {
    let found = search(for: trace, goal: goal, most: .max)
    let ranked = found.enumerated().sorted { one, other in
      (one.element.rank, one.offset) < (other.element.rank, other.offset)
    }
    return ranked.map(\.element)
  }

  private var rank: Int { edits.count + (cautions.contains { $0.isOverride } ? 1_000 : 0) }

  private static func search(for trace: Trace, goal: Goal, most: Int) -> [Remedy] {
    guard trace.verdict != .unknown, trace.verdict != goal.proof else { return [] }
    var found: [Remedy] = []
    func add(_ draft: RemedyDraft?) {
      guard let draft, let remedy = Remedy(proving: draft, of: trace.query, goal: goal),
        !found.contains(where: { Set($0.edits) == Set(remedy.edits) })
      else { return }
      found.append(remedy)
    }
    switch goal {
    case .works:
      for style in RemedyStyle.all where found.count < most { add(RemedyDraft(opening: trace, style)) }
    case .stops:
      for cut in Cut.allCases where found.count < most { add(RemedyDraft(closing: trace, cut)) }
    }
    return found
  }

  /// Leaves out every edit that is not needed, and proves what is left.
  private init?(proving draft: RemedyDraft, of query: Query, goal: Goal) {
    func reaches(_ edits: [Edit]) -> Network? {
      let network = draft.original.applying(edits)
      return Trace(query, through: Plane(Terrain(network), for: query.ipProtocol)).verdict == goal.proof ? network : nil
    }
    var edits = draft.edits
    guard !edits.isEmpty, var network = reaches(edits) else { return nil }
    for edit in edits where edits.count > 1 {
      let fewer = edits.filter { $0 != edit }
      guard let changed = reaches(fewer) else { continue }
      edits = fewer
      network = changed
    }
    self.init(edits: edits, cautions: edits.flatMap { draft.cautions[$0] ?? [] }, network: network)
  }
}
