public import AWSCatalogue

/// A call of AWS whose answers a network lacks, wholly or in part, where they may decide.
public struct MissingFact: Hashable, Sendable {
  /// The call that would tell.
  public let call: AWSCall
  /// What became of it; `whole` where it was answered and does not tell of what something refers to.
  public let status: CallLedger.Status
  /// The account and Region to make it in, as far as the snapshot tells.
  public let scope: Scope
  /// The ids of what it would tell of, sorted; empty where that is anything that there is.
  public let subjects: [String]
  /// Whether there is more than one account or Region, so that the place is worth telling.
  private let isOneOfSeveral: Bool
  /// Whether answers take for granted what AWS sets by default, and say so; else they are `unknown` where it decides.
  public let isAssumption: Bool

  init(
    call: AWSCall, status: CallLedger.Status, scope: Scope, subjects: [String] = [], isOneOfSeveral: Bool,
    isAssumption: Bool = false
  ) {
    self.call = call
    self.status = status
    self.scope = scope
    self.subjects = subjects
    self.isOneOfSeveral = isOneOfSeveral
    self.isAssumption = isAssumption
  }

  /// Makes one of a call that was not made whole; where there is more than one account or Region, the place is told with it.
  public init(_ call: AWSCall, _ status: CallLedger.Status, in scope: Scope, isOneOfSeveral: Bool) {
    self.init(call: call, status: status, scope: scope, isOneOfSeveral: isOneOfSeveral)
  }

  /// What is taken for granted instead, as a sentence; nil for a call without which nothing is.
  public var assumption: String? { isAssumption ? call.assumption : nil }

  /// What became of the call, in a few words that follow on its name: `was not made`.
  public var fate: String {
    switch status {
    case .whole: "does not tell of \(named)"
    case .cutOff: "lacks pages"
    case .denied: "was denied"
    case .notMade: "was not made"
    }
  }

  /// The ids of what it would tell of, the first of them alone where there are several.
  public var named: String {
    guard let first = subjects.first else { return "all there is" }
    return subjects.count == 1 ? first : "\(first) and \(subjects.count - 1) more"
  }

  /// The call, where to make it, and what became of it: `aws ec2 describe-vpcs in account 111122223333 was not made`.
  public var description: String { "aws \(call.words)\(place) \(fate)" }

  /// What is taken for granted, and why; what is missing, where nothing is.
  public var sentence: String { assumption.map { "\($0) (\(description))" } ?? description }

  /// Where to make it, as a phrase that begins with a space; empty where that goes without saying.
  public var place: String {
    guard isOneOfSeveral else { return "" }
    let parts = [scope.account.map { "account \($0)" }, scope.region.map { "Region \($0)" }].compactMap(\.self)
    return parts.isEmpty ? "" : " in \(parts.joined(separator: ", "))"
  }

  /// A line for a shell that makes the call, in a folder of the snapshot.
  public var command: String {
    // A call that lists everything names what it lists by other ids than those it is asked about.
    call.shellLine(about: call.parent == nil ? [] : subjects, region: scope.region)
  }
}

extension MissingFact: CustomStringConvertible {}

extension AWSCall {
  /// What is taken for granted where its answers are missing, since AWS sets it so unless told otherwise; nil where that would be a guess.
  public var assumption: String? {
    switch self {
    case .describeSecurityGroupRules: "security groups have no rules but those that they are described with"
    case .describeVpcBlockPublicAccessOptions: "VPC Block Public Access is off"
    case .describeLoadBalancerAttributes: "load balancers send to other zones as AWS sets them by default"
    case .describeTargetGroupAttributes: "targets see clients' addresses as AWS sets target groups by default"
    case .describeInstances: "instances that are not described run"
    case .describeAddresses: "interfaces have no Elastic IP addresses but those they are listed with"
    default: nil
    }
  }
}

extension Network {
  /// What it lacks that may decide an answer: calls that were not made whole, and what is referred to and not described. What nothing is
  /// taken for granted for comes first; then in the order of the catalogue.
  ///
  /// - Complexity: Linear in the size of the network.
  public var missingFacts: [MissingFact] { MissingFactSearch.done(network: self).facts }
}
