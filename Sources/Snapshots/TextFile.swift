/// A text file that is no snapshot, read with the same care.
package enum TextFile {
  /// The lines of a file, or of standard input for `-`, as UTF-8 bytes without their ends.
  package static func lines(of path: String) throws(SnapshotError) -> [[UInt8]] {
    let text = try SnapshotFiles.read(path)
    return text.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
  }
}
