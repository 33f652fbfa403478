/// The choices that AWS may make on the way of one connection: which node of a load balancer, which target, which address of a
/// NAT gateway, which zone. Asking the same question again after `advance()` takes the next combination, until all were taken.
struct Choices: Sendable {
  private struct Choice {
    var taken: Int
    let count: Int
  }

  private var choices: [Choice] = []
  private var position = 0
  private var remembered: [Int: Int] = [:]

  /// Which of `count` is taken now, in the order of asking.
  ///
  /// - Precondition: `count` is positive.
  mutating func pick(_ count: Int) -> Int {
    precondition(count > 0, "a choice among none")
    if count == 1 { return 0 }
    if position == choices.count { choices.append(Choice(taken: 0, count: count)) }
    defer { position += 1 }
    return choices[position].taken
  }

  /// Which of `count` is taken now where `key` always meets the same choice.
  mutating func pick(_ count: Int, always key: Int) -> Int {
    if let taken = remembered[key] { return taken }
    let taken = pick(count)
    remembered[key] = taken
    return taken
  }

  /// A point on the way, to go the same way from once more.
  struct Mark: Sendable {
    fileprivate let position: Int
    fileprivate let remembered: [Int: Int]
  }

  /// The point that has been come to.
  var mark: Mark { Mark(position: position, remembered: remembered) }

  /// Goes back, or forward again, to a point.
  mutating func resume(at mark: Mark) {
    position = mark.position
    remembered = mark.remembered
  }

  /// Forgets what was always to be met with the same choice: a new leg begins.
  mutating func beginLeg() {
    if !remembered.isEmpty { remembered = [:] }
  }

  /// Goes on to the next combination; false when there is none.
  mutating func advance() -> Bool {
    position = 0
    remembered = [:]
    while let last = choices.last {
      if last.taken + 1 < last.count {
        choices[choices.count - 1].taken += 1
        return true
      }
      choices.removeLast()
    }
    return false
  }
}
