internal import NetworkModel

/// What the units of a baseline are called, so that each name leads back to just that unit.
struct BaselineNames {
  private let directory: Directory
  private let family: IPAddress.Family
  private(set) var groups: [Baseline.Group]
  /// The names of services, by the addresses they lead to.
  private let services: [Set<Host>: String]

  /// Names things in one family of addresses; `groups` were named before.
  init(_ directory: Directory, _ family: IPAddress.Family, groups: [Baseline.Group]) {
    self.directory = directory
    self.family = family
    self.groups = groups
    var services: [Set<Host>: String] = [:]
    for name in Set(directory.namesOfServices).sorted() {
      guard let party = directory.party(named: name, as: .servers), party.endpoints.isEmpty else { continue }
      let hosts = Set(party.hosts.filter { $0.address.address.family == family })
      if services[hosts] == nil { services[hosts] = name }
    }
    self.services = services
  }

  /// The name of some interfaces: of a pattern, subnet or security group that has just these, else a group of its own.
  mutating func name(of hosts: [Host]) -> String {
    let hosts = hosts.sorted { ($0.address.address, $0.interface.id) < ($1.address.address, $1.interface.id) }
    if hosts.count == 1 { return name(of: hosts[0]) }
    if let name = services[Set(hosts)], leads(name, to: hosts) { return name }
    let names = hosts.map { $0.name ?? "" }
    if let prefix = Self.stem(names), leads("\(prefix)*", to: hosts) { return "\(prefix)*" }
    let subnet = hosts[0].interface.subnet
    var candidates = [directory.network.subnets[subnet]?.name ?? subnet.text].map { "subnet:\($0)" }
    for id in hosts[0].interface.securityGroups ?? [] {
      candidates.append("security-group:\(directory.network.securityGroups[id]?.name ?? id.text)")
    }
    if let name = candidates.first(where: { leads($0, to: hosts) }) { return name }
    let members = hosts.map { name(of: $0) }
    if let known = groups.first(where: { $0.members == members }) { return known.name }
    var stem = Self.stem(names) ?? ""
    while let last = stem.last, "-_.0123456789".contains(last) { stem.removeLast() }
    let group = Baseline.Group(name: unused(stem.isEmpty ? members[0] + "-and-alike" : stem), members: members)
    groups.append(group)
    return group.name
  }

  /// The name of a load balancer or the like: its own where only it has that, else its id.
  func name(of endpoint: Endpoint, id: String) -> String { leads(endpoint.name, to: endpoint) ? endpoint.name : id }

  private func name(of host: Host) -> String {
    if let name = host.name, leads(name, to: [host]) { return name }
    if let name = services[[host]], leads(name, to: [host]) { return name }
    return host.interface.id.text
  }

  private func leads(_ term: String, to hosts: [Host]) -> Bool {
    // The interfaces of VPC endpoints are servers alone.
    let parts: [Directory.Part] =
      hosts.contains { $0.interface.type == "vpc_endpoint" } ? [.servers] : [.clients, .servers]
    return parts.allSatisfy { part in
      guard let party = directory.party(named: term, as: part), party.endpoints.isEmpty else { return false }
      return Set(party.hosts.filter { $0.address.address.family == family }) == Set(hosts)
    }
  }

  private func leads(_ term: String, to endpoint: Endpoint) -> Bool {
    guard let party = directory.party(named: term, as: .servers) else { return false }
    return party.hosts.isEmpty && party.endpoints.map(\.kind) == [endpoint.kind]
  }

  /// What names begin with alike, if that is two characters or more.
  private static func stem(_ names: [String]) -> String? {
    guard var stem = names.first else { return nil }
    for name in names { while !name.hasPrefix(stem) { stem.removeLast() } }
    return stem.count < 2 || Wildcard.isOne(stem) ? nil : stem
  }

  /// A name that nothing else has.
  private func unused(_ wanted: String) -> String {
    var name = wanted
    var number = 2
    while groups.contains(where: { $0.name == name }) || directory.party(named: name, as: .servers) != nil
      || name == "any"
    {
      name = "\(wanted)-\(number)"
      number += 1
    }
    return name
  }
}
