extension PathOracle {
  /// What AWS chooses freely: the first telling takes the first of everything, and each further one another
  /// combination.
  final class Chooser {
    /// What was chosen in this telling, of how many.
    private(set) var choices: [(index: Int, count: Int)] = []
    private var script: [Int] = []

    /// One of `list`, which must not be empty.
    func choose<Element>(_ list: [Element]) -> Element {
      if list.count == 1 { return list[0] }
      let index = choices.count < script.count ? script[choices.count] : 0
      choices.append((index, list.count))
      return list[index]
    }

    /// Sets out for the next combination; false when there is none.
    func advance() -> Bool {
      while let last = choices.popLast() {
        if last.index + 1 < last.count {
          script = choices.map(\.index) + [last.index + 1]
          choices = []
          return true
        }
      }
      return false
    }
  }

  /// What the tellings of one question share: outcomes of legs that were told before, by the choices that led to them.
  final class Notebook {
    struct Key: Hashable {
      var leg: Int
      var choices: [Int]
    }

    var outcomes: [Key: [Outcome]] = [:]
    var kinds: Set<String> = []
    /// What is told of the legs, if anybody asked.
    var account: [String]?
  }
}
