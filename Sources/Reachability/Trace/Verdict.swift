/// The answer about a connection.
public enum Verdict: String, Hashable, Sendable {
  /// Every client port works.
  case works
  /// Some client ports work and some do not: connections hang now and then.
  case intermittent
  /// No client port works.
  case blocked
  /// The answer hangs on a fact that is missing.
  case unknown

  /// The verdict on alternatives of which AWS, or the caller, may take any.
  init(all verdicts: some Collection<Verdict>) {
    if verdicts.isEmpty {
      self = .unknown
    } else if verdicts.allSatisfy({ $0 == .works }) {
      self = .works
    } else if verdicts.allSatisfy({ $0 == .blocked }) {
      self = .blocked
    } else if verdicts.contains(.intermittent) || (verdicts.contains(.works) && verdicts.contains(.blocked)) {
      self = .intermittent  // some connections surely work and some surely do not, whatever is unknown of others
    } else {
      self = .unknown
    }
  }

  /// The verdict on a connection of legs that all must work, each with client ports of its own.
  init(chain verdicts: some Collection<Verdict>) {
    if verdicts.contains(.blocked) {
      self = .blocked
    } else if verdicts.contains(.unknown) {
      self = .unknown
    } else {
      self = verdicts.contains(.intermittent) ? .intermittent : .works
    }
  }
}
