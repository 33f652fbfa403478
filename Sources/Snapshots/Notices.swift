internal import AWSCatalogue
internal import NetworkModel

/// What was noticed while reading and did not stop it.
struct Notices {
  /// The files that were looked at, in their order.
  private var files: [String] = []
  /// Those of them that something was read of.
  private var readFiles: Set<String> = []
  /// Top-level keys that nothing reads, by their files.
  private var unread: [String: Set<String>] = [:]
  /// Why files cannot be read, each in the rest of a sentence.
  private var problems: [String: [String]] = [:]
  /// Calls that failed.
  private var failures: [FailedCall] = []
  /// Calls whose pages are missing, as the manifest of a collector says.
  private var partial: [FailedCall] = []
  /// What two descriptions of a resource tell differently.
  private var conflicts: Set<Doubt> = []
  /// What cannot be relied on for what a description says or leaves out.
  private var doubts: Set<Doubt> = []
  /// What descriptions lack, with the resources.
  private var lacks: [String: Set<String>] = [:]
  /// How often each member was met that Portolan does not know.
  private var strangers: [DescriptionRemarks.Stranger: Int] = [:]
  /// Answers of other services that stand under a key of an answer that is read.
  private var foreign: [String: Set<String>] = [:]
  /// Ids of resources of which a call tells a part, and no call the whole.
  private var strays: Set<String> = []
  /// Names of services whose subnet group is not described.
  private var ungrouped: Set<String> = []
  /// ARNs of listeners of Application Load Balancers without a single rule.
  private var unruled: Set<String> = []

  mutating func noteFile(_ file: String) { if files.last != file { files.append(file) } }
  mutating func noteRead(_ file: String) { readFiles.insert(file) }
  mutating func noteUnread(_ key: String, in file: String) { unread[file, default: []].insert(key) }
  mutating func noteUnreadable(_ file: String, _ problem: String) {
    if problems[file]?.contains(problem) != true { problems[file, default: []].append(problem) }
  }
  mutating func noteFailure(_ failure: FailedCall) { failures.append(failure) }
  mutating func notePartial(_ call: FailedCall) { partial.append(call) }
  mutating func noteConflict(_ doubt: Doubt) { conflicts.insert(doubt) }
  mutating func noteDoubt(_ doubt: Doubt) { doubts.insert(doubt) }
  mutating func noteLack(of key: String, _ kind: String, _ id: String) {
    lacks["“\(key)” of \(kind)", default: []].insert(id.abbreviated)
  }
  mutating func noteStrangers(_ counts: [DescriptionRemarks.Stranger: Int]) {
    strangers.merge(counts, uniquingKeysWith: +)
  }
  mutating func noteForeign(_ key: String, in file: String) {
    foreign[file, default: []].insert("“\(key.abbreviated)”")
  }
  mutating func noteStray(_ id: String) { strays.insert(id.abbreviated) }
  mutating func noteUngrouped(_ name: String) { ungrouped.insert(name.abbreviated) }
  mutating func noteUnruled(_ arn: String) { unruled.insert(arn.abbreviated) }

  /// Whether anything was read at all.
  var hasRead: Bool { !readFiles.isEmpty }

  /// Why nothing was read of some files, in their order.
  var unreadable: [SnapshotError] {
    let failed = Dictionary(grouping: failures) { $0.source.file }
    return files.compactMap { file in
      if let problem = problems[file]?.first { return SnapshotError(file: file, problem: problem) }
      if readFiles.contains(file) { return nil }
      if let keys = foreign[file] {
        return SnapshotError(
          file: file, problem: "holds another service's answer by its shape: \(keys.sorted().joined(separator: ", "))")
      }
      if let failure = failed[file]?.first {
        let code = failure.code.isEmpty ? "" : " (\(failure.code))"
        return SnapshotError(
          file: file, problem: "holds no answer: aws \(failure.call.words) was refused or failed\(code)")
      }
      return SnapshotError(file: file, problem: RootLook.sentence(keys: unread[file] ?? []))
    }
  }

  /// One line for each kind of thing that was noticed, and for each file that nothing was read of.
  func lines(cutOff: (byToken: Set<String>, bySearch: Set<String>)) -> [String] {
    let unreadable = unreadable.filter { problem in
      !failures.contains { $0.source.file == problem.file } && foreign[problem.file] == nil
    }
    var lines = unreadableLines(unreadable)
    for (notice, names) in kinds(besides: Set(unreadable.map(\.file)), cutOff) where !names.isEmpty {
      lines.append("\(notice): \(Self.listed(names))".onOneLine)
    }
    lines += Self.lines(conflicts, "described twice and differently")
    lines += Self.lines(doubts, "in doubt")
    for (lack, ids) in lacks.sorted(by: { $0.key < $1.key }) {
      lines.append("cut down, what depends on it is unknown: \(lack) \(Self.listed(ids))".onOneLine)
    }
    return lines
  }

  private func unreadableLines(_ unreadable: [SnapshotError]) -> [String] {
    let most = 8
    let shown = unreadable.prefix(most).map { problem in
      let part = readFiles.contains(problem.file) ? "not all" : "nothing"
      return "\(part) is read of \(problem.file), which \(problem.problem)".onOneLine
    }
    let more = unreadable.count - most
    return more > 0 ? shown + ["nothing is read of \(more) more files"] : shown
  }

  /// What was noticed, by kind; keys of the files in `silent` are told with these.
  private func kinds(
    besides silent: Set<String>, _ cutOff: (byToken: Set<String>, bySearch: Set<String>)
  ) -> [(notice: String, names: Set<String>)] {
    var (others, ownerless): (Set<String>, Set<String>) = ([], [])
    for key in Set(unread.lazy.filter { !silent.contains($0.key) }.flatMap(\.value)) {
      if let wrapper = Self.wrappers[key] {
        ownerless.insert("\(key) under \(wrapper)")
      } else {
        others.insert(key.abbreviated)
      }
    }
    let passedOver = foreign.flatMap { file, keys in keys.map { "\($0) in \(file)" } }
    let members = strangers.map { "\($0.key.shape).\($0.key.key) (\($0.value))" }
    return [
      ("not read, since Portolan does not model them", others),
      (
        "not read, since AWS prints it without saying whose it is, which the file's name may say or docs/snapshots.md how to add",
        ownerless
      ),
      ("no answer, since AWS refused the call or it failed", Set(failures.map(\.description))),
      ("incomplete, as the manifest says", Set(partial.map(\.description))),
      ("incomplete, since it ends with a token for more pages; run the call without --max-items", cutOff.byToken),
      (
        "incomplete, since the search found more routes than it lists; list the static ones by themselves",
        cutOff.bySearch
      ),
      ("passed over, since by its shape it is another service's answer", Set(passedOver)),
      ("left out, since of these the snapshot has a part only", strays),
      ("of unknown subnets, since the snapshot lacks their subnet group", ungrouped),
      ("known by their default actions only (aws elbv2 describe-rules)", unruled),
      ("members that Portolan does not know", Set(members)),
    ]
  }

  /// A line for each of some doubts, as many as people read.
  private static func lines(_ doubts: Set<Doubt>, _ notice: String) -> [String] {
    let most = 16
    let sorted = doubts.sorted { ($0.what, $0.why) < ($1.what, $1.why) }
    let shown = sorted.prefix(most).map { "\(notice): \($0.what): \($0.why)".onOneLine }
    return sorted.count > most ? shown + ["\(notice): and \(sorted.count - most) more"] : shown
  }

  /// The keys of answers that do not say whom they are about, and where a snapshot holds such an answer together with what was asked about.
  private static let wrappers = AnswerKeys.unowned.mapValues { calls in
    calls.compactMap { $0.parent?.wrapper }.joined(separator: " or ")
  }

  /// Names in their order, as many as one line should hold.
  private static func listed(_ names: Set<String>) -> String {
    let most = 32
    let shown = names.sorted().prefix(most).joined(separator: ", ")
    return names.count > most ? "\(shown) and \(names.count - most) more" : shown
  }
}
