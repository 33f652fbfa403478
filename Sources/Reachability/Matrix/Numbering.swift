/// A number for each distinct key, in the order in which they came.
struct Numbering<Key: Hashable>: Sendable where Key: Sendable {
  /// The keys, at their numbers.
  private(set) var keys: [Key] = []
  private var numbers: [Key: Int] = [:]

  /// The number of a key.
  mutating func number(of key: Key) -> Int {
    // In one access: most of the time goes into hashing.
    let number = { (number: inout Int) in number }(&numbers[key, default: keys.count])
    if number == keys.count { keys.append(key) }
    return number
  }
}
