internal import NetworkModel
internal import Ports

extension Plane {
  /// What a checkpoint decides, rule by rule: read off the rules as AWS lists them, not off the compiled filters, so that the
  /// explanation and the verdict are two witnesses of one fact. Which ACL and which groups are asked, both take from the host.
  ///
  /// All client ports share the fate of a request; of the replies each has its own.
  func hop(at checkpoint: Checkpoint, of traffic: Traffic, _ direction: Leg.Direction) -> Hop {
    let all = traffic.reply
    let selectors = direction == .request ? traffic.request : traffic.reply
    let ports = direction == .request ? traffic.reply : nil
    switch checkpoint {
    case .host(let host, let gate):
      return Hop(
        component: component(of: host), direction: nil, tracking: nil, decisions: [decision(gate, nil, all)])
    case .assumption:
      preconditionFailure("an assumption is no hop")
    case .securityGroups(let host, let direction, let peer):
      return securityGroupHop(host, direction, peer, selectors, ports)
    case .admittedBySecurityGroups(let host, let direction, let peer):
      return Hop(
        component: component(ofGroups: host), direction: direction,
        tracking: tracking(host, direction, of: traffic, peer: peer),
        decisions: [Hop.Decision(outcome: .pass, rule: nil, ports: all)])
    case .networkACL(let site, let direction, let peer):
      return networkACLHop(site, direction, peer, selectors, ports, isDisputed: false)
    case .disputedNetworkACL(let site, let direction, let peer):
      return networkACLHop(site, direction, peer, selectors, ports, isDisputed: true)
    case .routeTable(let position, let site, let route, let gate):
      let table = position.map { network.routeTables[$0] }
      return Hop(
        component: Hop.Component(
          kind: .routeTable, id: table?.id.text,
          name: table.map { $0.name ?? $0.id.text } ?? "of \(site?.subnet.text ?? "a gateway")"),
        direction: nil, tracking: nil,
        decisions: [decision(gate, route.flatMap { route in table.map { .route($0.routes[route]) } }, all)])
    case .transitGatewayRouteTable(let position, let route, let gate):
      let table = position.map { network.transitGatewayRouteTables[$0] }
      let rule = position.flatMap { position in
        route.map { Hop.Rule.transitGatewayRoute(terrain.transit.tables[position].routes[$0]) }
      }
      return Hop(
        component: Hop.Component(
          kind: .transitGatewayRouteTable, id: table?.id.text, name: table.map { $0.name ?? $0.id.text } ?? "none"),
        direction: nil, tracking: nil, decisions: [decision(gate, rule, all)])
    case .mailLimit:
      let unknown = Unknown(
        what: "whether AWS has lifted the limit on outbound port 25 for the account",
        why: "EC2 keeps instances from sending to it over the internet unless asked, and no describe call tells")
      return Hop(
        component: Hop.Component(kind: .quota, id: nil, name: "port 25"), direction: .outbound, tracking: nil,
        decisions: [Hop.Decision(outcome: .unknown(unknown), rule: nil, ports: all)])
    case .waypoint(let waypoint, let direction, let gate):
      return Hop(
        component: component(of: waypoint), direction: direction, tracking: nil, decisions: [decision(gate, nil, all)])
    case .amazonService(let service):
      return Hop(
        component: Hop.Component(kind: .amazonService, id: nil, name: service.rawValue), direction: nil,
        tracking: nil, decisions: [Hop.Decision(outcome: .pass, rule: nil, ports: all)])
    }
  }

  private func decision(_ gate: Gate, _ rule: Hop.Rule?, _ ports: PortSet) -> Hop.Decision {
    let outcome: Hop.Outcome =
      switch gate {
      case .open: .pass
      case .closed(let code, let reason): .drop(code, reason)
      case .unknown(let unknown), .lost(let unknown): .unknown(unknown)
      }
    return Hop.Decision(outcome: outcome, rule: rule, ports: ports)
  }

  // MARK: Network ACLs

  private func networkACLHop(
    _ site: SubnetSite, _ direction: Direction, _ peer: IPAddress, _ selectors: PortSet,
    _ ports: PortSet?, isDisputed: Bool
  ) -> Hop {
    guard let position = site.networkACL else {
      let unknown = network.unknownNetworkACL(of: site)
      return Hop(
        component: Hop.Component(kind: .networkACL, id: nil, name: "of \(site.subnet)"),
        direction: direction, tracking: nil,
        decisions: [Hop.Decision(outcome: .unknown(unknown), rule: nil, ports: ports ?? selectors)])
    }
    // By position, here and below, so that nothing is copied that decides nothing.
    let entries = network.networkACLs[position].entries
    var open = selectors
    var decisions: [Hop.Decision] = []
    decisions.reserveCapacity(4)
    // Looked for once, where an entry denies something at all.
    var allowing: [Int]?
    for index in entries.indices where entries[index].direction == direction && entries[index].matches(peer) {
      let taken = open.intersection(entries[index].pattern.selectors(for: ipProtocol))
      if taken.isEmpty { continue }
      let entry = entries[index]
      let rule: Hop.Rule = entry.isImplicitDeny ? .implicitDeny : .entry(entry)
      var outcome = Hop.Outcome.pass
      if entry.action == .deny {
        let later = allowing ?? entries.indices.filter { entries[$0].allows(direction, peer) }
        allowing = later
        let shadows = shadowsLaterEntry(entry, taken, among: later.lazy.map { entries[$0] })
        outcome = drop(by: position, entry, isDisputed, shadows: shadows)
      }
      decisions.append(Hop.Decision(outcome: outcome, rule: rule, ports: ports ?? taken))
      open.subtract(taken)
      if open.isEmpty { break }
    }
    if !open.isEmpty {
      decisions.append(
        Hop.Decision(
          outcome: drop(by: position, nil, isDisputed, shadows: false), rule: .implicitDeny, ports: ports ?? open))
    }
    if ports == nil { Self.namePartialRange(&decisions) }
    return Hop(
      component: Hop.Component(
        kind: .networkACL, id: network.networkACLs[position].id.text, name: name(ofNetworkACL: position)),
      direction: direction, tracking: nil, decisions: decisions)
  }

  private func name(ofNetworkACL position: Int) -> String {
    network.networkACLs[position].name ?? network.networkACLs[position].id.text
  }

  /// Whether an entry that denies packets covers all of a later one that would let them through, which so never does.
  private func shadowsLaterEntry(
    _ denying: NetworkACL.Entry, _ selectors: PortSet, among allowing: some Sequence<NetworkACL.Entry>
  ) -> Bool {
    let denied = denying.pattern.selectors(for: ipProtocol)
    return allowing.contains { entry in
      guard entry.number > denying.number, denying.cidrBlock.contains(entry.cidrBlock) else { return false }
      let allowed = entry.pattern.selectors(for: ipProtocol)
      return allowed.isSubset(of: denied) && !allowed.isDisjoint(with: selectors)
    }
  }

  private func drop(
    by networkACL: Int, _ entry: NetworkACL.Entry?, _ isDisputed: Bool, shadows: Bool
  ) -> Hop.Outcome {
    if isDisputed {
      return .unknown(
        Unknown(
          what: "whether network ACL \(name(ofNetworkACL: networkACL)) acts inside the subnet of an AWS gateway",
          why: "AWS does not document it for NAT gateways, load balancers and interface endpoints"))
    }
    guard let entry, !entry.isImplicitDeny else {
      return .drop(.subnetACLRestriction, "no entry of the network ACL allows them")
    }
    return shadows
      ? .drop(.ruleShadowed, "an entry of the network ACL denies them, and with them all that a later one would allow")
      : .drop(.subnetACLRestriction, "an entry of the network ACL denies them")
  }

  /// Where some replies pass and some do not, the fault has a name of its own: it makes connections hang now and then.
  private static func namePartialRange(_ decisions: inout [Hop.Decision]) {
    // What no entry allows comes last.
    guard decisions.count > 1, let last = decisions.last, case .drop(.subnetACLRestriction, _) = last.outcome,
      case .implicitDeny? = last.rule,
      decisions.contains(where: { if case .pass = $0.outcome { true } else { false } })
    else { return }
    let outcome = Hop.Outcome.drop(
      .partialReturnRange, "the network ACL lets replies to some client ports through, and not to these")
    decisions[decisions.count - 1] = Hop.Decision(outcome: outcome, rule: last.rule, ports: last.ports)
  }

  // MARK: Security groups

  /// Of the rules that let packets through, the narrowest is named.
  private func securityGroupHop(
    _ host: Host, _ direction: Direction, _ peer: Peer, _ selectors: PortSet, _ ports: PortSet?
  ) -> Hop {
    var unknown: Unknown?
    var unknownSelectors = PortSet.empty
    func doubt(_ reason: Unknown, _ selectors: PortSet) {
      unknown = unknown ?? reason
      unknownSelectors.formUnion(selectors)
    }
    if host.groups == nil {
      let missing = Unknown(
        what: "the security groups of \(host.interface.id)", why: "the snapshot does not list them")
      doubt(network.doubts[host.interface.id.text]?.first.map { Unknown($0) } ?? missing, selectors)
    }
    var mismatch = Hop.Outcome.drop(.securityGroupRulesMismatch, "no rule of the security groups allows them")
    var allowing: [(group: Int, rule: SecurityGroup.Rule)] = []
    for (id, group) in zip(host.interface.securityGroups ?? [], host.groups ?? []) {
      guard network.securityGroups.indices.contains(group) else {
        let missing = Unknown(
          what: "the security group \(id)",
          why: "\(host.interface.id) carries it, and it is not in the snapshot (aws ec2 describe-security-groups)")
        let untold = network.securityGroups[id].map { Assumption(rulesOf: $0, in: network).unknown }
        doubt(network.doubts[id.text]?.first.map { Unknown($0) } ?? untold ?? missing, selectors)
        continue
      }
      let rules = network.securityGroups[group].rules
      for index in rules.indices where rules[index].direction == direction {
        let matching = rules[index].pattern.selectors(for: ipProtocol).intersection(selectors)
        if matching.isEmpty { continue }
        switch meaning(of: rules[index].peer, for: peer) {
        case .yes: allowing.append((group, rules[index]))
        case .no:
          if case .securityGroup(let other) = rules[index].peer,
            let code = terrain.number(of: other).flatMap(peer.lostReference)
          {
            mismatch = .drop(
              code,
              code == .groupReferencingUnsupported
                ? "a rule is for a group of theirs, and the transit gateway or an attachment does not support that"
                : "a rule is for a group of theirs, which does not count on this way")
          }
        case .unknown(let reason): doubt(reason, matching)
        }
      }
    }
    var open = selectors
    var decisions: [Hop.Decision] = []
    if allowing.count > 1 { allowing.sort { $0.rule < $1.rule } }
    var deciding: Int?
    for (group, rule) in allowing {
      let taken = open.intersection(rule.pattern.selectors(for: ipProtocol))
      if taken.isEmpty { continue }
      deciding = group
      decisions.append(
        Hop.Decision(
          outcome: .pass, rule: .securityGroup(network.securityGroups[group].id, rule), ports: ports ?? taken))
      open.subtract(taken)
      if open.isEmpty { break }
    }
    if let unknown, !open.isDisjoint(with: unknownSelectors) {
      decisions.append(
        Hop.Decision(outcome: .unknown(unknown), rule: nil, ports: ports ?? open.intersection(unknownSelectors)))
      open.subtract(unknownSelectors)
    }
    if !open.isEmpty {
      decisions.append(Hop.Decision(outcome: mismatch, rule: nil, ports: ports ?? open))
    }
    let component =
      if let deciding, decisions.count == 1 { component(ofGroup: deciding) } else { component(ofGroups: host) }
    return Hop(component: component, direction: direction, tracking: nil, decisions: decisions)
  }

  private enum Meaning {
    case yes
    case no
    case unknown(Unknown)
  }

  private func meaning(of rulePeer: SecurityGroup.Rule.Peer, for peer: Peer) -> Meaning {
    switch rulePeer {
    case .cidrBlock(let block):
      return block.contains(peer.address) ? .yes : .no
    case .prefixList(let list):
      guard let blocks = network.prefixLists[list]?.cidrBlocks else {
        return .unknown(
          Unknown(
            what: "the blocks of prefix list \(list)",
            why: "a security group rule for the list may be for \(peer.address) "
              + "(aws ec2 get-managed-prefix-list-entries --prefix-list-id \(list))"))
      }
      return blocks.contains { $0.contains(peer.address) } ? .yes : .no
    case .securityGroup(let group):
      switch peer.membership(inGroup: terrain.number(of: group) ?? -1) {
      case .member: return .yes
      case .none: return .no
      case .undocumented(let doubt):
        return .unknown(
          Unknown(what: "whether a reference to security group \(group) stands for \(peer.address)", why: doubt.reason))
      }
    }
  }

  private func component(ofGroup group: Int) -> Hop.Component {
    Hop.Component(
      kind: .securityGroup, id: network.securityGroups[group].id.text, name: network.securityGroups[group].name)
  }

  private func component(ofGroups host: Host) -> Hop.Component {
    guard let ids = host.interface.securityGroups, !ids.isEmpty, let groups = host.groups else {
      return Hop.Component(kind: .securityGroup, id: nil, name: "of \(host.interface.id)")
    }
    func name(_ order: Int) -> String {
      let group = groups[order]
      return network.securityGroups.indices.contains(group) ? network.securityGroups[group].name : ids[order].text
    }
    var (id, names) = (ids[0].text, name(0))
    for order in ids.indices.dropFirst() {
      id += "," + ids[order].text
      names += ", " + name(order)
    }
    return Hop.Component(kind: .securityGroup, id: id, name: names)
  }

  /// A TCP or UDP flow is untracked when rules for every address admit it and, in the other direction, all its responses
  /// (EC2 User Guide, security-group-connection-tracking). `direction` is that of the reply.
  private func tracking(
    _ host: Host, _ direction: Direction, of traffic: Traffic, peer: Host?
  ) -> Hop.Tracking {
    let isAutomatic = host.interface.isAutomaticallyTracked || peer?.interface.isAutomaticallyTracked ?? false
    guard ipProtocol.hasPorts, !isAutomatic else { return .tracked }
    let family = host.address.address.family
    func admitsAnyone(_ direction: Direction, _ selectors: PortSet) -> Bool {
      (host.groups ?? []).contains { group in
        guard network.securityGroups.indices.contains(group) else { return false }
        let rules = network.securityGroups[group].rules
        return rules.indices.contains { index in
          guard rules[index].direction == direction, case .cidrBlock(let block) = rules[index].peer else {
            return false
          }
          return block.isAny && block.family == family
            && selectors.isSubset(of: rules[index].pattern.selectors(for: ipProtocol))
        }
      }
    }
    let opposite: Direction = direction == .inbound ? .outbound : .inbound
    return admitsAnyone(opposite, traffic.request) && admitsAnyone(direction, .all) ? .untracked : .tracked
  }
}

extension NetworkACL.Entry {
  /// Whether it lets packets of a peer through.
  fileprivate func allows(_ direction: Direction, _ peer: IPAddress) -> Bool {
    action == .allow && self.direction == direction && matches(peer)
  }
}

extension Peer.Doubt {
  /// Why it is a doubt.
  fileprivate var reason: String {
    switch self {
    case .secondaryAddress:
      "AWS documents it for an interface's private addresses, without saying whether that includes secondary and IPv6 addresses"
    case .regionOfPeer:
      "it does in peered VPCs of one Region, and the snapshot does not tell the Regions of both"
    case .untoldGroups:
      "the snapshot does not say which groups the interface that has it carries"
    case .untoldReferencing:
      "the transit gateway or an attachment is described without “SecurityGroupReferencingSupport”, which says whether it does"
    case .unmodelledRoute:
      "it is not known which way the packets take"
    case .behindLoadBalancer:
      "a Network Load Balancer hands on the client's packets, and AWS does not say whether they still count as the client's"
    }
  }
}
