extension Printout {
  /// What the nearest line above a place tells, such as the command that printed a table.
  ///
  /// Every line is looked at once, and only when something asks: most texts have nothing to tell.
  struct LastTold<Told> {
    private var searched = 0
    private var told: Told?

    /// What the last of the first `count` lines tells that tells anything; asked again, `count` must not shrink.
    mutating func last(ofFirst count: Int, in printout: Printout, by tell: ([String]) -> Told?) -> Told? {
      guard searched < count else { return told }
      for line in printout.lines[searched..<count].reversed() where !line.isUsed {
        guard let newer = tell(line.bytes.words) else { continue }
        told = newer
        break
      }
      searched = count
      return told
    }

    /// Lets what was told count no longer.
    mutating func forget() { told = nil }
  }
}
