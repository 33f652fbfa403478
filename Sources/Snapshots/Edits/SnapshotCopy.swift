internal import Glibc
public import NetworkModel

/// A copy of a snapshot's files in which edits are made, and nothing else differs by a byte.
public struct SnapshotCopy: Sendable {
  /// The files, by their paths below the snapshot's folder.
  let files: [(path: String, bytes: [UInt8])]
  private let source: String

  /// Reads the files of a snapshot, as `Snapshot(readingFrom:)` does, and makes edits in them.
  ///
  /// - Throws: `SnapshotError` when a file cannot be read, or when none describes what an edit is of.
  public init(of path: String, making edits: [Edit]) throws(SnapshotError) {
    source = path
    let (names, problems) = try SnapshotFiles.list(path)
    if !problems.isEmpty { throw SnapshotError(problems) }
    var parser = JSONParser()
    var files: [(path: String, text: JSONText, isOrdinary: Bool)] = []
    for name in names {
      let text = try SnapshotFiles.read(name)
      files.append((Self.relative(name, to: path), JSONText(Array(text.bytes)), parser.parse(text)))
    }
    for edit in edits {
      var isMade = false
      for index in files.indices where !isMade && files[index].isOrdinary { isMade = files[index].text.apply(edit) }
      if !isMade {
        throw SnapshotError(
          file: path,
          problem: "no file describes \(edit.resource), which an edit is of, in the list that its describe call prints")
      }
    }
    self.files = files.map { ($0.path, $0.text.bytes) }
  }

  private static func relative(_ name: String, to path: String) -> String {
    if name == "-" { return "snapshot.json" }
    if name == path { return name.split(separator: "/").last.map(String.init) ?? name }
    return String(name.dropFirst(path.count).drop { $0 == "/" })
  }

  /// Writes the files into a folder, which must be empty or not be there, and lie outside the snapshot: its files would be read with it.
  ///
  /// - Throws: `SnapshotError` when it is neither, or cannot be written to; then nothing is left of what was written.
  public func write(to folder: String) throws(SnapshotError) {
    let isNew = mkdir(folder, 0o777) == 0
    let problem = errno
    if let whole = Self.resolved(folder), let outer = Self.resolved(source), (whole + "/").hasPrefix(outer + "/") {
      if isNew { rmdir(folder) }
      throw SnapshotError(
        file: folder, problem: "is inside the snapshot \(source), which would hold both versions: name a folder outside"
      )
    }
    if !isNew {
      guard problem == EEXIST else { throw Self.failure(folder, problem) }
      guard Self.isEmptyFolder(folder) else {
        throw SnapshotError(file: folder, problem: "is there already: name a folder that is new or empty")
      }
    }
    var made: [String] = []
    do throws(SnapshotError) {
      for file in files { try Self.write(file.bytes, to: file.path, below: folder, &made) }
    } catch {
      for path in made.reversed() { remove(path) }
      if isNew { rmdir(folder) }
      throw error
    }
  }

  private static func resolved(_ path: String) -> String? {
    guard let whole = realpath(path, nil) else { return nil }
    defer { free(whole) }
    return String(cString: whole)
  }

  private static func isEmptyFolder(_ folder: String) -> Bool {
    guard let stream = opendir(folder) else { return false }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name != ".", name != ".." { return false }
    }
    return true
  }

  private static func write(
    _ bytes: [UInt8], to path: String, below folder: String, _ made: inout [String]
  ) throws(SnapshotError) {
    var parent = folder
    for part in path.split(separator: "/").dropLast() {
      parent += "/\(part)"
      if mkdir(parent, 0o777) == 0 { made.append(parent) } else if errno != EEXIST { throw failure(parent) }
    }
    let name = "\(folder)/\(path)"
    let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure(name) }
    made.append(name)
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        let problem = failure(name)
        close(descriptor)
        throw problem
      }
      rest = rest.dropFirst(count)
    }
    // Some file systems notice only now that the disk is full.
    guard close(descriptor) == 0 || errno == EINTR else { throw failure(name) }
  }

  private static func failure(_ path: String, _ number: Int32 = errno) -> SnapshotError {
    SnapshotError(file: path, problem: "cannot be written: \(String(cString: strerror(number)))")
  }
}
