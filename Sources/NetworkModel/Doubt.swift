/// Why what a snapshot says of a resource cannot be relied on: two files contradict each other, or AWS describes it with a member that
/// Portolan does not know and that may decide.
///
/// An answer that depends on the resource is `unknown`.
public struct Doubt: Hashable, Sendable {
  /// What is in doubt, such as “the rules of security group sg-1”.
  public let what: String
  /// Why, with the files and values, or the member's name.
  public let why: String

  /// Makes a doubt.
  public init(what: String, why: String) {
    self.what = what
    self.why = why
  }
}
