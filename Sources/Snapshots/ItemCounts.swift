internal import AWSCatalogue

/// How many elements the lists of each file have, by their keys.
struct ItemCounts: Sendable {
  private var counts: [String: [String: Int]] = [:]

  /// Notes a list, or a part of one.
  mutating func note(_ key: String, _ count: Int, in file: String) {
    counts[file, default: [:]][key, default: 0] += count
  }

  /// How many elements a file has of the answers to a call; nil when it holds them under another key than is usual.
  func count(of call: AWSCall, in file: String) -> Int? {
    let counts = counts[file] ?? [:]
    return call.parent?.wrapper.flatMap { counts[$0] } ?? counts[call.key]
  }
}
