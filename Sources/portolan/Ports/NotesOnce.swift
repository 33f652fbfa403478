import Program

/// Says on standard error what is to be said once, however often it is noticed.
struct NotesOnce {
  private var isSaid: [Bool] = []

  /// Says each note that is there, and was not yet when called before.
  mutating func say(_ notes: String?...) {
    if isSaid.isEmpty { isSaid = Array(repeating: false, count: notes.count) }
    for (index, note) in notes.enumerated() {
      guard let note, !isSaid[index] else { continue }
      Console.error("portolan: note: \(note)")
      isSaid[index] = true
    }
  }
}
