internal import AWSCatalogue

/// A search for the calls that a network lacks and that may decide something in it.
struct MissingFactSearch {
  let network: Network
  private var subjects: [Key: Set<String>] = [:]

  private struct Key: Hashable {
    let call: AWSCall
    let scope: Scope
  }

  /// The accounts and Regions in which there may be VPCs.
  private let scopes: [Scope]

  private init(network: Network) {
    self.network = network
    scopes = network.scopes
  }

  /// The search of the whole network.
  static func done(network: Network) -> MissingFactSearch {
    var search = MissingFactSearch(network: network)
    for scope in search.scopes { search.visit(scope) }
    search.visitReferences()
    search.visitSecurityGroups()
    search.visitPrefixLists()
    search.visitGateways()
    search.visitTransitGateways()
    search.visitLoadBalancers()
    search.visitServices()
    return search
  }

  /// What was found.
  var facts: [MissingFact] {
    subjects.map { key, ids in
      MissingFact(
        call: key.call, status: network.ledger.status(of: key.call, in: key.scope), scope: key.scope,
        subjects: ids.sorted(), isOneOfSeveral: scopes.count > 1,
        isAssumption: key.call.assumption != nil && !network.isStrict)
    }.sorted { left, right in
      func order(_ fact: MissingFact) -> (Int, Int, String, String) {
        (fact.isAssumption ? 1 : 0, fact.call.rawValue, fact.scope.account ?? "", fact.scope.region ?? "")
      }
      return order(left) < order(right)
    }
  }

  // MARK: Noting

  /// Notes a call that may decide, unless it was answered to the last page.
  private mutating func need(_ call: AWSCall, in scope: Scope) {
    let scope = exactly(scope)
    if !network.ledger.isWhole(call, in: scope) { subjects[Key(call: call, scope: scope), default: []].formUnion([]) }
  }

  /// Notes that nothing tells of something by a call, whatever became of the call.
  private mutating func miss(_ call: AWSCall, of subject: String, in scope: Scope) {
    subjects[Key(call: call, scope: exactly(scope)), default: []].insert(subject)
  }

  /// The account and Region that is meant, if but one can be.
  private func exactly(_ scope: Scope) -> Scope {
    let near = scopes.filter { $0.isWithin(scope) }
    return near.count == 1 ? near[0] : scope
  }

  private func scope(of vpc: Identifier<VPC>?) -> Scope { vpc.flatMap { network.vpcs[$0]?.scope } ?? Scope() }

  // MARK: What is to be known of any network

  private mutating func visit(_ scope: Scope) {
    for call: AWSCall in [
      .describeVpcs, .describeSubnets, .describeNetworkAcls, .describeSecurityGroups, .describeRouteTables,
      .describeNetworkInterfaces, .describeInternetGateways,
    ] { need(call, in: scope) }
    if !network.ledger.isWhole(.describeNetworkInterfaces, in: scope) { need(.describeAddresses, in: scope) }
    let hasWayOut =
      network.internetGateways.contains { $0.vpc.map { self.scope(of: $0).mayBe(scope) } ?? false }
      || network.egressOnlyInternetGateways.contains { $0.vpc.map { self.scope(of: $0).mayBe(scope) } ?? false }
      || !network.ledger.isWhole(.describeInternetGateways, in: scope)
    if hasWayOut { need(.describeVpcBlockPublicAccessOptions, in: scope) }
    if network.blockPublicAccess.contains(where: { $0.mode != .off && $0.scope.mayBe(scope) }) {
      need(.describeVpcBlockPublicAccessExclusions, in: scope)
    }
  }

  private mutating func visitReferences() {
    for gap in network.gaps where gap.decides { miss(gap.call, of: gap.missing, in: gap.scope) }
  }

  private mutating func visitPrefixLists() {
    func check(_ list: Identifier<PrefixList>, in scope: Scope) {
      guard let known = network.prefixLists[list], known.cidrBlocks == nil else { return }
      miss(.getManagedPrefixListEntries, of: list.text, in: scope)
    }
    for table in network.routeTables {
      for route in table.routes {
        if case .prefixList(let list) = route.destination { check(list, in: scope(of: table.vpc)) }
      }
    }
    for group in network.securityGroups {
      for rule in group.rules {
        if case .prefixList(let list) = rule.peer { check(list, in: scope(of: group.vpc)) }
      }
    }
    for route in network.transitGatewayRouteTables.flatMap({ $0.routes ?? [] }) {
      if case .prefixList(let list) = route.destination { check(list, in: Scope()) }
    }
  }

  private mutating func visitSecurityGroups() {
    for group in network.securityGroups where group.lacksPeers {
      miss(.describeSecurityGroupRules, of: group.id.text, in: scope(of: group.vpc))
    }
  }

  // MARK: What some networks have

  private mutating func visitGateways() {
    var vpcs = network.vpnGateways.compactMap(\.vpc)
    for table in network.routeTables {
      let isTarget = table.routes.contains { if case .vpnGateway = $0.target { true } else { false } }
      if isTarget || table.gateways.contains(where: { $0.hasPrefix("vgw-") }) { vpcs.append(table.vpc) }
    }
    for scope in Set(vpcs.map { scope(of: $0) }) { need(.describeVpnConnections, in: scope) }
  }

  private mutating func visitTransitGateways() {
    let isTarget = network.routeTables.lazy.flatMap(\.routes).contains {
      if case .transitGateway = $0.target { true } else { false }
    }
    let isThere = !network.transitGateways.isEmpty || !network.transitGatewayAttachments.isEmpty
    guard isTarget || isThere else { return }
    // Whose they are, AWS does not tell everybody who may ask.
    for call: AWSCall in [
      .describeTransitGateways, .describeTransitGatewayAttachments, .describeTransitGatewayRouteTables,
    ] { need(call, in: Scope()) }
    let isUnassociated = network.transitGatewayAttachments.contains { !$0.isDescribedWithAssociation }
    for table in network.transitGatewayRouteTables where isUnassociated && table.associations == nil {
      miss(.getTransitGatewayRouteTableAssociations, of: table.id.text, in: Scope())
    }
    let associated = network.transitGatewayRouteTables.reduce(into: Set()) { $0.formUnion($1.associations ?? []) }
    let mayHavePolicyTable = network.transitGatewayAttachments.contains {
      !$0.isDescribedWithAssociation && $0.routeTable == nil && !associated.contains($0.id)
    }
    if mayHavePolicyTable { need(.describeTransitGatewayPolicyTables, in: Scope()) }
    if network.ledger.status(of: .searchTransitGatewayRoutes) == .cutOff {
      need(.searchTransitGatewayRoutes, in: Scope())
    }
  }

  private mutating func visitLoadBalancers() {
    let known = Set(network.loadBalancers.map(\.interfaceDescription))
    for interface in network.networkInterfaces
    where interface.interfaceDescription.hasPrefix("ELB ") && !known.contains(interface.interfaceDescription) {
      let isClassic = !interface.interfaceDescription.contains("/")
      miss(
        isClassic ? .describeClassicLoadBalancers : .describeLoadBalancers, of: interface.id.text,
        in: scope(of: interface.vpc))
    }
    let listening = Set(network.listeners.map(\.loadBalancer))
    for balancer in network.loadBalancers where balancer.kind != .classic {
      let (id, scope) = (balancer.id, Scope(arn: balancer.id.text))
      for call: AWSCall in [.describeListeners, .describeTargetGroups] where !network.ledger.isWhole(call, in: scope) {
        if call == .describeTargetGroups { need(.describeTargetHealth, in: scope) }
        if call == .describeListeners, !listening.contains(id) { miss(call, of: id.text, in: scope) }
        need(call, in: scope)
      }
      if balancer.isCrossZone == nil { miss(.describeLoadBalancerAttributes, of: id.text, in: scope) }
    }
    for listener in network.listeners {
      let scope = Scope(arn: listener.id.text)
      guard network.loadBalancers[listener.loadBalancer]?.kind == .application,
        !network.ledger.isWhole(.describeRules, in: scope)
      else { continue }
      miss(.describeRules, of: listener.id.text, in: scope)
    }
    for group in network.targetGroups where group.id.text.hasPrefix("arn:") { visit(group) }
  }

  private mutating func visit(_ group: TargetGroup) {
    guard group.targetType == .instance || group.targetType == .ip, group.preservesClientIP == nil,
      group.isCrossZone == nil
    else { return }
    let scope = Scope(arn: group.id.text)
    // Those of Network Load Balancers always have the attribute (NLB/edit-target-group-attributes).
    let isOfNetwork = group.protocol.map { !["HTTP", "HTTPS", "GENEVE"].contains($0) } ?? false
    if isOfNetwork || !network.ledger.isWhole(.describeTargetGroupAttributes, in: scope) {
      miss(.describeTargetGroupAttributes, of: group.id.text, in: scope)
    }
  }

  private mutating func visitServices() {
    for service in network.managedServices where service.subnets.isEmpty {
      let scope = Scope(arn: service.id.text)
      switch service.kind {
      case .dbCluster: miss(.describeDBSubnetGroups, of: service.name, in: scope)
      case .cacheCluster: miss(.describeCacheSubnetGroups, of: service.name, in: scope)
      case .dbInstance, .function, .task, .mountTarget: break
      }
    }
  }
}

extension Network {
  /// The accounts and Regions in which it may have VPCs, each as exactly as anything tells.
  fileprivate var scopes: [Scope] {
    let told = Set(vpcs.map(\.scope)).union(ledger.scopes)
    let exact = told.filter { scope in !told.contains { $0 != scope && $0.isWithin(scope) } }
    let all = exact.isEmpty ? [Scope()] : exact
    let used = all.filter { scope in
      // Where AWS was asked and has none, there is nothing to know.
      !ledger.isWhole(.describeVpcs, in: scope) || vpcs.contains { $0.scope.mayBe(scope) }
    }
    return used.sorted { ($0.account ?? "", $0.region ?? "") < ($1.account ?? "", $1.region ?? "") }
  }
}
