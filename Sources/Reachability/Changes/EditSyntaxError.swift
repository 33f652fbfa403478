/// Why a text is no edit of a network, in one sentence for people.
public struct EditSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The text.
  public let text: String
  /// What is wrong with it, and what would be right.
  public let reason: String

  /// The text, and what is wrong with it.
  public var description: String { "“\(text)”: \(reason)" }
}
