internal import AWSCatalogue
public import NetworkModel

/// The calls that one of two networks was read from to the last page, and the other was not: what they tell of seems to have come or gone,
/// and nobody knows whether it has.
public struct Lopsided: Sendable {
  /// What the older network lacks.
  public let old: [MissingFact]
  /// What the newer network lacks.
  public let new: [MissingFact]
  /// The calls that tell which interfaces there are: where nobody listed them, instances bring theirs.
  fileprivate let listingInterfaces: [AWSCall]

  /// Compares what two networks were read from.
  public init(_ old: Network, _ new: Network) {
    self.old = Self.missing(in: old, with: new)
    self.new = Self.missing(in: new, with: old)
    let areListed = [old, new].allSatisfy { $0.ledger.isWhole(.describeNetworkInterfaces) }
    listingInterfaces = areListed ? [.describeNetworkInterfaces] : [.describeNetworkInterfaces, .describeInstances]
  }

  /// Whether both were read from the same calls.
  public var isEmpty: Bool { old.isEmpty && new.isEmpty }

  private static func missing(in network: Network, with other: Network) -> [MissingFact] {
    let scopes = network.ledger.scopes.union(other.ledger.scopes)
    // Of a place without which it is known more exactly nothing is asked.
    let exact = scopes.filter { scope in !scopes.contains { $0 != scope && $0.isWithin(scope) } }
    let sorted = exact.sorted { ($0.account ?? "", $0.region ?? "") < ($1.account ?? "", $1.region ?? "") }
    return AWSCall.allCases.flatMap { call in
      sorted.compactMap { scope -> MissingFact? in
        let status = network.ledger.status(of: call, in: scope)
        guard status != .whole, other.ledger.isWhole(call, in: scope) else { return nil }
        return MissingFact(call, status, in: scope, isOneOfSeveral: sorted.count > 1)
      }
    }
  }

  /// Whether a call is among them.
  fileprivate func contains(_ calls: [AWSCall]) -> Bool {
    let calls = calls.contains(.describeNetworkInterfaces) ? calls + listingInterfaces : calls
    return calls.contains { call in old.contains { $0.call == call } || new.contains { $0.call == call } }
  }
}

extension Difference {
  /// Compares the networks of two engines, and does not take for a change what only seems to be one, since one network lacks a call that the
  /// other has; for TCP, UDP, echoes, and whatever else a rule names, unless told.
  public init(from old: Engine, to new: Engine, ipProtocols: [IPProtocol]? = nil, doubting lopsided: Lopsided) {
    // What is unknown in one network alone needs no alteration to be so.
    self = Difference(from: old, to: new, ipProtocols: ipProtocols, skipsWhatCannotChange: lopsided.isEmpty)
      .doubting(lopsided)
  }

  /// The same without what only seems to have become of connections.
  private func doubting(_ lopsided: Lopsided) -> Difference {
    if lopsided.isEmpty { return self }
    return Difference(
      alterations: alterations.filter { !lopsided.contains($0.calls) },
      changes: changes.map { change in
        // What no single alteration brought about may be the work of several, and of one of these.
        let isSure = change.cause.map { !lopsided.contains($0.calls) } ?? false
        return isSure ? change : change.unclear
      }.sorted { $0.effect < $1.effect },
      arrivals: arrivals.filter { arrival in
        let missing = arrival.isNew ? lopsided.old : lopsided.new
        return !missing.contains { lopsided.listingInterfaces.contains($0.call) }
      }, gaps: gaps)
  }

  private init(alterations: [Alteration], changes: [Change], arrivals: [Arrival], gaps: [Unknown]) {
    self.alterations = alterations
    self.changes = changes
    self.arrivals = arrivals
    self.gaps = gaps
  }
}

extension Difference.Change {
  /// The same, of which nobody knows what it means.
  fileprivate var unclear: Self {
    Self(
      effect: .unclear, ipProtocol: ipProtocol, family: family, from: from, to: to, ports: ports, before: before,
      after: after, pairs: pairs, cause: cause)
  }
}

extension Alteration {
  /// The calls that tell whether what it is about has come or gone, or has altered.
  fileprivate var calls: [AWSCall] {
    switch self {
    // Both networks have what it is a rule of.
    case .edit: []
    case .added(let subject), .removed(let subject): Self.calls[subject.kind]?.lists ?? []
    case .altered(let subject, _): Self.calls[subject.kind].map { $0.lists + $0.details } ?? []
    }
  }

  /// The calls that list resources of a kind, and those that tell more of each.
  private typealias Calls = (lists: [AWSCall], details: [AWSCall])

  private static let calls: [String: Calls] = [
    "VPC": ([.describeVpcs], []), "subnet": ([.describeSubnets], []), "network ACL": ([.describeNetworkAcls], []),
    "security group": ([.describeSecurityGroups], [.describeSecurityGroupRules]),
    "route table": ([.describeRouteTables], []),
    "prefix list": (
      [.describeManagedPrefixLists, .describePrefixLists, .getManagedPrefixListEntries], []
    ),
    "network interface": ([.describeNetworkInterfaces], [.describeAddresses]),
    "instance": ([.describeInstances], []), "Elastic IP": ([.describeAddresses], []),
    "exclusion": ([.describeVpcBlockPublicAccessExclusions], []),
    "VPC Block Public Access": ([.describeVpcBlockPublicAccessOptions], []),
    "internet gateway": ([.describeInternetGateways], []),
    "egress-only gateway": ([.describeEgressOnlyInternetGateways], []), "NAT gateway": ([.describeNatGateways], []),
    "VPC peering": ([.describeVpcPeeringConnections], []), "transit gateway": ([.describeTransitGateways], []),
    "transit gateway attachment": (
      [
        .describeTransitGatewayAttachments, .describeTransitGatewayVpcAttachments,
        .describeTransitGatewayPeeringAttachments,
      ], []
    ),
    "transit gateway route table": (
      [.describeTransitGatewayRouteTables],
      [
        .searchTransitGatewayRoutes, .getTransitGatewayRouteTableAssociations,
        .getTransitGatewayRouteTablePropagations, .getTransitGatewayPrefixListReferences,
      ]
    ),
    "VPN gateway": ([.describeVpnGateways], []), "VPN connection": ([.describeVpnConnections], []),
    "VPC endpoint": ([.describeVpcEndpoints], []),
    "load balancer": (
      [.describeLoadBalancers, .describeClassicLoadBalancers], [.describeLoadBalancerAttributes]
    ),
    "listener": ([.describeListeners, .describeClassicLoadBalancers], [.describeRules]),
    "target group": (
      [.describeTargetGroups, .describeClassicLoadBalancers], [.describeTargetHealth, .describeTargetGroupAttributes]
    ),
    "managed service": (
      [
        .describeDBInstances, .describeDBClusters, .describeCacheClusters, .listFunctions, .describeTasks,
        .describeFileSystems, .describeMountTargets,
      ], [.describeDBSubnetGroups, .describeCacheSubnetGroups]
    ),
  ]
}
