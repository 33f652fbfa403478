public import NetworkModel

/// What to know before an edit is made.
public enum Caution: Hashable, Sendable {
  /// The new entry comes before one that denies the same packets, which somebody may have meant.
  case overridesDeny(Identifier<NetworkACL>, NetworkACL.Entry)
  /// The edit takes the rules of one direction over the quota that an account has by default: 20 entries of a network ACL, 60 rules of a
  /// security group for each family (UG/amazon-vpc-limits).
  case exceedsQuota(String, Direction, count: Int, quota: Int)
  /// The route lets the subnets of the table send to the internet, and with public addresses be reached from there.
  case leadsToInternet(Identifier<RouteTable>)

  /// Whether the edit does the opposite of what a rule was written for.
  var isOverride: Bool {
    if case .overridesDeny = self { true } else { false }
  }
}
