internal import Glibc

/// The files of a snapshot, and their bytes.
enum SnapshotFiles {
  /// The JSON files that `path` names: itself, or, for a folder, every `.json` file in it at any depth, sorted.
  /// Names that begin with a dot are passed over.
  static func list(_ path: String) throws(SnapshotError) -> [String] {
    if path == "-" { return [path] }
    var status = stat()
    guard stat(path, &status) == 0 else { throw failure(path) }
    guard status.st_mode & S_IFMT == S_IFDIR else { return [path] }
    var files: [String] = []
    try collect(path, into: &files, depth: 0)
    guard !files.isEmpty else {
      throw SnapshotError(
        file: path, problem: "holds no .json file; save what `aws ec2 describe-vpcs` and the like print there")
    }
    return files.sorted()
  }

  private static func collect(_ folder: String, into files: inout [String], depth: Int) throws(SnapshotError) {
    guard depth < 64 else {
      throw SnapshotError(file: folder, problem: "is nested over 64 folders deep: a link to itself?")
    }
    guard let stream = opendir(folder) else { throw failure(folder) }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasPrefix(".") { continue }
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      var status = stat()
      guard stat(path, &status) == 0 else { throw failure(path) }
      if status.st_mode & S_IFMT == S_IFDIR {
        try collect(path, into: &files, depth: depth + 1)
      } else if name.lowercased().hasSuffix(".json") {
        files.append(path)
      }
    }
  }

  /// Reads a whole file, or standard input for `-`.
  static func read(_ path: String) throws(SnapshotError) -> PaddedBytes {
    try InputFile(path).readAll()
  }

  /// That the last system call on `path` failed.
  static func failure(_ path: String) -> SnapshotError {
    SnapshotError(file: path, problem: "cannot be read: \(String(cString: strerror(errno)))")
  }
}
