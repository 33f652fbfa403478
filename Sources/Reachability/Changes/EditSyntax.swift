public import NetworkModel
internal import Ports

/// Reads edits as people write them, such as `data outbound 100 ports=32768-60999`; `docs/diff.md` describes the language.
///
/// An edit is the name of what it changes, then words: a direction, the number of an entry, `add` or `remove`, and what the rule shall be.
/// What an edit of a rule leaves out stays as it is.
public struct EditSyntax: Sendable {
  private let network: Network

  /// Reads edits of `network`.
  public init(_ network: Network) {
    self.network = network
  }

  /// The edit that `text` says.
  public func edit(_ text: String) throws(EditSyntaxError) -> Edit {
    do throws(EditProblem) {
      var words = try EditWords(text)
      switch try filterOrTable(&words) {
      case .networkACL(let acl): return try edit(of: acl, &words)
      case .securityGroup(let group): return try edit(of: group, &words)
      case .routeTable(let table): return try edit(of: table, &words)
      }
    } catch {
      throw EditSyntaxError(text: text, reason: error.reason)
    }
  }

  // MARK: What is edited

  private enum Subject {
    case networkACL(NetworkACL)
    case securityGroup(SecurityGroup)
    case routeTable(RouteTable)

    var description: String {
      switch self {
      case .networkACL(let acl): "network ACL \(acl.id)"
      case .securityGroup(let group): "security group \(group.id)"
      case .routeTable(let table): "route table \(table.id)"
      }
    }
  }

  private func filterOrTable(_ words: inout EditWords) throws(EditProblem) -> Subject {
    let kind = words.takeKind()
    let mayBeTable = kind.map { $0 == .routeTable } ?? !words.nameADirection
    guard let name = words.takeFirst() else {
      throw EditProblem("name the network ACL, security group or route table to edit")
    }
    let isFilter =
      network.networkACLs.contains { $0.id.text == name || $0.name == name }
      || network.securityGroups.contains { $0.id.text == name || $0.name == name }
    if mayBeTable, isFilter, kind == nil, words.isForFilter {
      throw EditProblem("say “inbound” or “outbound” after “\(name)”")
    }
    var subjects: [Subject] = []
    if kind != .securityGroup, !mayBeTable {
      subjects += network.networkACLs.filter { $0.id.text == name || $0.name == name }.map { .networkACL($0) }
    }
    if kind != .networkACL, !mayBeTable {
      subjects += network.securityGroups.filter { $0.id.text == name || $0.name == name }.map { .securityGroup($0) }
    }
    if mayBeTable {
      subjects += network.routeTables.filter { $0.id.text == name || $0.name == name }.map { .routeTable($0) }
    }
    if subjects.count > 1 {
      throw EditProblem(
        "“\(name)” may be \(subjects.map(\.description).sorted().joined(separator: " or ")): say “acl” or “group” before it, or use the id"
      )
    }
    if let subject = subjects.first { return subject }
    if mayBeTable {
      throw EditProblem(
        "no route table is called “\(name)”", near: name,
        Set(network.routeTables.flatMap { [$0.id.text, $0.name ?? ""] }))
    }
    let names =
      network.networkACLs.flatMap { [$0.id.text, $0.name ?? ""] }
      + network.securityGroups.flatMap { [$0.id.text, $0.name] }
    throw EditProblem("no network ACL or security group is called “\(name)”", near: name, Set(names))
  }

  // MARK: Network ACLs

  private func edit(of acl: NetworkACL, _ words: inout EditWords) throws(EditProblem) -> Edit {
    let draft = try EditDraft(&words, isForGroup: false)
    let direction = try draft.neededDirection()
    guard let number = draft.number else {
      throw EditProblem("say which entry by its number, as in “\(acl.name ?? acl.id.text) \(direction.rawValue) 100 …”")
    }
    guard (1...32_766).contains(number) else {
      throw EditProblem("\(number) is no number of an entry: they go from 1 to 32766")
    }
    let known = acl.entries.first { $0.number == number && $0.direction == direction }
    let cidrBlock = try block(try draft.peer(direction))
    if draft.verb == .add {
      if known != nil {
        throw EditProblem(
          "\(acl.id) has an \(direction.rawValue) entry \(number) already: leave out “add” to replace it")
      }
      guard let cidrBlock else {
        let preposition = direction == .inbound ? "from" : "to"
        throw EditProblem("a new entry needs \(preposition)=, such as \(preposition)=10.0.0.0/8")
      }
      return .addEntry(
        acl.id,
        NetworkACL.Entry(
          number: number, direction: direction, action: draft.action ?? .allow, cidrBlock: cidrBlock,
          pattern: try draft.pattern()))
    }
    guard let known else {
      let numbers = acl.entries(direction).filter { !$0.isImplicitDeny }.map { "\($0.number)" }
      throw EditProblem(
        "\(acl.id) has no \(direction.rawValue) entry \(number): it has \(numbers.isEmpty ? "none" : numbers.joined(separator: ", ")); to add one, say “add”"
      )
    }
    if draft.verb == .remove {
      guard draft.isBare else { throw EditProblem("to remove an entry, its number is enough") }
      return .removeEntry(acl.id, known)
    }
    var changed = known
    if let action = draft.action { changed.action = action }
    if let cidrBlock { changed.cidrBlock = cidrBlock }
    changed.pattern = try draft.pattern(insteadOf: known.pattern)
    if changed == known { throw EditProblem("that is what entry \(number) says already") }
    return .replaceEntry(acl.id, known, with: changed)
  }

  private func block(_ text: String?) throws(EditProblem) -> CIDRBlock? {
    guard let text else { return nil }
    guard let block = CIDRBlock(text) ?? IPAddress(text).map({ CIDRBlock($0) }) else {
      throw EditProblem("“\(text)” is no block of addresses such as 10.0.0.0/8")
    }
    return block
  }

  // MARK: Security groups

  private func edit(of group: SecurityGroup, _ words: inout EditWords) throws(EditProblem) -> Edit {
    let draft = try EditDraft(&words, isForGroup: true)
    let direction = try draft.neededDirection()
    if draft.action == .deny { throw EditProblem("a security group only allows: to stop something, remove its rule") }
    guard let verb = draft.verb else {
      throw EditProblem("a rule of a security group has no number: say “add” or “remove”, then what it allows")
    }
    guard let text = try draft.peer(direction) else {
      let preposition = direction == .inbound ? "from" : "to"
      throw EditProblem("say whom the rule is for: \(preposition)= a block, a security group or a prefix list")
    }
    let rule = SecurityGroup.Rule(direction: direction, pattern: try draft.pattern(), peer: try peer(text))
    if verb == .add {
      if group.rules.contains(rule) { throw EditProblem("\(group.id) has that rule already") }
      return .addRule(group.id, rule)
    }
    guard group.rules.contains(rule) else {
      throw EditProblem("\(group.id) has no such rule")
    }
    return .removeRule(group.id, rule)
  }

  private func peer(_ text: String) throws(EditProblem) -> SecurityGroup.Rule.Peer {
    if text.contains("/") || IPAddress(text) != nil, let block = try block(text) { return .cidrBlock(block) }
    let groups = network.securityGroups.filter { $0.id.text == text || $0.name == text }
    let lists = network.prefixLists.filter { $0.id.text == text || $0.name == text }
    if groups.count + lists.count > 1 {
      let ids = groups.map(\.id.text) + lists.map(\.id.text)
      throw EditProblem("“\(text)” may be \(ids.sorted().joined(separator: " or ")): use the id")
    }
    if let group = groups.first { return .securityGroup(group.id) }
    if let list = lists.first { return .prefixList(list.id) }
    let names = network.securityGroups.flatMap { [$0.id.text, $0.name] } + network.prefixLists.map(\.id.text)
    throw EditProblem("“\(text)” is no block, security group or prefix list", near: text, Set(names))
  }

  // MARK: Route tables

  private func edit(of table: RouteTable, _ words: inout EditWords) throws(EditProblem) -> Edit {
    let verb = try words.takeVerb()
    guard let text = words.takeFirst() else { throw EditProblem("say which destination the route is for") }
    let destination: Route.Destination
    if let list = network.prefixLists.first(where: { $0.id.text == text || $0.name == text }) {
      destination = .prefixList(list.id)
    } else {
      guard let block = try block(text) else { throw EditProblem("say which destination the route is for") }
      destination = .cidrBlock(block)
    }
    let via = try words.takeValue("via")
    if let word = words.takeFirst() { throw EditProblem("“\(word)” has no meaning for a route: only via= has") }
    let known = table.routes.first { $0.destination == destination && !$0.isPropagated }
    if verb == .remove {
      guard let known else { throw EditProblem("\(table.id) has no route for \(text)") }
      if known.target == .local {
        throw EditProblem("nobody can remove the local route for \(text): AWS lets only its target be replaced")
      }
      if via != nil { throw EditProblem("to remove a route, its destination is enough") }
      return .removeRoute(table.id, known)
    }
    guard let via else { throw EditProblem("say what carries the packets: via= and the id of a gateway or interface") }
    let route = Route(
      destination: destination, target: try target(via), state: via == "blackhole" ? .blackhole : .active)
    if verb == .add {
      if known != nil {
        throw EditProblem("\(table.id) has a route for \(text) already: leave out “add” to replace it")
      }
      if route.target == .local {
        throw EditProblem("AWS makes local routes by itself, one for each block of the VPC: none can be added")
      }
      return .addRoute(table.id, route)
    }
    guard let known else { throw EditProblem("\(table.id) has no route for \(text): to add one, say “add”") }
    if known == route { throw EditProblem("the route for \(text) leads there already") }
    if isLocal(known, in: table), !mayStandForLocal(route.target) {
      throw EditProblem(
        "AWS lets a local route lead to a network interface, a NAT gateway, a Gateway Load Balancer endpoint or back to “local”, and to nothing else"
      )
    }
    if route.target == .local, !isLocal(known, in: table) {
      throw EditProblem("only a route for a block of the VPC itself can be local")
    }
    return .replaceRoute(table.id, known, with: route)
  }

  /// Whether a route is that for a block of the VPC itself, wherever it leads now: AWS adds one to each table, and nobody can delete it
  /// (UG/subnet-route-tables, UG/WorkWithRouteTables).
  private func isLocal(_ route: Route, in table: RouteTable) -> Bool {
    if route.target == .local { return true }
    guard case .cidrBlock(let block) = route.destination else { return false }
    return network.vpcs[table.vpc]?.cidrBlocks.contains(block) ?? false
  }

  /// Whether a local route may be made to lead there (UG/subnet-route-tables, “replace or restore the target for a local route”).
  private func mayStandForLocal(_ target: Route.Target) -> Bool {
    switch target {
    case .local, .networkInterface, .natGateway: true
    case .vpcEndpoint(let id): network.vpcEndpoints[id]?.kind.map { $0 == .gatewayLoadBalancer } ?? true
    default: false
    }
  }

  private func target(_ text: String) throws(EditProblem) -> Route.Target {
    if text == "local" { return .local }
    if text == "blackhole" { return .none }
    let named = network.natGateways.filter { $0.name == text }
    if named.count == 1 { return .natGateway(named[0].id) }
    let makers: [(String, (String) -> Route.Target)] = [
      ("igw-", { .internetGateway(Identifier($0)) }), ("nat-", { .natGateway(Identifier($0)) }),
      ("eni-", { .networkInterface(Identifier($0)) }), ("eigw-", { .egressOnlyInternetGateway(Identifier($0)) }),
      ("pcx-", { .vpcPeeringConnection(Identifier($0)) }), ("tgw-", { .transitGateway(Identifier($0)) }),
      ("vgw-", { .vpnGateway(Identifier($0)) }), ("vpce-", { .vpcEndpoint(Identifier($0)) }),
    ]
    if let maker = makers.first(where: { text.hasPrefix($0.0) }) {
      let target = maker.1(text)
      if network.hasTarget(target) { return target }
      throw EditProblem("the snapshot has no “\(text)”", near: text, network.targets)
    }
    throw EditProblem("“\(text)” is no gateway, interface, peering connection or endpoint", near: text, network.targets)
  }
}

extension Network {
  fileprivate func hasTarget(_ target: Route.Target) -> Bool { targets.contains(target.text) }

  /// What routes may lead to, by id.
  fileprivate var targets: Set<String> {
    var targets = Set(internetGateways.map(\.id.text))
    targets.formUnion(natGateways.map(\.id.text))
    targets.formUnion(networkInterfaces.map(\.id.text))
    targets.formUnion(egressOnlyInternetGateways.map(\.id.text))
    targets.formUnion(vpcPeeringConnections.map(\.id.text))
    targets.formUnion(transitGateways.map(\.id.text))
    targets.formUnion(vpnGateways.map(\.id.text))
    targets.formUnion(vpcEndpoints.map(\.id.text))
    return targets
  }
}
