internal import Network
internal import Ports

extension Plane {
  /// What a checkpoint decides, rule by rule: read off the rules as AWS lists them, not off the compiled filters, so that the
  /// explanation and the verdict are two witnesses of one fact.
  ///
  /// All client ports share the fate of a request; of the replies each has its own.
  func hop(at checkpoint: Checkpoint, of traffic: Traffic, _ direction: Leg.Direction) -> Hop {
    let all = traffic.reply
    let selectors = direction == .request ? traffic.request : traffic.reply
    let ports = direction == .request ? traffic.reply : nil
    switch checkpoint {
    case .absentHost(let host, _, _):
      let id = host.interface.instance?.text ?? host.interface.id.text
      return Hop(
        component: Hop.Component(
          kind: host.interface.isNATGateway ? .natGateway : .instance, id: id, name: host.name ?? id),
        direction: nil, tracking: nil, decisions: [decision(checkpoint.gate ?? .open, nil, all)])
    case .securityGroups(let host, let direction, let peer):
      return securityGroupHop(host, direction, peer, selectors, all)
    case .admittedBySecurityGroups(let host, let direction, let peer):
      return Hop(
        component: component(ofGroups: host), direction: direction,
        tracking: tracking(host, direction, of: traffic, peer: peer),
        decisions: [Hop.Decision(outcome: .pass, rule: nil, ports: all)])
    case .networkACL(let position, let host, let direction, let peer):
      return networkACLHop(position, host, direction, peer, selectors, ports, isDisputed: false)
    case .disputedNetworkACL(let position, let host, let direction, let peer):
      return networkACLHop(position, host, direction, peer, selectors, ports, isDisputed: true)
    case .routeTable(let position, let host, _, let route, let gate):
      let table = position.map { network.routeTables[$0] }
      return Hop(
        component: Hop.Component(
          kind: .routeTable, id: table?.id.text,
          name: table.map { $0.name ?? $0.id.text } ?? "of \(host.interface.subnet)"),
        direction: nil, tracking: nil,
        decisions: [decision(gate, route.flatMap { route in table.map { .route($0.routes[route]) } }, all)])
    case .mailLimit:
      let unknown = Unknown(
        what: "whether AWS has lifted the limit on outbound port 25 for the account",
        why: "EC2 keeps instances from sending to it over the internet unless asked, and no describe call tells")
      return Hop(
        component: Hop.Component(kind: .quota, id: nil, name: "port 25"), direction: .outbound, tracking: nil,
        decisions: [Hop.Decision(outcome: .unknown(unknown), rule: nil, ports: all)])
    case .internetGateway(let id, let direction, let gate):
      return Hop(
        component: Hop.Component(
          kind: .internetGateway, id: id?.text,
          name: id.flatMap { network.internetGateways[$0]?.name } ?? id?.text ?? "none"),
        direction: direction, tracking: nil, decisions: [decision(gate, nil, all)])
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
    _ position: Int?, _ host: Host, _ direction: Direction, _ peer: IPAddress, _ selectors: PortSet,
    _ ports: PortSet?, isDisputed: Bool
  ) -> Hop {
    guard let position else {
      let unknown = Unknown(
        what: "the network ACL of \(host.interface.subnet)",
        why: "neither one of its own nor the default of \(host.interface.vpc) is in the snapshot "
          + "(aws ec2 describe-network-acls)")
      return Hop(
        component: Hop.Component(kind: .networkACL, id: nil, name: "of \(host.interface.subnet)"),
        direction: direction, tracking: nil,
        decisions: [Hop.Decision(outcome: .unknown(unknown), rule: nil, ports: ports ?? selectors)])
    }
    let acl = network.networkACLs[position]
    var open = selectors
    var decisions: [Hop.Decision] = []
    for entry in acl.entries(direction) where entry.matches(peer) {
      let taken = open.intersection(entry.pattern.selectors(for: ipProtocol))
      if taken.isEmpty { continue }
      let rule: Hop.Rule = entry.isImplicitDeny ? .implicitDeny : .entry(entry)
      let outcome = entry.action == .allow ? .pass : drop(by: acl, isImplicit: entry.isImplicitDeny, isDisputed)
      decisions.append(Hop.Decision(outcome: outcome, rule: rule, ports: ports ?? taken))
      open.subtract(taken)
      if open.isEmpty { break }
    }
    if !open.isEmpty {
      decisions.append(
        Hop.Decision(outcome: drop(by: acl, isImplicit: true, isDisputed), rule: .implicitDeny, ports: ports ?? open))
    }
    return Hop(
      component: Hop.Component(kind: .networkACL, id: acl.id.text, name: acl.name ?? acl.id.text),
      direction: direction, tracking: nil, decisions: decisions)
  }

  private func drop(by acl: NetworkACL, isImplicit: Bool, _ isDisputed: Bool) -> Hop.Outcome {
    if isDisputed {
      return .unknown(
        Unknown(
          what: "whether network ACL \(acl.name ?? acl.id.text) acts inside the subnet of an AWS gateway",
          why: "AWS does not document it for NAT gateways, load balancers and interface endpoints"))
    }
    return .drop(
      .subnetACLRestriction,
      isImplicit ? "no entry of the network ACL allows them" : "an entry of the network ACL denies them")
  }

  // MARK: Security groups

  private func securityGroupHop(
    _ host: Host, _ direction: Direction, _ peer: Peer, _ selectors: PortSet, _ ports: PortSet
  ) -> Hop {
    var unknown: Unknown?
    if host.interface.securityGroups == nil {
      unknown = Unknown(
        what: "the security groups of \(host.interface.id)", why: "the snapshot does not list them")
    }
    var narrowest: (group: Identifier<SecurityGroup>, rule: SecurityGroup.Rule)?
    for id in host.interface.securityGroups ?? [] {
      guard let group = network.securityGroups[id] else {
        unknown =
          unknown
          ?? Unknown(
            what: "the security group \(id)",
            why: "\(host.interface.id) carries it, and it is not in the snapshot (aws ec2 describe-security-groups)")
        continue
      }
      for rule in group.rules(direction) where !rule.pattern.selectors(for: ipProtocol).isDisjoint(with: selectors) {
        switch meaning(of: rule.peer, for: peer) {
        case .yes:
          if narrowest.map({ rule < $0.rule }) ?? true { narrowest = (id, rule) }
        case .no: break
        case .unknown(let reason): unknown = unknown ?? reason
        }
      }
    }
    let decision: Hop.Decision
    if let narrowest {
      decision = Hop.Decision(outcome: .pass, rule: .securityGroup(narrowest.group, narrowest.rule), ports: ports)
    } else if let unknown {
      decision = Hop.Decision(outcome: .unknown(unknown), rule: nil, ports: ports)
    } else {
      decision = Hop.Decision(
        outcome: .drop(.securityGroupRulesMismatch, "no rule of the security groups allows them"), rule: nil,
        ports: ports)
    }
    let component =
      narrowest.map { narrowest in
        Hop.Component(
          kind: .securityGroup, id: narrowest.group.text,
          name: network.securityGroups[narrowest.group]?.name ?? narrowest.group.text)
      } ?? component(ofGroups: host)
    return Hop(component: component, direction: direction, tracking: nil, decisions: [decision])
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
      case .undocumented:
        return .unknown(
          Unknown(
            what: "whether a reference to security group \(group) stands for \(peer.address)",
            why: "AWS documents it for an interface's private addresses, without saying whether that includes "
              + "secondary and IPv6 addresses"))
      }
    }
  }

  private func component(ofGroups host: Host) -> Hop.Component {
    let groups = host.interface.securityGroups ?? []
    return Hop.Component(
      kind: .securityGroup, id: groups.isEmpty ? nil : groups.map(\.text).joined(separator: ","),
      name: groups.isEmpty
        ? "of \(host.interface.id)"
        : groups.map { network.securityGroups[$0]?.name ?? $0.text }.joined(separator: ", "))
  }

  /// A TCP or UDP flow is untracked when rules for every address admit it and, in the other direction, all its responses
  /// (EC2 User Guide, security-group-connection-tracking). `direction` is that of the reply.
  private func tracking(
    _ host: Host, _ direction: Direction, of traffic: Traffic, peer: Host?
  ) -> Hop.Tracking {
    let isAutomatic = host.interface.isAutomaticallyTracked || peer?.interface.isAutomaticallyTracked ?? false
    guard ipProtocol.hasPorts, !isAutomatic else { return .tracked }
    let family = host.address.address.family
    let rules = (host.interface.securityGroups ?? []).flatMap { network.securityGroups[$0]?.rules ?? [] }
    func admitsAnyone(_ direction: Direction, _ selectors: PortSet) -> Bool {
      rules.contains { rule in
        guard rule.direction == direction, case .cidrBlock(let block) = rule.peer else { return false }
        return block.isAny && block.family == family
          && selectors.isSubset(of: rule.pattern.selectors(for: ipProtocol))
      }
    }
    let opposite: Direction = direction == .inbound ? .outbound : .inbound
    return admitsAnyone(opposite, traffic.request) && admitsAnyone(direction, .all) ? .untracked : .tracked
  }
}
