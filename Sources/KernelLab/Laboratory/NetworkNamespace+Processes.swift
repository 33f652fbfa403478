internal import Glibc

extension NetworkNamespace {
  /// Which namespace has a name now.
  static func identity(ofNamed name: String) throws(LabError) -> Identity {
    let space = try NetworkNamespace(named: name)
    defer { space.close() }
    return space.identity
  }

  /// Whether some process of this machine, or a thread of one, is in one of some namespaces.
  static func haveProcesses(_ spaces: [Identity]) -> Bool {
    let inodes = Set(spaces.map(\.inode))
    return LabName.entries(of: "/proc").contains { process in
      guard process.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) else { return false }
      return LabName.entries(of: "/proc/\(process)/task").contains { thread in
        var status = stat()
        return stat("/proc/\(process)/task/\(thread)/ns/net", &status) == 0 && inodes.contains(UInt64(status.st_ino))
      }
    }
  }
}
