/// Why a name does not lead to one endpoint, or two endpoints to one question.
public enum EndpointError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Nothing has the name; names that come near it.
  case unknown(String, suggestions: [String])
  /// Several things have the name: each in a few words, with the id that would tell it apart.
  case ambiguous(String, candidates: [String])
  /// An address of a VPC that no network interface has.
  case unused(String, subnet: String)
  /// The two ends cannot be asked about together, and why.
  case mismatched(String)

  /// One sentence for people, with what to do.
  public var description: String {
    switch self {
    case .unknown(let text, let suggestions) where suggestions.isEmpty:
      "nothing in the snapshot is called “\(text)”; use an id, a Name tag, an address, a CIDR block or “internet”"
    case .unknown(let text, let suggestions):
      "nothing in the snapshot is called “\(text)”; did you mean \(suggestions.joined(separator: " or "))?"
    case .ambiguous(let text, let candidates):
      "“\(text)” may be any of \(candidates.count): \(Self.brief(candidates)); use an id"
    case .unused(let text, let subnet):
      "\(text) lies in \(subnet), but no network interface of the snapshot has it"
    case .mismatched(let reason):
      reason
    }
  }

  private static func brief(_ candidates: [String]) -> String {
    let shown = candidates.prefix(8).joined(separator: ", ")
    return candidates.count > 8 ? "\(shown), …" : shown
  }
}
