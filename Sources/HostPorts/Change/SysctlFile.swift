internal import Glibc

/// The file of `/etc/sysctl.d` that sets a change again when the host starts.
public struct SysctlFile: Sendable {
  /// Where it is.
  public let path: String
  /// Whether it was there already.
  public let existed: Bool

  /// The folder of such files.
  private static let folder = "/etc/sysctl.d"
  private static let name = "90-portolan-ports.conf"

  /// The file as it is.
  public init() {
    path = "\(Self.folder)/\(Self.name)"
    existed = access(path, F_OK) == 0
  }

  /// Other files that set the same and are read later, so that they would win: sysctl.d(5).
  public var laterFiles: [String] {
    var files = Self.names().filter { $0 > Self.name && $0.hasSuffix(".conf") }.sorted().map { "\(Self.folder)/\($0)" }
    files.append("/etc/sysctl.conf")
    return files.filter { path in
      (KernelFile.text(path) ?? "").split(separator: "\n").contains { line in
        let line = line.drop { $0 == " " || $0 == "\t" || $0 == "-" }
        return ["net.ipv4.ip_local_port_range", "net/ipv4/ip_local_port_range"].contains { line.hasPrefix($0) }
      }
    }
  }

  /// What it is to hold.
  public static func text(_ change: PortChange) -> String {
    "# Client ports, by portolan ports set.\n" + change.sysctlLines
  }

  private static func names() -> [String] {
    guard let folder = opendir(folder) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
      names.append(
        String(cString: UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)))
    }
    return names
  }
}

extension PortSettingsError {
  /// Says why a file cannot be written.
  static func writing(_ path: String, _ number: Int32) -> PortSettingsError {
    switch number {
    case EACCES, EPERM, EROFS:
      PortSettingsError("\(path) cannot be written: run this as root, where /proc/sys is writable")
    case EINVAL: PortSettingsError("\(path): the kernel refuses the value (EINVAL)")
    default: PortSettingsError("\(path) cannot be written: \(String(cString: strerror(number)))")
    }
  }
}
