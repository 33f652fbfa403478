/// Why the lab cannot be built, or cannot tell.
public enum LabError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The kernel or the machine lacks something: what, and what to do.
  case unable(String)
  /// The snapshot lacks something that must be built.
  case undescribed(String)
  /// The question is about something that the lab does not build.
  case unsupported(String)
  /// `ip` or `nft` refused: which, where, and what it said.
  case refused(command: String, namespace: String, message: String)
  /// The user stopped it.
  case interrupted

  /// One sentence for people.
  public var description: String {
    switch self {
    case .unable(let reason), .undescribed(let reason), .unsupported(let reason): reason
    case .refused(let command, let namespace, let message): "\(command) failed in namespace \(namespace): \(message)"
    case .interrupted: "stopped; the lab is gone"
    }
  }
}
