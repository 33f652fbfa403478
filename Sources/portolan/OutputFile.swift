import Glibc
import Program

/// A file that a command writes its answer to.
enum OutputFile {
  /// Writes `bytes` to a file, or to standard output for `-`.
  ///
  /// The file is replaced at once by a whole one, so that whoever reads it meanwhile, or after a full disk, finds no half.
  static func write(_ bytes: [UInt8], to path: String) throws {
    if path == "-" {
      Console.output(bytes)
      return
    }
    // A device or a pipe cannot be replaced, and need not be.
    var status = stat()
    let isSpecial = stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
    let target = isSpecial ? path : "\(path).\(getpid())"
    guard let file = fopen(target, "wb") else { throw Failure("\(path): cannot be written: \(reason)") }
    let isWritten = fwrite(bytes, 1, bytes.count, file) == bytes.count
    let isClosed = fclose(file) == 0
    guard isWritten, isClosed, isSpecial || rename(target, path) == 0 else {
      let reason = reason
      if !isSpecial { unlink(target) }
      throw Failure("\(path): cannot be written: \(reason)")
    }
  }

  private static var reason: String { String(cString: strerror(errno)) }
}
