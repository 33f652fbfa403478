public import NetworkModel

/// One thing that one network has and another has not, or has otherwise.
public enum Alteration: Hashable, Sendable {
  /// What a call of the EC2 API does to a rule.
  case edit(Edit)
  /// Something that only the new network has.
  case added(Subject)
  /// Something that only the old network has.
  case removed(Subject)
  /// Something that differs, and in what.
  case altered(Subject, String)

  /// What it is about.
  public struct Subject: Hashable, Sendable {
    /// What kind of thing it is, such as `network interface`.
    public let kind: String
    /// Its id.
    public let id: String
    /// Its name, if it has one.
    public let name: String?
  }

  /// The id of what it is about.
  public var id: String {
    switch self {
    case .edit(let edit): edit.resource
    case .added(let subject), .removed(let subject), .altered(let subject, _): subject.id
    }
  }
}
