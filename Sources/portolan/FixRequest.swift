import IntentFiles
import Program
import Reachability
import Render

/// What is to be fixed, and what was found for it.
struct FixRequest {
  var engine: Engine
  private(set) var subject = RemedyReport.Subject.findings([])
  private(set) var remedies: [RemedyReport.Entry] = []
  /// The exit code: whether there is a remedy, or nothing to fix.
  private(set) var exit = Exit.fails
  /// Whether the snapshot does not tell if there is anything to fix.
  private(set) var isUndecided = false

  init(engine: Engine) {
    self.engine = engine
  }

  /// Looks for remedies for a connection; of several, those that break the fewest others come first.
  mutating func mend(_ question: QuestionOptions, goal: Remedy.Goal) throws {
    let trace = engine.trace(try question.query(in: engine.directory))
    remedies = Remedy.weighed(for: trace, goal: goal, in: engine)
    subject = .connection(trace, goal)
    exit = trace.verdict == .unknown ? .unknown : remedies.isEmpty && trace.verdict != goal.proof ? .fails : .works
  }

  /// Looks for a remedy for an intent of a file.
  mutating func uphold(_ id: String, of path: String) throws {
    let file = try VerifyCommand.read(path)
    guard let intent = file.intents.first(where: { $0.id == id }) else {
      throw Failure("\(path) has no intent “\(id)”; it has \(file.intents.map(\.id).joined(separator: ", "))")
    }
    do throws(IntentProblem) {
      var check = IntentCheck(engine)
      let outcome = try check.outcome(of: intent)
      subject = .intent(outcome)
      add(try Remedy(for: intent, in: engine.network))
      exit = outcome.status == .unknown ? .unknown : remedies.isEmpty && outcome.status != .holds ? .fails : .works
    } catch {
      VerifyCommand.complain([error], in: path)
    }
  }

  /// Looks for a remedy for each finding of a code.
  mutating func cure(_ code: Audit.Code) {
    let audit = Audit(of: engine.network)
    let findings = audit.findings.filter { $0.code == code }
    var cured: [Audit.Finding] = []
    for finding in findings {
      guard let remedy = Remedy(for: finding, in: engine.network) else { continue }
      cured.append(finding)
      add(remedy)
    }
    subject = .findings(cured)
    isUndecided = findings.isEmpty && audit.undecided.contains { $0.codes.contains(code) }
    exit = isUndecided ? .unknown : findings.isEmpty || !cured.isEmpty ? .works : .fails
  }

  private mutating func add(_ remedy: Remedy?) {
    if let remedy { remedies.append((remedy, RemedyEffects(of: remedy, in: engine))) }
  }
}
