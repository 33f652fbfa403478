public import NetworkModel
public import Ports

extension Audit {
  /// One thing that is wrong, too open, or worth knowing.
  public struct Finding: Sendable {
    /// What kind it is.
    public let code: Code
    /// How bad it is.
    public let severity: Severity
    /// Where it is.
    public let component: Hop.Component
    /// The direction of the component's rules that it is about; nil where it is about neither or both.
    public let direction: Direction?
    /// The rule that is to blame, where it is one.
    public let rule: Hop.Rule?
    /// The protocol of `ports`.
    public let ipProtocol: IPProtocol?
    /// The ports in question: the client ports whose replies are dropped, the server ports that are open; nil where it is about no ports.
    public let ports: PortSet?
    /// One or two sentences for people.
    public let message: String
    /// A packet that shows it; nil where there is none, such as for a quota.
    public let evidence: Evidence?
    /// What to do about it.
    public let cure: Cure

    init(
      _ code: Code, _ severity: Severity, at component: Hop.Component, _ direction: Direction?,
      rule: Hop.Rule? = nil, ipProtocol: IPProtocol? = nil, ports: PortSet? = nil, _ message: String,
      evidence: Evidence? = nil, cure: Cure
    ) {
      self.code = code
      self.severity = severity
      self.component = component
      self.direction = direction
      self.rule = rule
      self.ipProtocol = ipProtocol
      self.ports = ports
      self.message = message
      self.evidence = evidence
      self.cure = cure
    }
  }

  /// What to do about a finding.
  public struct Cure: Sendable {
    /// One sentence for people.
    public let sentence: String
    /// The edits that do it, all together; none where it takes a decision, or something that no edit of a rule does.
    public let edits: [Edit]

    init(_ sentence: String, edits: [Edit] = []) {
      self.sentence = sentence
      self.edits = edits
    }
  }
}
