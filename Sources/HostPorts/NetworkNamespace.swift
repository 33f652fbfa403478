internal import CLinux
internal import Glibc

/// A network namespace of the host: its own sockets, its own range of ports.
public enum NetworkNamespace: Hashable, Sendable {
  /// One that `ip netns` has named, a file in `/run/netns`.
  case named(String)
  /// That of a process.
  case process(Int32)
  /// One that a file stands for, such as Docker's in `/run/docker/netns`.
  case file(String)

  /// Reads what people give: a name, a process's number, or a path.
  ///
  /// - Throws: `PortSettingsError` when it is neither.
  public init(_ text: String) throws(PortSettingsError) {
    if let process = Int32(text), process > 0 {
      self = .process(process)
    } else if text.contains("/") {
      self = .file(text)
    } else if text.isEmpty || text == "." || text == ".." {
      throw PortSettingsError("“\(text)” names no network namespace: give a name of ip netns, a process, or a path")
    } else {
      self = .named(text)
    }
  }

  /// The file that stands for it.
  public var path: String {
    switch self {
    case .named(let name): "/run/netns/\(name)"
    case .process(let process): "/proc/\(process)/ns/net"
    case .file(let path): path
    }
  }

  /// Moves the calling thread into the namespace: what it opens and reads from then on is of that namespace.
  ///
  /// - Throws: `PortSettingsError` when there is none, or when only root may.
  public func enter() throws(PortSettingsError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw error(errno) }
    defer { close(descriptor) }
    let result = portolan_enter_network_namespace(descriptor)
    if result < 0 { throw error(-result) }
  }

  private func error(_ number: Int32) -> PortSettingsError {
    let name =
      switch self {
      case .named(let name): "the network namespace “\(name)”"
      case .process(let process): "the network namespace of process \(process)"
      case .file(let path): "the network namespace \(path)"
      }
    return switch number {
    case ENOENT, ESRCH:
      PortSettingsError("\(name) does not exist: ip netns lists the named ones, lsns -t net all")
    case EPERM, EACCES: PortSettingsError("\(name) cannot be entered without root: run this with sudo")
    case EINVAL: PortSettingsError("\(path) is no network namespace")
    default: PortSettingsError("\(name) cannot be entered: \(String(cString: strerror(number)))")
    }
  }
}
