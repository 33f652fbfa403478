internal import NetworkModel

/// Words of a command as a shell takes them.
enum ShellWord {
  /// A word as it is, or in quotes where it has something that a shell would take for its own; always on one line.
  static func quoted(_ word: String) -> String {
    let word = word.onOneLine
    let plain = word.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "-_./:,@%+=".utf8.contains(byte)
      }
    }
    if plain, !word.isEmpty { return word }
    return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
  }
}
