/// What a file tells besides lists.
struct Remarks {
  /// Calls that failed.
  var failures: [FailedCall] = []
  /// Calls of which the manifest of a collector says that pages are missing.
  var cutOff: [FailedCall] = []
  /// Answers that do not say whom they are about.
  var unowned: [UnownedAnswer] = []
  /// Why something in the file, or all of it, cannot be read, each in a sentence that follows on the file's name.
  var unreadable: [String] = []

  var isEmpty: Bool { failures.isEmpty && cutOff.isEmpty && unowned.isEmpty && unreadable.isEmpty }
}

extension Remarks {
  /// What a file tells that is no JSON.
  ///
  /// - Throws: what it looks like, if its name says that it should be JSON.
  init(_ look: TextLook, of source: Source) throws(SnapshotError) {
    self.init()
    switch look {
    case .failure(let failure): failures = [failure]
    case .empty:
      if let call = source.name.call {
        failures = [FailedCall(call, code: "", from: source)]
      } else {
        unreadable = ["is empty: the command that should have written it may have failed"]
      }
    case .known(let sentence):
      if source.name.kind == .json { throw SnapshotError(file: source.file, problem: sentence) }
      unreadable = [sentence]
    }
  }
}
