extension BruteForce {
  /// What the outcomes of many client ports amount to.
  public enum Verdict: String, CaseIterable, Sendable {
    /// Every port works.
    case works
    /// Some port works and some port certainly does not.
    case intermittent
    /// No port works.
    case blocked
    /// A missing fact decides.
    case unknown

    /// The verdict over `outcomes`. Ports that are unknown do not hide an intermittent connection:
    /// whatever the missing facts are, some ports work and some do not.
    public init(_ outcomes: ArraySlice<Outcome>) {
      var seen: (pass: Bool, drop: Bool, unknown: Bool) = (false, false, false)
      for outcome in outcomes {
        switch outcome {
        case .pass: seen.pass = true
        case .drop: seen.drop = true
        case .unknown: seen.unknown = true
        }
      }
      self =
        switch seen {
        case (true, true, _): .intermittent
        case (_, _, true): .unknown
        case (true, false, false): .works
        default: .blocked
        }
    }
  }
}
