internal import NetworkModel
internal import Ports

/// The endpoints of two networks, an older and a newer one, sorted into classes that the rules of neither tell apart.
///
/// Each network has classes of its own (`EndpointClasses`); endpoints that share a class in both are one joint class. So one question to
/// each network tells of all pairs of two classes whether anything became of their connections.
struct JointClasses {
  /// An endpoint, as each network has it; nil in one that has it not.
  struct Member {
    let before: Host?
    let after: Host?
  }

  /// Where an endpoint stands in one network.
  struct Standing: Hashable {
    /// The number of its spot; nil for one that is not listed, which is asked about by itself.
    let spot: Int?
    let badge: Int?
    fileprivate let traits: Traits
  }

  /// What only connections over the internet ask about an endpoint.
  fileprivate struct Traits: Hashable {
    let isPublic: Bool
    let deniesInternetTraffic: Bool
    let isAttached: Bool
  }

  /// Endpoints that neither network tells apart.
  struct Class {
    /// The endpoints, in the order of their addresses.
    let members: [Member]
    /// How the old network sees them; nil when it has them not.
    let before: Standing?
    /// How the new network sees them; nil when it has them not.
    let after: Standing?
    /// What they draw client ports from, in the old network and the new.
    let clientPorts: (before: PortSet, after: PortSet)
    /// Whether both networks have them with the same addresses and state, and the same rules in their security groups.
    let isUntouched: Bool
    /// What the one endpoint may be that neither network lists, in each; one of these is right. Empty for others.
    var possibilities: [Member] = []

    /// What stands for its endpoints as clients.
    var clients: [Member] { possibilities.isEmpty ? [members[0]] : possibilities }
    /// What stands for its endpoints as servers.
    var servers: [Member] { possibilities.isEmpty ? [members[members.count - 1]] : possibilities }
  }

  /// The classes, in the order of their first addresses.
  let classes: [Class]
  /// The classes of each network by itself.
  let endpoints: (before: EndpointClasses, after: EndpointClasses)

  /// Sorts the endpoints with an address of `family`.
  init(_ old: Engine, _ new: Engine, _ family: IPAddress.Family, alterations: [Alteration]) {
    let changedGroups = Set(
      alterations.compactMap { alteration -> String? in
        if case .edit(.addRule(let id, _)) = alteration { return id.text }
        if case .edit(.removeRule(let id, _)) = alteration { return id.text }
        if case .altered(let subject, _) = alteration, subject.kind == "security group" { return subject.id }
        return nil
      })
    let changesPrefixLists = alterations.contains { $0.id.hasPrefix("pl-") }
    endpoints = (Self.endpoints(of: old, family), Self.endpoints(of: new, family))
    let (before, after) = (Self.standings(in: endpoints.before), Self.standings(in: endpoints.after))
    var members: [Key: [Member]] = [:]
    for (id, one) in before {
      let other = after[id]
      members[Key(before: one.standing, after: other?.standing), default: []].append(
        Member(before: one.host, after: other?.host))
    }
    for (id, other) in after where before[id] == nil {
      members[Key(before: nil, after: other.standing), default: []].append(Member(before: nil, after: other.host))
    }
    var classes = members.map { key, members in
      let first = members[0]
      return Class(
        members: members.sorted { $0.order < $1.order }, before: key.before, after: key.after,
        clientPorts: (
          first.before.map { old.directory.clientPorts(of: [$0]).ports } ?? .all,
          first.after.map { new.directory.clientPorts(of: [$0]).ports } ?? .all
        ),
        isUntouched: !changesPrefixLists
          && members.allSatisfy { member in
            guard let one = member.before, let other = member.after, one.interface == other.interface else {
              return false
            }
            return one.address == other.address && one.presence.effect == other.presence.effect
              && old.network.hasSameGroups(as: new.network, on: one.interface)
          } && changedGroups.isDisjoint(with: (first.before?.interface.securityGroups ?? []).map(\.text)))
    }
    for possibilities in Self.standIns(old, new, family) {
      func standing(_ host: (Member) -> Host?) -> Standing? {
        possibilities.lazy.compactMap(host).first.map { Standing(spot: nil, badge: nil, traits: Traits($0)) }
      }
      func clientPorts(_ engine: Engine, _ host: (Member) -> Host?) -> PortSet {
        engine.directory.clientPorts(of: possibilities.compactMap(host)).ports
      }
      classes.append(
        Class(
          members: [possibilities[0]], before: standing(\.before), after: standing(\.after),
          clientPorts: (clientPorts(old, \.before), clientPorts(new, \.after)), isUntouched: false,
          possibilities: possibilities))
    }
    self.classes = classes.sorted { $0.members[0].order < $1.members[0].order }
  }

  private struct Key: Hashable {
    let before: Standing?
    let after: Standing?
  }

  private static func endpoints(of engine: Engine, _ family: IPAddress.Family) -> EndpointClasses {
    EndpointClasses(of: engine.terrain, family) { engine.directory.clientPorts(of: [$0]) }
  }

  private static func standings(
    in endpoints: EndpointClasses
  ) -> [Identifier<NetworkInterface>: (host: Host, standing: Standing)] {
    var standings: [Identifier<NetworkInterface>: (host: Host, standing: Standing)] = [:]
    standings.reserveCapacity(endpoints.hosts.count)
    for one in endpoints.classes {
      // What NAT gateways and transit gateways begin is told of those who begin it.
      for host in endpoints.hosts[one.members] where !host.isNATGateway && host.interface.type != "transit_gateway" {
        standings[host.interface.id] = (host, Standing(spot: one.spot, badge: one.badge, traits: Traits(host)))
      }
    }
    return standings
  }

  /// The ends that are not listed: what each may be in both networks. An address that it may have in one is the one it has in the other.
  private static func standIns(_ old: Engine, _ new: Engine, _ family: IPAddress.Family) -> [[Member]] {
    func hosts(_ engine: Engine) -> [Identifier<NetworkInterface>: [Host]] {
      let placed = engine.terrain.standIns.all.filter { $0.gaps[family] == nil }
      return Dictionary(placed.map { ($0.id, engine.terrain.hosts(of: $0, family)) }) { first, _ in first }
        .filter { !$0.value.isEmpty }
    }
    let (before, after) = (hosts(old), hosts(new))
    return Set(before.keys).union(after.keys).sorted().map { id in
      let (mine, theirs) = (before[id] ?? [], after[id] ?? [])
      if mine.isEmpty { return theirs.map { Member(before: nil, after: $0) } }
      if theirs.isEmpty { return mine.map { Member(before: $0, after: nil) } }
      return mine.flatMap { one in
        theirs.filter { other in
          guard let some = one.standsFor, let others = other.standsFor else { return false }
          return one.interface.subnet == other.interface.subnet && !some.intersection(others).isEmpty
        }.map { Member(before: one, after: $0) }
      }
    }.filter { !$0.isEmpty }
  }
}

extension JointClasses.Traits {
  fileprivate init(_ host: Host) {
    isPublic = host.outsideAddress.map { AddressSet.publicAddresses.contains($0) } ?? false
    deniesInternetTraffic = host.interface.deniesInternetTraffic
    isAttached = host.interface.instance != nil
  }
}

extension JointClasses.Member {
  /// The endpoint as one of the networks has it.
  var host: Host? { after ?? before }

  fileprivate var order: (IPAddress, Identifier<NetworkInterface>) {
    guard let host else { preconditionFailure("an endpoint of neither network") }
    return (host.address.address, host.interface.id)
  }
}

extension Network {
  /// Whether another network describes the security groups of an interface as far as this one does.
  fileprivate func hasSameGroups(as other: Network, on interface: NetworkInterface) -> Bool {
    (interface.securityGroups ?? []).allSatisfy {
      (securityGroups.position(of: $0) == nil) == (other.securityGroups.position(of: $0) == nil)
    }
  }
}
