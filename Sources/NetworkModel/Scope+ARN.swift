extension Scope {
  /// The account and Region that an ARN such as `arn:aws:rds:eu-west-1:111122223333:db:orders` names; neither for other texts.
  public init(arn: String) {
    self.init()
    let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == "arn" else { return }
    if !parts[3].isEmpty { region = String(parts[3]) }
    if !parts[4].isEmpty { account = String(parts[4]) }
  }
}
