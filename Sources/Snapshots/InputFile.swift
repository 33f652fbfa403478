internal import Glibc

/// A file that is open for reading, or standard input.
struct InputFile: ~Copyable {
  private let path: String
  private let descriptor: Int32
  /// How many bytes a regular file has, which can be read from any place; nil for anything else, such as a pipe, and for standard input.
  let size: Int?

  /// No text has more: it is as much as the parser takes.
  private static let most = 0xFFFF_FFFF

  /// Opens a file, or standard input for `-`. What is neither a regular file nor a pipe or terminal of this process's own is refused, and
  /// opening it waits for nobody: a named pipe may never be written to, and a device need not end.
  init(_ path: String) throws(SnapshotError) {
    let opened = try Self.opened(path)
    self.path = path
    (descriptor, size) = opened
  }

  private static func opened(_ path: String) throws(SnapshotError) -> (descriptor: Int32, size: Int?) {
    let own = path == "-" ? STDIN_FILENO : ownDescriptor(path)
    // A descriptor of our own is doubled: a socket's name cannot be opened, and a pipe's would be opened anew.
    let descriptor =
      own.map { fcntl($0, F_DUPFD_CLOEXEC, 0) } ?? open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      throw errno == ENXIO ? isNoFile(path, S_IFSOCK) : SnapshotFiles.failure(path)
    }
    do throws(SnapshotError) {
      return (descriptor, try size(of: descriptor, path, isOwn: own != nil))
    } catch {
      close(descriptor)
      throw error
    }
  }

  /// How many bytes a regular file has, nil for a pipe or terminal of our own.
  private static func size(of descriptor: Int32, _ path: String, isOwn: Bool) throws(SnapshotError) -> Int? {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw SnapshotFiles.failure(path) }
    switch status.st_mode & S_IFMT {
    // What was read of standard input before is no part of it.
    case S_IFREG: return path == "-" ? nil : Int(status.st_size)
    case S_IFIFO where isOwn, S_IFSOCK where isOwn, S_IFCHR where isOwn && isatty(descriptor) == 1: return nil
    case S_IFDIR: throw SnapshotError(file: path, problem: "cannot be read: \(String(cString: strerror(EISDIR)))")
    case let kind: throw isNoFile(path, kind)
    }
  }

  /// That what has a file's name, of a kind in the words of `stat`, is none.
  static func isNoFile(_ path: String, _ kind: mode_t) -> SnapshotError {
    let name =
      switch kind {
      case S_IFIFO: "a named pipe"
      case S_IFSOCK: "a socket"
      default: "a device"
      }
    return SnapshotError(file: path, problem: "is \(name) and no file; what a command prints is read as “-”")
  }

  /// The descriptor that a path such as `/dev/stdin` or, of a process substitution, `/dev/fd/63` names.
  private static func ownDescriptor(_ path: String) -> Int32? {
    if path == "/dev/stdin" { return STDIN_FILENO }
    for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
      return Int32(path.dropFirst(folder.count)).flatMap { $0 >= 0 ? $0 : nil }
    }
    return nil
  }

  deinit {
    close(descriptor)
  }

  /// Appends up to `limit` bytes, fewer only at the end: those from `offset` on, or, of what is no regular file, whatever comes next.
  func read(into text: inout PaddedBytes, limit: Int, at offset: Int) throws(SnapshotError) {
    text.reserve(limit)
    var done = 0
    while done < limit {
      let room = text.room.baseAddress
      let count =
        size == nil
        ? Glibc.read(descriptor, room, limit - done) : pread(descriptor, room, limit - done, offset + done)
      if count < 0 {
        if errno == EINTR { continue }
        throw SnapshotFiles.failure(path)
      }
      if count == 0 { return }
      text.advance(by: count)
      done += count
    }
  }

  /// The first bytes of a regular file, `limit` at the most.
  func head(_ limit: Int) throws(SnapshotError) -> PaddedBytes {
    var text = PaddedBytes(capacity: limit)
    try read(into: &text, limit: limit, at: 0)
    text.finish()
    return text
  }

  /// The whole text.
  consuming func readAll() throws(SnapshotError) -> PaddedBytes {
    var text = PaddedBytes(capacity: max(size ?? 0, 4_095) + 1)
    while true {
      let before = text.count
      let limit = max(text.room.count, text.count)
      try read(into: &text, limit: limit, at: before)
      if text.count - before < limit { break }
      guard text.count < Self.most else {
        throw SnapshotError(file: path, problem: "has more than 4 GiB; a snapshot may be many files")
      }
    }
    text.finish()
    return text
  }
}
