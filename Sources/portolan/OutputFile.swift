import Glibc
import Program

/// A file that a command writes its answer to.
enum OutputFile {
  /// Writes `bytes` to a file, or to standard output for `-`.
  ///
  /// The file is replaced at once by a whole one, so that whoever reads it meanwhile, or after a full disk, finds no half. It keeps its
  /// owner and who may read it; a new one has what the umask leaves.
  static func write(_ bytes: [UInt8], to path: String) throws {
    var status = stat()
    let isThere = stat(path, &status) == 0
    if path == "-" || isThere && isOutput(status) {
      Console.output(bytes)
    } else if isThere, status.st_mode & S_IFMT != S_IFREG {
      // A device or a pipe cannot be replaced, and need not be.
      try write(bytes, to: open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY), path)
    } else {
      // What a link leads to is replaced, not the link.
      try replace(isThere ? resolved(path) : path, with: bytes, keeping: isThere ? status : nil, path)
    }
  }

  private static func replace(_ target: String, with bytes: [UInt8], keeping old: stat?, _ path: String) throws {
    let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? ""
    let draft = "\(folder).portolan-\(String(UInt64.random(in: 0 ... .max), radix: 36))"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, old == nil ? 0o666 : 0o600)
    do {
      try write(bytes, to: descriptor, path) {
        guard let old else { return true }
        // Where the owner cannot be kept, the group is another one, and gets nothing.
        let isKept = fchown(descriptor, old.st_uid, old.st_gid) == 0
        return fchmod(descriptor, old.st_mode & (isKept ? 0o777 : 0o707)) == 0
      }
      guard rename(draft, target) == 0 else { throw failure(path) }
    } catch {
      if descriptor >= 0 { unlink(draft) }
      throw error
    }
  }

  /// Writes all of some bytes, finishes what there is to finish, and closes.
  private static func write(
    _ bytes: [UInt8], to descriptor: Int32, _ path: String, finish: () -> Bool = { true }
  ) throws {
    guard descriptor >= 0 else { throw failure(path) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw closing(descriptor, path) }
      rest = rest.dropFirst(count)
    }
    guard finish() else { throw closing(descriptor, path) }
    // Some file systems notice only now that the disk is full.
    guard close(descriptor) == 0 || errno == EINTR else { throw failure(path) }
  }

  private static func closing(_ descriptor: Int32, _ path: String) -> Failure {
    let failure = failure(path)
    close(descriptor)
    return failure
  }

  /// Whether a file is what standard output leads to, such as `/dev/stdout`.
  private static func isOutput(_ status: stat) -> Bool {
    var output = stat()
    return fstat(STDOUT_FILENO, &output) == 0 && output.st_dev == status.st_dev && output.st_ino == status.st_ino
  }

  private static func resolved(_ path: String) -> String {
    guard let whole = realpath(path, nil) else { return path }
    defer { free(whole) }
    return String(cString: whole)
  }

  private static func failure(_ path: String) -> Failure {
    Failure("\(path): cannot be written: \(String(cString: strerror(errno)))")
  }
}
