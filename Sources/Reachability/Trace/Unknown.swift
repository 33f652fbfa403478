internal import AWSCatalogue
internal import NetworkModel

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

  /// What a call would tell whose answer is not whole.
  init(_ what: String, for call: AWSCall, _ status: CallLedger.Status) {
    self.init(what: what, why: status.text(of: call))
  }

  /// What a snapshot says and cannot be relied on.
  init(_ doubt: Doubt) { self.init(what: doubt.what, why: doubt.why) }
}
