/// A text file that is no snapshot, read with the same care.
package enum TextFile {
  /// The bytes of a file, or of standard input for `-`.
  package static func bytes(of path: String) throws(SnapshotError) -> [UInt8] {
    // Held for as long as its bytes are looked at.
    let text = try SnapshotFiles.read(path)
    return Array(text.bytes)
  }

  /// The lines of a file, or of standard input for `-`, as UTF-8 bytes without their ends.
  package static func lines(of path: String) throws(SnapshotError) -> [[UInt8]] {
    try bytes(of: path).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
  }
}
