internal import Glibc

/// Why the host's sockets cannot be told.
public enum SocketReaderError: Error, Hashable, Sendable {
  /// This kernel cannot list sockets, or refuses to; with its `errno`.
  case refused(Int32)
  /// No answer came in time.
  case silent
  /// A part of the answer was longer than the buffer for it.
  case truncated
  /// A part of the answer got lost before it could be read.
  case lost
  /// The answer is not what the kernel's headers say.
  case malformed(String)
}

extension SocketReaderError: CustomStringConvertible {
  /// One sentence for people.
  public var description: String {
    switch self {
    case .refused(let number) where number == EPROTONOSUPPORT || number == ENOENT:
      "this kernel does not list sockets over netlink (sock_diag): it needs CONFIG_INET_DIAG, or a sandbox that lets it through"
    case .refused(let number): "the kernel does not list its sockets: \(String(cString: strerror(number)))"
    case .silent: "the kernel did not answer in time; try again when the host is less busy"
    case .truncated: "the kernel's list of sockets comes in parts too long to read"
    case .lost: "parts of the kernel's list of sockets got lost each time; try again when the host is less busy"
    case .malformed(let what): "the kernel's list of sockets is not as expected: \(what)"
    }
  }
}

extension SocketReaderError {
  /// What follows when `/proc/net` told of sockets in place of netlink: one sentence for people.
  public var degradation: String {
    let reason =
      switch self {
      case .refused(let number): String(cString: strerror(number))
      default: "\(self)"
      }
    return """
      sockets are read from /proc/net, since sock_diag is not to be had here (\(reason)): that takes longer, and a port that is bound \
      but not listened on is not seen
      """
  }
}
