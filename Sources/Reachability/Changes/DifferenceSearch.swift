internal import NetworkModel
internal import Ports

/// The comparison of two networks under way: one family of addresses and one protocol after the other.
struct DifferenceSearch {
  private var old: Engine
  private var new: Engine
  private let alterations: [Alteration]
  private let scope: AlterationScope
  private var folding: DifferenceFolding

  init(_ old: Engine, _ new: Engine, _ alterations: [Alteration], _ scope: AlterationScope) {
    self.old = old
    self.new = new
    self.alterations = alterations
    self.scope = scope
    folding = DifferenceFolding(EndNames(old.network, new.network))
  }

  /// The changes found, folded.
  var changes: [Difference.Change] { folding.changes }
  /// The endpoints that one network lacks.
  var arrivals: [Difference.Arrival] { folding.arrivals }

  /// Compares all connections of some protocols.
  mutating func run(_ ipProtocols: [IPProtocol]) {
    for family in [IPAddress.Family.v4, .v6] {
      let joint = JointClasses(old, new, family, alterations: alterations)
      let classes = joint.classes
      if classes.isEmpty { continue }
      var working: Set<ClassPair> = []
      let outside = OutsideAddresses(old.network, new.network, family)
      let groups = OutsideGroups.all(of: classes, old.terrain, new.terrain, outside)
      for ipProtocol in ipProtocols where scope.concerns(ipProtocol) {
        // Each family of addresses has an ICMP of its own.
        if ipProtocol == (family == .v4 ? .icmpv6 : .icmp) { continue }
        let (before, after) = (old.plane(for: ipProtocol), new.plane(for: ipProtocol))
        var search = ProtocolSearch(before, after, family, joint, alterations, scope)
        search.comparePairs(&working)
        search.compareOutside(outside, groups)
        folding.add(search.rows, of: classes, ipProtocol, family, outside)
      }
      folding.addArrivals(of: classes, working)
    }
  }
}

/// Two classes, by number: clients and servers.
struct ClassPair: Hashable {
  let client: Int
  let server: Int
}

/// What of one answer differs in the newer network.
struct Delta: Hashable {
  let effect: Difference.Effect
  let ports: PortSet
  let before: Matrix.Cell
  let after: Matrix.Cell
}

extension Delta {
  /// What differs between two answers.
  static func all(from before: Answer, to after: Answer) -> [Delta] {
    before.parts.flatMap { one in
      after.parts.compactMap { other in
        let ports = one.ports.intersection(other.ports)
        guard !ports.isEmpty, let effect = Difference.Effect(from: one.cell, to: other.cell) else { return nil }
        return Delta(effect: effect, ports: ports, before: one.cell, after: other.cell)
      }
    }
  }
}

/// The comparison of two networks for one family of addresses and one protocol.
struct ProtocolSearch {
  /// An end of a connection.
  enum End: Hashable {
    /// The endpoints of a class, by number.
    case members(Int)
    /// Addresses outside.
    case outside(AddressSet, isInternet: Bool)
  }

  /// Something that became of the connections between two ends.
  struct Row {
    let from: End
    let to: End
    let delta: Delta
    let cause: Alteration?
  }

  private let family: IPAddress.Family
  private let classes: [JointClasses.Class]
  private let scope: AlterationScope
  private(set) var before: AnswerBook
  private(set) var after: AnswerBook
  private var numbers = AnswerBook.Numbers()
  private var deltas: [ClassPair: [Delta]] = [:]
  var causes: CauseSearch
  var rows: [Row] = []

  init(
    _ before: Plane, _ after: Plane, _ family: IPAddress.Family, _ joint: JointClasses,
    _ alterations: [Alteration], _ scope: AlterationScope
  ) {
    self.family = family
    classes = joint.classes
    self.scope = scope
    self.before = AnswerBook(before, joint.endpoints.before)
    self.after = AnswerBook(after, joint.endpoints.after)
    causes = CauseSearch(before, after, alterations)
  }

  private var ipProtocol: IPProtocol { before.plane.ipProtocol }

  // MARK: Between endpoints

  /// Compares the answers for every two endpoints; adds to `working` the pairs with an endpoint that one network lacks of which some
  /// connection works.
  ///
  /// Where the way between two spots is as it was, only the classes are asked about whose security groups are not.
  mutating func comparePairs(_ working: inout Set<ClassPair>) {
    let spots = spots
    let touched = spots.map { $0.filter { !classes[$0].isUntouched } }
    for (from, clients) in spots.enumerated() {
      for (to, servers) in spots.enumerated() {
        if isWaySame(from: clients, to: servers) {
          for client in touched[from] { compare([client], servers, &working) }
          if touched[to].isEmpty { continue }
          compare(clients.filter { classes[$0].isUntouched }, touched[to], &working)
        } else {
          compare(clients, servers, &working)
        }
      }
    }
  }

  private mutating func compare(_ clients: [Int], _ servers: [Int], _ working: inout Set<ClassPair>) {
    for client in clients {
      for server in servers where client != server || classes[client].members.count > 1 {
        compare(ClassPair(client: client, server: server), classes[client], classes[server], &working)
      }
    }
  }

  /// The classes by what routes and network ACLs of both networks see of them.
  private var spots: [[Int]] {
    struct Key: Hashable {
      let before: Int?
      let after: Int?
      let itself: Int?
    }
    var numbers = Numbering<Key>()
    var spots: [[Int]] = []
    for (number, one) in classes.enumerated() {
      let key = Key(
        before: one.before?.spot, after: one.after?.spot,
        itself: one.before?.spot == nil && one.after?.spot == nil ? number : nil)
      let spot = numbers.number(of: key)
      if spot == spots.count { spots.append([]) }
      spots[spot].append(number)
    }
    return spots
  }

  /// Whether nothing changed between two spots but, perhaps, what security groups say.
  private mutating func isWaySame(from clients: [Int], to servers: [Int]) -> Bool {
    guard let first = clients.first, let last = servers.last else { return true }
    let (client, server) = (classes[first].members[0], classes[last].members[classes[last].members.count - 1])
    guard let old = sides(client.before, classes[first].before, server.before, classes[last].before),
      let new = sides(client.after, classes[first].after, server.after, classes[last].after)
    else { return false }
    if old.0.host == old.1.host { return false }
    if !classes[first].possibilities.isEmpty || !classes[last].possibilities.isEmpty { return false }
    if scope.sparesWay(from: old.0.host, to: old.1.host, through: before.plane) { return true }
    guard let one = before.lane(from: old.0, to: old.1, &numbers), !numbers.lanes.keys[one].ways.isEmpty else {
      return false
    }
    return one == after.lane(from: new.0, to: new.1, &numbers)
  }

  private typealias Side = (host: Host, standing: JointClasses.Standing)

  private mutating func compare(
    _ pair: ClassPair, _ clients: JointClasses.Class, _ servers: JointClasses.Class, _ working: inout Set<ClassPair>
  ) {
    if !clients.possibilities.isEmpty || !servers.possibilities.isEmpty {
      return compareSupposed(pair, clients, servers, &working)
    }
    let (client, server) = (clients.members[0], servers.members[servers.members.count - 1])
    let old = sides(client.before, clients.before, server.before, servers.before)
    let new = sides(client.after, clients.after, server.after, servers.after)
    guard let old, let new else {
      guard let (client, server) = old ?? new else { return }
      let isNew = new != nil
      let ports = isNew ? clients.clientPorts.after : clients.clientPorts.before
      let number =
        isNew
        ? after.answer(from: client, to: server, clientPorts: ports, also: [], &numbers)
        : before.answer(from: client, to: server, clientPorts: ports, also: [], &numbers)
      if numbers.answers.keys[number].works { working.insert(pair) }
      return
    }
    let listened =
      old.1.host.isLoadBalancer || new.1.host.isLoadBalancer
      ? before.plane.listenerPorts(of: .host(old.1.host)).union(after.plane.listenerPorts(of: .host(new.1.host))) : []
    let one = before.answer(
      from: old.0, to: old.1, clientPorts: clients.clientPorts.before, also: listened, &numbers)
    let other = after.answer(
      from: new.0, to: new.1, clientPorts: clients.clientPorts.after, also: listened, &numbers)
    if one == other { return }
    for delta in deltas(from: one, to: other) {
      let cause = causes.cause(
        of: delta, from: (.host(old.0.host), .host(new.0.host)), to: (.host(old.1.host), .host(new.1.host)),
        clientPorts: clients.clientPorts)
      rows.append(Row(from: .members(pair.client), to: .members(pair.server), delta: delta, cause: cause))
    }
  }

  private func sides(
    _ client: Host?, _ from: JointClasses.Standing?, _ server: Host?, _ to: JointClasses.Standing?
  ) -> (Side, Side)? {
    guard let client, let from, let server, let to else { return nil }
    return ((client, from), (server, to))
  }

  private mutating func deltas(from one: Int, to other: Int) -> [Delta] {
    let key = ClassPair(client: one, server: other)
    if let known = deltas[key] { return known }
    let found = Delta.all(from: numbers.answers.keys[one], to: numbers.answers.keys[other])
    deltas[key] = found
    return found
  }

  // MARK: Between endpoints and what lies outside

  /// Compares the answers for every endpoint and all addresses outside, both ways: of each group of classes that nothing outside tells apart
  /// the first is asked about.
  mutating func compareOutside(_ outside: OutsideAddresses, _ groups: [[Int]]) {
    for group in groups {
      let touched = group.filter { number in
        guard let host = classes[number].members[0].before else { return true }
        return !classes[number].isUntouched || !scope.sparesWayOut(of: host)
      }
      if touched.isEmpty { continue }
      for (addresses, isInternet) in outside.sets {
        compareOutside(touched, addresses, isInternet: isInternet, inward: true)
        compareOutside(touched, addresses, isInternet: isInternet, inward: false)
      }
    }
  }

  private mutating func compareOutside(_ group: [Int], _ addresses: AddressSet, isInternet: Bool, inward: Bool) {
    func ends(_ host: Host, _ address: IPAddress) -> (Place, Place) {
      inward ? (isInternet ? .internet(address) : .outside(address), .host(host)) : (.host(host), .outside(address))
    }
    let one = classes[group[0]]
    let anyClient = Endpoint.ClientPorts.anyClient.ports
    let clientPorts =
      inward ? (before: anyClient, after: anyClient) : (before: one.clientPorts.before, after: one.clientPorts.after)
    let found = outsideDeltas(one, addresses, clientPorts, inward: inward, ends)
    for number in group {
      let (old, new) = (classes[number].members[0].before, classes[number].members[0].after)
      for (delta, common) in found {
        let cause = cause(of: delta, old, new, clientPorts, common.ranges[0].lower, ends)
        let far = End.outside(common, isInternet: isInternet)
        let isExposed = isInternet && inward && delta.effect == .began
        let told =
          isExposed ? Delta(effect: .exposed, ports: delta.ports, before: delta.before, after: delta.after) : delta
        rows.append(
          Row(from: inward ? far : .members(number), to: inward ? .members(number) : far, delta: told, cause: cause))
      }
    }
  }

  /// What differs between a class and addresses outside, and which addresses. Where it is not the same whichever of its possibilities is
  /// right, nobody knows what does.
  private func outsideDeltas(
    _ one: JointClasses.Class, _ addresses: AddressSet, _ clientPorts: (before: PortSet, after: PortSet), inward: Bool,
    _ ends: (Host, IPAddress) -> (Place, Place)
  ) -> [(Delta, AddressSet)] {
    let found = one.clients.map { member in
      outsideDeltas(member, isUntouched: one.isUntouched, addresses, clientPorts, inward: inward, ends)
    }
    let tables = found.map { Dictionary($0) { first, _ in first } }
    if tables.dropFirst().allSatisfy({ $0 == tables[0] }) { return found[0] }
    var unclear: [Delta: AddressSet] = [:]
    for (delta, addresses) in found.joined() {
      unclear[delta.unclear] = AddressSet((unclear[delta.unclear]?.ranges ?? []) + addresses.ranges)
    }
    return joined(unclear)
  }

  private func outsideDeltas(
    _ member: JointClasses.Member, isUntouched: Bool, _ addresses: AddressSet,
    _ clientPorts: (before: PortSet, after: PortSet), inward: Bool, _ ends: (Host, IPAddress) -> (Place, Place)
  ) -> [(Delta, AddressSet)] {
    let (old, new) = (member.before, member.after)
    var listened: Set<UInt16> = []
    if inward {
      listened = (old.map { before.plane.listenerPorts(of: .host($0)) } ?? [])
        .union(new.map { after.plane.listenerPorts(of: .host($0)) } ?? [])
    }
    var found: [Delta: AddressSet] = [:]
    for request in before.plane.requests(to: .outside(addresses.ranges[0].lower), also: listened) {
      var asked: Set<AskedComponent> = []
      let earlier = outsideAnswers(before.plane, old, addresses, request, clientPorts.before, &asked, ends: ends)
      // What a load balancer hands on was not followed to its end.
      let isWhole = old.map { !$0.takesForOthers } ?? false
      if isWhole, isUntouched, scope.spares(asked, of: before.plane.network) { continue }
      let later = outsideAnswers(after.plane, new, addresses, request, clientPorts.after, &asked, ends: ends)
      for (theirs, answer) in earlier {
        for (mine, other) in later where answer != other {
          let deltas = Delta.all(from: answer, to: other)
          if deltas.isEmpty { continue }
          let common = theirs.intersection(mine)
          if common.isEmpty { continue }
          for delta in deltas { found[delta] = AddressSet((found[delta]?.ranges ?? []) + common.ranges) }
        }
      }
    }
    return joined(found)
  }

  /// What differs alike at several ports of a load balancer is one.
  private func joined(_ found: [Delta: AddressSet]) -> [(Delta, AddressSet)] {
    struct Key: Hashable {
      let effect: Difference.Effect
      let before: Matrix.Cell
      let after: Matrix.Cell
      let addresses: AddressSet
    }
    var ports: [Key: PortSet] = [:]
    for (delta, addresses) in found {
      let key = Key(effect: delta.effect, before: delta.before, after: delta.after, addresses: addresses)
      ports[key, default: .empty].formUnion(delta.ports)
    }
    return ports.map { key, ports in
      (Delta(effect: key.effect, ports: ports, before: key.before, after: key.after), key.addresses)
    }
  }

  private func outsideAnswers(
    _ plane: Plane, _ host: Host?, _ addresses: AddressSet, _ request: PortSet, _ clientPorts: PortSet,
    _ asked: inout Set<AskedComponent>, ends: (Host, IPAddress) -> (Place, Place)
  ) -> [(AddressSet, Answer)] {
    let traffic = plane.traffic(request, from: clientPorts)
    guard let host else {
      let blocked = Matrix.Cell(verdict: .blocked, working: .closed)
      return [(addresses, Answer(joining: [Answer.Part(ports: traffic.request, cell: blocked)]))]
    }
    return plane.classes(of: addresses, traffic, asking: &asked) { ends(host, $0) }.map { one in
      let (client, server) = ends(host, one.example)
      return (
        one.addresses, plane.answer(from: client, to: server, clientPorts: clientPorts, requests: [request])
      )
    }
  }

  private mutating func cause(
    of delta: Delta, _ old: Host?, _ new: Host?, _ clientPorts: (before: PortSet, after: PortSet), _ address: IPAddress,
    _ ends: (Host, IPAddress) -> (Place, Place)
  ) -> Alteration? {
    guard let old, let new else { return causes.arrival(of: old ?? new) }
    let (one, other) = (ends(old, address), ends(new, address))
    return causes.cause(of: delta, from: (one.0, other.0), to: (one.1, other.1), clientPorts: clientPorts)
  }
}

extension Answer {
  /// Whether some connection surely works at some port.
  var works: Bool { parts.contains { !$0.cell.working.sure.isEmpty } }
}

extension Delta {
  /// The same where it is not known whether it is so.
  fileprivate var unclear: Delta {
    func doubtful(_ cell: Matrix.Cell) -> Matrix.Cell {
      Matrix.Cell(verdict: .unknown, working: Passage(sure: .empty, undecided: cell.working.possible))
    }
    return Delta(effect: .unclear, ports: ports, before: doubtful(before), after: doubtful(after))
  }
}
