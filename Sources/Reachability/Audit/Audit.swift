public import NetworkModel

/// What is wrong or too open in a network, found without being asked.
///
/// Each check is a type of its own, whose documentation says what it looks for. What depends on a fact that the snapshot lacks is no finding:
/// it is undecided, and told as that.
public struct Audit: Sendable {
  /// What was found, the worst first.
  public let findings: [Finding]
  /// What the snapshot lacks, so that more may be wrong than was found.
  public let undecided: [Undecided]

  /// Looks for everything.
  ///
  /// - Complexity: Linear in the number of rules and interfaces, and quadratic in that of the subnets and the blocks that rules cut them into.
  public init(of network: Network) {
    let inspection = Inspection(of: network)
    let replies = LostReplies(in: inspection)
    let found =
      ReplyRangeCheck.findings(of: replies, in: inspection) + OneWayCheck.findings(of: replies, in: inspection)
      + ReturnPathCheck.findings(in: inspection) + ExposureCheck.findings(in: inspection)
      + OpenedServiceCheck.findings(in: inspection) + UnreachedEntryCheck.findings(in: inspection)
      + LateDenyCheck.findings(in: inspection) + FamilyCheck.findings(in: inspection)
      + CoveredRuleCheck.findings(in: inspection) + GroupReferenceCheck.findings(in: inspection)
      + IdleACLCheck.findings(in: inspection) + QuotaCheck.findings(in: inspection)
    // Checks report in an order of their own, which stays among equals.
    findings = found.enumerated().sorted { left, right in
      left.element.severity == right.element.severity
        ? left.offset < right.offset : left.element.severity > right.element.severity
    }.map(\.element)
    undecided = Self.undecided(in: network, replies, inspection)
  }
}
