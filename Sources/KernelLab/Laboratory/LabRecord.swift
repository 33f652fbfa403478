internal import Glibc

/// What a lab's file says of it: which namespaces it was to make, which it has made, and whether it was kept.
///
/// A name proves nothing, since others may use it. What was made is known by its mark, which no other namespace has; what was only
/// announced, before a killed run came to mark it, is taken for the lab's own as long as there is nothing in it.
struct LabRecord {
  private(set) var isKept = false
  /// Names of namespaces, in the order in which they were made.
  private(set) var announced: [String] = []
  private var marks: [String: String] = [:]

  /// Reads a lab's file.
  init(_ lock: Int32) {
    var text: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = pread(lock, &part, part.count, text.count)
      if count <= 0 { break }
      text += part[..<count]
    }
    for line in String(decoding: text, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      switch (words.first, words.count) {
      case ("kept", 1): isKept = true
      case ("making", 2): announced.append(words[1])
      case ("made", 3): marks[words[1]] = words[2]
      default: break
      }
    }
  }

  /// The line that announces a namespace.
  static func making(_ name: String) -> String { "making \(name)" }
  /// The line that marks one.
  static func made(_ space: NetworkNamespace) -> String { "made \(space.name) \(space.mark)" }

  /// The namespaces that are there and are the lab's own.
  var own: [NetworkNamespace.Identity] {
    announced.compactMap { name in
      guard let space = try? NetworkNamespace(named: name) else { return nil }
      defer { space.close() }
      let isOwn = marks[name].map { $0 == space.mark } ?? space.isEmpty
      return isOwn ? space.identity : nil
    }
  }
}
