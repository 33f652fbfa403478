public import NetworkModel
public import Reachability

/// An audit, or what was asked for of it, ready to be printed.
public struct AuditReport: Sendable {
  /// The findings, the worst first.
  public let findings: [Audit.Finding]
  /// What the snapshot lacks, so that checks that were asked for may have missed something.
  public let undecided: [Audit.Undecided]
  /// What was taken for granted.
  let grounds: Grounds
  /// Whether every finding is to be shown, and not only some of each code.
  let showsAll: Bool
  /// The snapshot as `portolan trace` takes it, for the commands that show a finding.
  let snapshot: String
  let network: Network

  /// Takes the findings of at least `severity`, of one of `codes` if there are any.
  public init(
    _ audit: Audit, of network: Network, snapshot: String, atLeast severity: Audit.Severity = .info,
    codes: Set<Audit.Code> = []
  ) {
    findings = audit.findings.filter { $0.severity >= severity && (codes.isEmpty || codes.contains($0.code)) }
    undecided = audit.undecided.filter { codes.isEmpty || !codes.isDisjoint(with: $0.codes) }
    // What is missing is among what is undecided.
    grounds = Grounds(of: network).withoutMissing
    showsAll = !codes.isEmpty
    self.snapshot = snapshot
    self.network = network
  }

  /// How many findings have a severity.
  public func count(_ severity: Audit.Severity) -> Int { findings.count { $0.severity == severity } }

  /// Whether anything was found that is worse than worth knowing.
  public var hasFaults: Bool { findings.contains { $0.severity > .info } }

  /// The command that shows a finding, word by word; nil when there is none.
  func command(_ evidence: Audit.Evidence) -> [String]? {
    evidence.options.map { ["portolan", "trace", snapshot] + $0 }
  }
}
