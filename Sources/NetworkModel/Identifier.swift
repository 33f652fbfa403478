/// The id that AWS gave a resource, such as `subnet-0a1b…`; typed, so that a subnet is never looked up among groups.
@frozen
public struct Identifier<Resource>: Hashable, Sendable {
  /// The id as AWS prints it.
  public let text: String

  /// Makes the id `text`.
  @inlinable
  public init(_ text: String) {
    self.text = text
  }
}

extension Identifier: Comparable {
  /// Orders by text.
  @inlinable
  public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

extension Identifier: CustomStringConvertible {
  /// The id as AWS prints it.
  public var description: String { text }
}

extension Identifier: ExpressibleByStringLiteral {
  /// Makes the id of a literal.
  public init(stringLiteral text: String) {
    self.init(text)
  }
}
