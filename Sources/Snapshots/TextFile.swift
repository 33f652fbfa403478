internal import Glibc

/// A text that is no snapshot, from a file, a pipe, or standard input for `-`: intents, questions, what a host's commands printed.
package enum TextFile {
  /// More than people write, and less than would be missed: what is longer is another kind of file, or has no end.
  private static let longestText = 1 << 26
  /// More than one question is long.
  private static let longestLine = 1 << 20

  /// The bytes of a text.
  package static func bytes(of path: String) throws(SnapshotError) -> [UInt8] {
    var bytes: [UInt8] = []
    try forEachPart(of: path) { part throws(SnapshotError) in
      bytes += part
      guard bytes.count <= longestText else {
        throw SnapshotError(
          file: path, problem: "goes on for over \(longestText >> 20) MiB: is it another file, or a device?")
      }
    }
    return bytes
  }

  /// The lines of a text, as UTF-8 bytes without their ends.
  package static func lines(of path: String) throws(SnapshotError) -> [[UInt8]] {
    try bytes(of: path).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
  }

  /// Takes the lines of a text one after the other, in memory that does not grow with it.
  package static func forEachLine(of path: String, _ take: (ArraySlice<UInt8>) -> Void) throws(SnapshotError) {
    var unfinished: [UInt8] = []
    var line = 1
    try forEachPart(of: path) { part throws(SnapshotError) in
      // Only what is new is searched, so that a long line is not gone through again with each part.
      var start = 0
      var searched = unfinished.count
      unfinished += part
      while let end = unfinished[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        take(unfinished[start..<end])
        line += 1
        start = end + 1
        searched = start
      }
      unfinished.removeFirst(start)
      guard unfinished.count <= longestLine else {
        throw SnapshotError(file: path, place: "line \(line)", problem: "is longer than \(longestLine >> 20) MiB")
      }
    }
    take(unfinished[...])
  }

  private static func forEachPart(
    of path: String, _ take: (ArraySlice<UInt8>) throws(SnapshotError) -> Void
  ) throws(SnapshotError) {
    let descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw SnapshotFiles.failure(path) }
    defer { close(descriptor) }
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &part, part.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw SnapshotFiles.failure(path) }
      if count == 0 { return }
      try take(part[..<count])
    }
  }
}
