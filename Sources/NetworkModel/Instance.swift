/// An EC2 instance.
public struct Instance: Resource {
  /// What an instance is doing (BOTO:ec2 `InstanceStateName`).
  public enum State: Hashable, Sendable {
    /// It runs; only then does it answer or call.
    case running
    /// Any other state, as AWS names it.
    case other(String)
  }

  /// `i-…`
  public let id: Identifier<Instance>
  /// The `Name` tag.
  public var name: String?
  /// Its other tags.
  public var tags: [Tag]
  /// What it is doing.
  public var state: State
  /// `PlatformDetails` or, failing that, `Platform`: `"Linux/UNIX"`, `"Windows"`, …
  public var platform: String?

  /// Makes an instance.
  public init(
    id: Identifier<Instance>, name: String? = nil, tags: [Tag] = [], state: State = .running, platform: String? = nil
  ) {
    self.id = id
    self.name = name
    self.tags = tags
    self.state = state
    self.platform = platform
  }

  /// Whether it ended, or is about to: it never runs again.
  public var isGone: Bool { state == .other("terminated") || state == .other("shutting-down") }

  /// Whether it runs Windows, whose ephemeral ports differ from Linux's (KB929851).
  public var isWindows: Bool { platform?.lowercased().hasPrefix("windows") ?? false }
}
