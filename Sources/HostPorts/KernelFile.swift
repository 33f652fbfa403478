internal import Glibc

/// A small file in which the kernel tells something, such as a setting under `/proc/sys`.
enum KernelFile {
  /// What the file holds, as far as 1 MiB; nil when it cannot be read.
  ///
  /// - Parameter part: How much to ask for at once. Of a list of ports the kernel tells no more than it is asked for the first time (Linux
  ///   `kernel/sysctl.c`, `proc_do_large_bitmap`).
  static func bytes(_ path: String, inPartsOf part: Int = 1 << 14) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: part)
    while bytes.count < 1 << 20 {
      let count = read(descriptor, &part, part.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { break }
      bytes += part[..<count]
    }
    return bytes
  }

  /// The same as text, without the end of its last line.
  static func text(_ path: String, inPartsOf part: Int = 1 << 14) -> String? {
    guard var bytes = bytes(path, inPartsOf: part) else { return nil }
    while bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The whole number that is all the file holds; nil when it holds something else.
  static func number(_ path: String) -> Int? { text(path).flatMap { Int($0) } }

  /// Writes a setting; 0, or an `errno`.
  static func write(_ text: String, to path: String) -> Int32 {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return errno }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    var written = 0
    // The kernel takes a setting in one piece or not at all; a file may take several.
    repeat {
      let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return errno }
      written += count
    } while written < bytes.count
    return 0
  }
}
