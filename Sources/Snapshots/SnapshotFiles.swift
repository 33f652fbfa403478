internal import Glibc

/// The files of a snapshot, and their bytes.
enum SnapshotFiles {
  /// The files that `path` names: itself, or, for a folder, every JSON file in it at any depth, sorted, and what is wrong with others.
  ///
  /// In a folder names tell (`.json`, `.jsonl`, `.ndjson`, each perhaps with `.gz`); with `.txt` or no extension, what stands in the file. Others
  /// are passed over, and names that begin with a dot.
  static func list(_ path: String) throws(SnapshotError) -> (files: [String], problems: [SnapshotError]) {
    if path == "-" { return ([path], []) }
    var status = stat()
    guard stat(path, &status) == 0 else { throw failure(path) }
    guard status.st_mode & S_IFMT == S_IFDIR else { return ([path], []) }
    var listing = Listing()
    listing.collect(path, status, within: [])
    if listing.files.isEmpty && listing.problems.isEmpty {
      throw SnapshotError(
        file: path, problem: "holds no .json file; save what `aws ec2 describe-vpcs` and the like print there")
    }
    return (listing.files.sorted(), listing.problems)
  }

  private struct Listing {
    /// What is one folder, by whatever path.
    struct Identity: Hashable {
      let device: dev_t
      let number: ino_t
    }

    var files: [String] = []
    var problems: [SnapshotError] = []

    mutating func collect(_ folder: String, _ status: stat, within outer: Set<Identity>) {
      let identity = Identity(device: status.st_dev, number: status.st_ino)
      guard !outer.contains(identity), outer.count < 64 else {
        problems.append(
          SnapshotError(file: folder, problem: "is a link to a folder that it lies in, so that it has no end"))
        return
      }
      guard let stream = opendir(folder) else {
        problems.append(failure(folder))
        return
      }
      defer { closedir(stream) }
      while let entry = readdir(stream) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name.hasPrefix(".") { continue }
        add(folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)", within: outer.union([identity]))
      }
    }

    private mutating func add(_ path: String, within outer: Set<Identity>) {
      let name = FileName(path: path)
      var status = stat()
      guard stat(path, &status) == 0 else {
        if name.kind != .other { problems.append(failure(path)) }
        return
      }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: collect(path, status, within: outer)
      case S_IFREG:
        do throws(SnapshotError) {
          if try SnapshotFiles.isTaken(path, name) { files.append(path) }
        } catch {
          problems.append(error)
        }
      case let kind where name.kind != .other: problems.append(InputFile.isNoFile(path, kind))
      default: break
      }
    }
  }

  /// Whether a file of a folder belongs to the snapshot.
  private static func isTaken(_ path: String, _ name: FileName) throws(SnapshotError) -> Bool {
    switch name.kind {
    case .json: return true
    case .other: return false
    case .foreign: return name.call != nil
    case .any:
      if name.call != nil { return true }
      let head = try InputFile(path).head(4_096)
      let text = String(decoding: head.bytes.lazy.filter { $0 != 0 }, as: UTF8.self)
      if text.contains("An error occurred (") { return true }
      let letters = text.unicodeScalars.lazy.filter {
        !$0.properties.isWhitespace && $0 != "\u{FEFF}" && $0 != "\u{FFFD}"
      }
      // Much begins with a bracket that is no JSON, such as a section of settings.
      switch Array(letters.prefix(2)) {
      case ["{", "\""], ["{", "}"], ["[", "{"], ["[", "["], ["[", "]"]: return true
      default: return false
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
