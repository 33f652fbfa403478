/// A number for each distinct key, in the order in which they came.
struct Numbering<Key: Hashable>: Sendable where Key: Sendable {
  /// The keys, at their numbers.
  private(set) var keys: [Key] = []
  private var numbers: [Key: Int] = [:]

  /// The number of a key.
  mutating func number(of key: Key) -> Int {
    if let number = numbers[key] { return number }
    numbers[key] = keys.count
    keys.append(key)
    return keys.count - 1
  }
}
