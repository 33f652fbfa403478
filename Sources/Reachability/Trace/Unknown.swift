/// A fact on which an answer depends and that the snapshot lacks or that Portolan does not model.
public struct Unknown: Hashable, Sendable {
  /// What is missing.
  public let what: String
  /// Why it matters, or how to supply it.
  public let why: String

  /// Makes an unknown.
  public init(what: String, why: String) {
    self.what = what
    self.why = why
  }
}
