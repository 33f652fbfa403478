/// The process that has a socket.
public struct SocketOwner: Hashable, Sendable {
  /// Its number.
  public let process: Int32
  /// Its command's name, as the kernel keeps it: at most 15 bytes.
  public let command: String
  /// The beginning of the id of the container it runs in; nil when in none that is known.
  public let container: String?
  /// Its control group, as the kernel prints it; nil when that cannot be read.
  public let controlGroup: String?

  /// Makes an owner.
  public init(process: Int32, command: String, container: String? = nil, controlGroup: String? = nil) {
    self.process = process
    self.command = command
    self.container = container
    self.controlGroup = controlGroup
  }

  /// Reads what the kernel tells of a process; its name is "?" when the process is gone.
  init(reading process: Int32) {
    let group = KernelFile.text("/proc/\(process)/cgroup").flatMap(Self.controlGroup(in:))
    self.init(
      process: process, command: KernelFile.text("/proc/\(process)/comm") ?? "?",
      container: group.flatMap(Self.container(in:)), controlGroup: group)
  }

  /// The control group of `/proc/PID/cgroup`: that of the unified hierarchy (`0::/…`), or where all are of the first kind, the longest.
  package static func controlGroup(in text: String) -> String? {
    let paths = text.split(separator: "\n").compactMap { line -> (isUnified: Bool, path: Substring)? in
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      return fields.count == 3 ? (fields[0] == "0" && fields[1].isEmpty, fields[2]) : nil
    }
    let unified = paths.first { $0.isUnified && $0.path != "/" }
    return (unified ?? paths.max { $0.path.utf8.count < $1.path.utf8.count }).map { String($0.path) }
  }

  /// The id of a container in the path of a control group: 64 hexadecimal digits, which Docker, containerd, CRI-O and Podman all put
  /// there; its first twelve.
  package static func container(in path: String) -> String? {
    let runs = path.utf8.split { !($0 >= 48 && $0 <= 57 || $0 >= 97 && $0 <= 102) }
    return runs.last { $0.count == 64 }.flatMap { String($0.prefix(12)) }
  }
}
