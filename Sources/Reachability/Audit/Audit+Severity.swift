extension Audit {
  /// How bad a finding is.
  public enum Severity: String, CaseIterable, Comparable, Sendable {
    /// Worth knowing; nothing need be done.
    case info
    /// A rule that does nothing, or a limit that is near: it will mislead somebody.
    case low
    /// Something that does other than its rules seem to say.
    case medium
    /// Connections that people mean to work and that do not, or doors that stand open to everyone.
    case high

    /// Orders the harmless before the bad.
    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }
}
