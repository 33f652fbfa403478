extension Audit {
  /// What kind a finding is. Codes are stable; `docs/audit.md` has an example and a cure for each.
  public enum Code: String, CaseIterable, Hashable, Sendable {
    /// A network ACL drops the replies to a part of the client ports that a kind of client draws from.
    case replyRangeCut = "REPLY_RANGE_CUT"
    /// Requests arrive, and no reply can ever come back.
    case oneWay = "ONE_WAY"
    /// The two directions pass different appliances.
    case asymmetricReturn = "ASYMMETRIC_RETURN"
    /// An endpoint takes connections from the internet.
    case internetExposed = "INTERNET_EXPOSED"
    /// An entry for replies opens ports that services listen on.
    case ephemeralOpensServices = "EPHEMERAL_OPENS_SERVICES"
    /// An entry of a network ACL never decides: those before it take all its packets.
    case entryNeverReached = "ENTRY_NEVER_REACHED"
    /// An entry denies less than it says, since one before it allows a part.
    case denyTooLate = "DENY_TOO_LATE"
    /// A network ACL allows IPv4 alone where interfaces have IPv6 addresses.
    case ipv6LeftOut = "IPV6_LEFT_OUT"
    /// A rule of a security group allows nothing that the group's other rules do not allow.
    case ruleCovered = "RULE_COVERED"
    /// A rule refers to a security group that is not there, or that can stand for nobody here.
    case staleGroupReference = "STALE_GROUP_REFERENCE"
    /// A network ACL lets everything through.
    case aclFiltersNothing = "ACL_FILTERS_NOTHING"
    /// A list of rules or groups is near the longest that AWS allows.
    case quotaHeadroom = "QUOTA_HEADROOM"
  }
}
