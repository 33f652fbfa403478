public import AWSCatalogue

extension CallLedger.Status {
  /// What became of a call, in a sentence without a stop: “aws ec2 describe-vpcs was not made”.
  public func text(of call: AWSCall) -> String {
    switch self {
    case .whole: "aws \(call.words) does not list it"
    case .cutOff: "the answer of aws \(call.words) lacks pages"
    case .denied: "aws \(call.words) was denied: it needs \(call.iamAction)"
    case .notMade: "aws \(call.words) was not made"
    }
  }
}

extension Network {
  /// What became of a call where a VPC is.
  public func status(of call: AWSCall, for vpc: Identifier<VPC>) -> CallLedger.Status {
    ledger.status(of: call, in: vpcs[vpc]?.scope ?? Scope())
  }

  /// Whether what a call does not list of a VPC does not exist.
  public func isWhole(_ call: AWSCall, for vpc: Identifier<VPC>) -> Bool { status(of: call, for: vpc) == .whole }
}
