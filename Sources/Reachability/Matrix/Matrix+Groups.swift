internal import NetworkModel

extension Matrix {
  /// Endpoints put together under a name.
  public struct Group: Hashable, Sendable {
    /// What people call it.
    public let name: String
    /// How many endpoints it has.
    public let count: Int
  }

  /// Which endpoints are put together, and which are left out.
  public struct Groups: Sendable {
    /// The groups, in the order of their first endpoints.
    public let all: [Group]
    /// The group of each endpoint, by the endpoint's position, those that are not listed last; nil for those left out.
    let groupOfPosition: [Int?]

    fileprivate init<Key: Hashable>(
      of hosts: [Host], where isIncluded: (Host) -> Bool, by key: (Int) -> Key, name: (Key, _ first: Int, Int) -> String
    ) {
      var numbers: [Key: Int] = [:]
      var members: [(key: Key, first: Int, count: Int)] = []
      groupOfPosition = hosts.enumerated().map { position, host in
        guard isIncluded(host) else { return nil }
        let key = key(position)
        let number = numbers[key, default: members.count]
        if number == members.count {
          numbers[key] = number
          members.append((key, position, 0))
        }
        members[number].count += 1
        return number
      }
      all = members.map { Group(name: name($0.key, $0.first, $0.count), count: $0.count) }
    }
  }

  /// Endpoints that nothing tells apart, together: those that `isIncluded`.
  public func groupsByClass(where isIncluded: (Host) -> Bool = { _ in true }) -> Groups {
    let names = EndpointNames(of: plane.terrain)
    let classOfPosition = classOfPosition
    let everyone = everyone
    return Groups(of: everyone, where: isIncluded, by: { classOfPosition[$0] }) { _, first, count in
      names.name(of: everyone[first]) + (count > 1 ? " ×\(count)" : "")
    }
  }

  /// Each endpoint by itself.
  public func groupsByInterface(where isIncluded: (Host) -> Bool = { _ in true }) -> Groups {
    let names = EndpointNames(of: plane.terrain)
    let everyone = everyone
    return Groups(of: everyone, where: isIncluded, by: { $0 }) { _, position, _ in names.name(of: everyone[position]) }
  }

  /// Endpoints of one subnet together; one that is not listed and may be in several is with its like.
  public func groupsBySubnet(where isIncluded: (Host) -> Bool = { _ in true }) -> Groups {
    Groups(of: everyone, where: isIncluded, by: { subnets(ofPosition: $0) }) { ids, _, _ in
      ids.map { plane.network.subnets[$0]?.name ?? $0.text }.joined(separator: " or ")
    }
  }

  /// Endpoints of one VPC together.
  public func groupsByVPC(where isIncluded: (Host) -> Bool = { _ in true }) -> Groups {
    let everyone = everyone
    return Groups(of: everyone, where: isIncluded, by: { everyone[$0].interface.vpc }) { id, _, _ in
      plane.network.vpcs[id]?.name ?? id.text
    }
  }

  /// Endpoints together for which `name` gives one name.
  public func groups(where isIncluded: (Host) -> Bool = { _ in true }, named name: (Host) -> String) -> Groups {
    let everyone = everyone
    return Groups(of: everyone, where: isIncluded, by: { name(everyone[$0]) }) { name, _, _ in name }
  }

  /// Endpoints together whose tag with a key has one value, on the interface or else on its instance; those without it are together, too.
  public func groupsByTag(_ key: String, where isIncluded: (Host) -> Bool = { _ in true }) -> Groups {
    groups(where: isIncluded) { host in tags(of: host).first { $0.key == key }?.value ?? "without \(key)" }
  }

  /// The keys of the tags that any endpoint has.
  public var tagKeys: Set<String> {
    hosts.reduce(into: []) { keys, host in keys.formUnion(tags(of: host).map(\.key)) }
  }

  private func tags(of host: Host) -> [Tag] {
    host.interface.tags + (host.interface.instance.flatMap { plane.network.instances[$0] }?.tags ?? [])
  }

  /// A host for each endpoint, those that are not listed last.
  private var everyone: [Host] { hosts + standIns.ends.map { $0.hosts[0] } }

  private func subnets(ofPosition position: Int) -> [Identifier<Subnet>] {
    if hosts.indices.contains(position) { return [hosts[position].interface.subnet] }
    return Set(standIns.ends[position - hosts.count].hosts.map(\.interface.subnet)).sorted()
  }

  /// The class of each endpoint; one that is not listed is a class by itself.
  private var classOfPosition: [Int] {
    var classOfPosition = [Int](repeating: 0, count: hosts.count)
    for (number, one) in endpoints.classes.enumerated() {
      for position in one.members { classOfPosition[position] = number }
    }
    return classOfPosition + standIns.ends.indices.map { endpoints.classes.count + $0 }
  }
}
