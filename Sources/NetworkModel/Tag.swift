/// A tag that people put on a resource; its `Name` is kept apart, as the resource's name.
public struct Tag: Hashable, Sendable {
  /// The key, such as `tier`.
  public let key: String
  /// The value; empty where the tag has none.
  public let value: String

  /// Makes a tag.
  public init(key: String, value: String) {
    self.key = key
    self.value = value
  }
}
