internal import AWSCatalogue

/// What looks for findings of one kind, and what it has to know for that.
protocol AuditCheck {
  /// The kind of what it finds.
  static var code: Audit.Code { get }
  /// The calls whose answers it looks at: where one is missing, it may have missed something.
  static var calls: Set<AWSCall> { get }
  /// Those of them in whose place it takes nothing for granted, though answers to questions do.
  static var indispensable: Set<AWSCall> { get }
}

extension AuditCheck {
  static var indispensable: Set<AWSCall> { [] }
}

extension Set<AWSCall> {
  /// Whatever may decide about a connection.
  static let ofConnections = Set(AWSCall.allCases)

  /// Which interfaces stand in the subnets of which network ACL.
  static let ofNetworkACLs: Self = [
    .describeVpcs, .describeSubnets, .describeNetworkAcls, .describeNetworkInterfaces,
  ]
}

extension Audit {
  /// All of them.
  static var checks: [any AuditCheck.Type] {
    [
      ReplyRangeCheck.self, OneWayCheck.self, ReturnPathCheck.self, ExposureCheck.self, OpenedServiceCheck.self,
      UnreachedEntryCheck.self, LateDenyCheck.self, FamilyCheck.self, CoveredRuleCheck.self, GroupReferenceCheck.self,
      IdleACLCheck.self, QuotaCheck.self,
    ]
  }
}

extension ReplyRangeCheck: AuditCheck {
  static let code = Audit.Code.replyRangeCut
  static let calls = Set<AWSCall>.ofConnections
  /// The system of an instance, which draws its client ports.
  static let indispensable: Set<AWSCall> = [.describeInstances]
}

extension OneWayCheck: AuditCheck {
  static let code = Audit.Code.oneWay
  static let calls = Set<AWSCall>.ofConnections
  static let indispensable: Set<AWSCall> = [.describeInstances]
}

extension ReturnPathCheck: AuditCheck {
  static let code = Audit.Code.asymmetricReturn
  static let calls = Set<AWSCall>.ofConnections
}

extension ExposureCheck: AuditCheck {
  static let code = Audit.Code.internetExposed
  static let calls = Set<AWSCall>.ofConnections
}

extension OpenedServiceCheck: AuditCheck {
  static let code = Audit.Code.ephemeralOpensServices
  static let calls = Set<AWSCall>.ofConnections
}

extension UnreachedEntryCheck: AuditCheck {
  static let code = Audit.Code.entryNeverReached
  static let calls: Set<AWSCall> = [.describeNetworkAcls]
}

extension LateDenyCheck: AuditCheck {
  static let code = Audit.Code.denyTooLate
  static let calls: Set<AWSCall> = [.describeNetworkAcls]
}

extension FamilyCheck: AuditCheck {
  static let code = Audit.Code.ipv6LeftOut
  static let calls = Set<AWSCall>.ofNetworkACLs
}

extension CoveredRuleCheck: AuditCheck {
  static let code = Audit.Code.ruleCovered
  static let calls: Set<AWSCall> = [.describeSecurityGroups, .getManagedPrefixListEntries]
}

extension GroupReferenceCheck: AuditCheck {
  static let code = Audit.Code.staleGroupReference
  static let calls: Set<AWSCall> = [
    .describeVpcs, .describeSecurityGroups, .describeNetworkInterfaces, .describeRouteTables,
    .describeVpcPeeringConnections, .describeTransitGatewayAttachments, .describeTransitGatewayVpcAttachments,
  ]
}

extension IdleACLCheck: AuditCheck {
  static let code = Audit.Code.aclFiltersNothing
  static let calls = Set<AWSCall>.ofNetworkACLs
}

extension QuotaCheck: AuditCheck {
  static let code = Audit.Code.quotaHeadroom
  static let calls: Set<AWSCall> = [
    .describeNetworkAcls, .describeSecurityGroups, .describeNetworkInterfaces, .getManagedPrefixListEntries,
  ]
}
