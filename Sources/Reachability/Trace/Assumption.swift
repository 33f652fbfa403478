public import AWSCatalogue
public import NetworkModel

/// Something that an answer takes for granted: AWS's default for what no answer of the snapshot tells, or what no call of AWS tells at all.
///
/// With `--strict` nothing is, and the answer is `unknown` instead.
public struct Assumption: Hashable, Sendable, CustomStringConvertible {
  /// What is taken for granted, as a sentence without a stop.
  public let text: String
  /// The call that would tell; nil when none does.
  public let call: AWSCall?
  /// What became of that call.
  public let status: CallLedger.Status?

  /// Makes an assumption that no call could replace by a fact.
  init(_ text: String) {
    self.text = text
    call = nil
    status = nil
  }

  /// Makes an assumption in the place of what a call would tell.
  init(_ text: String, for call: AWSCall, _ status: CallLedger.Status) {
    self.text = text
    self.call = call
    self.status = status
  }

  /// Assumes that a group whose description lacks lists of peers has no rules but those described.
  init(rulesOf group: SecurityGroup, in network: Network) {
    let call = AWSCall.describeSecurityGroupRules
    self.init(
      "security group \(group.name) has no rules but those that it is described with", for: call,
      group.vpc.map { network.status(of: call, for: $0) } ?? network.ledger.status(of: call))
  }

  /// The assumption with why it is needed.
  public var description: String {
    guard let call, let status else { return text }
    return "\(text) (\(status.text(of: call)))"
  }

  /// The same where nothing is taken for granted.
  var unknown: Unknown {
    guard let call, let status else { return Unknown(what: "whether \(text)", why: "no call of AWS tells") }
    return Unknown(what: "whether \(text)", why: status.text(of: call))
  }
}
