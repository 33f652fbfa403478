internal import AWSCatalogue
internal import NetworkModel

/// Which calls the files read so far hold answers of.
///
/// Pages chain: each but the last ends with a token. A call is whole in an account and Region once an answer without a token is there, in
/// whatever file; what one file holds of a call that is asked about one thing at a time is whole if such an answer follows in the same file.
struct CallRecord {
  private struct Answer: Hashable {
    let call: AWSCall
    let file: String
    /// Its number in the file.
    let number: Int
  }

  private struct Page: Hashable {
    let file: String
    let number: Int
  }

  private var answers: [(answer: Answer, scope: Scope, family: Substring)] = []
  private var known: Set<Answer> = []
  /// The members that hold the tokens of answers.
  private var tokens: [Page: Set<String>] = [:]
  /// What is known of calls without a look at tokens.
  private var entries: [(call: AWSCall, status: CallLedger.Status, source: Source)] = []
  /// Searches that found more than they list.
  private(set) var cutShort: Set<String> = []

  /// Notes that answer `number` of a file has a list under a key.
  mutating func note(key: String, _ number: Int, from source: Source) {
    if source.name.isOfChange { return }
    for call in AnswerKeys.calls[key] ?? [] {
      let answer = Answer(call: call, file: source.file, number: number)
      if known.insert(answer).inserted { answers.append((answer, source.scope, source.name.family)) }
    }
  }

  /// Notes that answer `number` of a file ends with a token for the next page.
  mutating func noteToken(_ key: String, in number: Int, of source: Source) {
    tokens[Page(file: source.file, number: number), default: []].insert(key)
  }

  /// Notes what became of a call.
  mutating func note(_ call: AWSCall, _ status: CallLedger.Status, from source: Source) {
    entries.append((call, status, source))
  }

  /// Notes that a search found more than it lists.
  mutating func noteCutShort(_ call: AWSCall, from source: Source) {
    note(call, .cutOff, from: source)
    cutShort.insert(source.file)
  }

  /// The ledger.
  var ledger: CallLedger {
    var ledger = CallLedger.empty
    for (answer, scope, isCutOff) in judged() {
      ledger.note(answer.call, isCutOff ? .cutOff : .whole, in: scope, file: answer.file)
    }
    for (call, status, source) in entries { ledger.note(call, status, in: source.scope, file: source.file) }
    // A call that is asked about one thing at a time lacks what it was refused for one.
    for (call, status, source) in entries where status == .denied && call.parent != nil {
      let isAnswered = ledger.entries[call]?.contains { $0.status <= .cutOff && $0.scope.mayBe(source.scope) } ?? false
      if isAnswered { ledger.note(call, .cutOff, in: source.scope, file: source.file) }
    }
    return ledger
  }

  /// The files that lack pages, each with the calls to make again, for people.
  var cutOff: (byToken: Set<String>, bySearch: Set<String>) {
    let judged = judged().filter(\.isCutOff).map { ($0.answer.file, $0.answer.call) }
    let others = entries.filter { entry in
      entry.status == .cutOff && !cutShort.contains(entry.source.file) && entry.source.name.stem != "manifest"
    }
    let all = judged + others.map { ($0.source.file, $0.call) }
    return (
      Set(all.map { "\($0) (aws \($1.words))" }),
      Set(cutShort.map { "\($0) (aws \(AWSCall.searchTransitGatewayRoutes.words))" })
    )
  }

  /// Each answer, and whether pages are missing behind it.
  private func judged() -> [(answer: Answer, scope: Scope, isCutOff: Bool)] {
    struct Chain: Hashable {
      let call: AWSCall
      let scope: Scope
      let family: Substring

      init(_ call: AWSCall, _ scope: Scope, _ family: Substring) {
        self.call = call
        self.scope = scope
        // Where nothing tells which Region an answer is from, only names that are alike make pages of one.
        self.family = scope.region == nil ? family : ""
      }
    }
    var ends: Set<Chain> = []
    var lastInFile: [String: [AWSCall: Int]] = [:]
    for (answer, scope, family) in answers where !hasToken(answer) {
      ends.insert(Chain(answer.call, scope, family))
      let last = lastInFile[answer.file]?[answer.call] ?? 0
      lastInFile[answer.file, default: [:]][answer.call] = max(last, answer.number)
    }
    return answers.map { answer, scope, family in
      let isEnded =
        answer.call.parent == nil
        ? ends.contains(Chain(answer.call, scope, family))
        : lastInFile[answer.file]?[answer.call].map { $0 > answer.number } ?? false
      return (answer, scope, hasToken(answer) && !isEnded)
    }
  }

  private func hasToken(_ answer: Answer) -> Bool {
    let tokens = tokens[Page(file: answer.file, number: answer.number)] ?? []
    // EFS repeats in `Marker` where the page began, and `--max-items` of the command adds `NextToken` to any call's answer.
    return tokens.contains { $0 != "Marker" || answer.call.pageToken != "NextMarker" }
  }
}
