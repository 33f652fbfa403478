internal import NetworkModel

/// The subnet groups of one service, and the clusters that name theirs without saying what subnets it has.
struct SubnetGroups {
  private struct Group {
    let vpc: Identifier<VPC>?
    let subnets: [Identifier<Subnet>]
    let file: String
    /// Another that the snapshot tells under the same name in the same place, if any.
    var rival: Doubt?
  }

  /// A group's name is unique in its account and Region only, as far as those are known.
  private struct Name: Hashable {
    let text: String
    let scope: Scope
  }

  private var groups: [Name: Group] = [:]
  /// The groups by name alone; nil for a name that several have.
  private var byName: [String: Group?] = [:]
  private var members: [(cluster: Identifier<ManagedService>, name: Name)] = []

  /// Reads a list of groups; the file's place is where, as far as their ARNs do not say.
  mutating func read(
    _ list: JSONValue, named nameKey: StaticString, _ arnKey: StaticString, from source: Source
  ) throws(MalformedJSON) {
    try list.forEach { value throws(MalformedJSON) in
      var fields = try value.object()
      let text = try fields.requiredString(nameKey)
      let vpc: Identifier<VPC>? = try fields.identifier("VpcId")
      let subnets = try fields.each(of: "Subnets", "SubnetIdentifier") {
        value throws(MalformedJSON) -> Identifier<Subnet> in try value.identifier()
      }
      let name = Name(text: text, scope: Self.scope(try fields.string(arnKey), or: source.scope))
      let group = Group(vpc: vpc, subnets: subnets.sorted(), file: source.file)
      if let known = groups[name] {
        if known.vpc != group.vpc || known.subnets != group.subnets {
          groups[name]?.rival = Doubt(
            contradicting: "the subnets of subnet group \(text.abbreviated)",
            (known.file, known.subnets.map(\.text).joined(separator: ", ").abbreviated),
            (group.file, group.subnets.map(\.text).joined(separator: ", ").abbreviated))
        }
        return
      }
      groups[name] = group
      byName.updateValue(byName[text] == nil ? group : nil, forKey: text)
    }
  }

  /// Notes the name of a cluster's group; `scope` is where the cluster was read.
  mutating func note(_ name: String?, of cluster: ManagedService, in scope: Scope) {
    guard let name else { return }
    members.append((cluster.id, Name(text: name, scope: Self.scope(cluster.id.text, or: scope))))
  }

  private static func scope(_ arn: String?, or other: Scope) -> Scope {
    let own = arn.map(Scope.init(arn:)) ?? Scope()
    return Scope(account: own.account ?? other.account, region: own.region ?? other.region)
  }

  /// Gives the clusters of `network` the VPC and subnets of their groups.
  func compose(_ network: inout Network, _ sightings: inout Sightings, _ notices: inout Notices) {
    for (id, name) in members {
      guard let cluster = network.managedServices[id] else { continue }
      if let group = groups[name] ?? byName[name.text].flatMap(\.self) {
        network.managedServices.update(cluster.placed(in: group.vpc, group.subnets))
        if let rival = groups[name]?.rival { sightings.note(contradiction: rival, of: id.text, &notices) }
      } else {
        notices.noteUngrouped(cluster.name)
      }
    }
  }
}

extension ManagedService {
  fileprivate func placed(in vpc: Identifier<VPC>?, _ subnets: [Identifier<Subnet>]) -> Self {
    Self(
      id: id, kind: kind, name: name, aliases: aliases, port: port, vpc: vpc, subnets: subnets,
      securityGroups: securityGroups, networkInterfaces: networkInterfaces)
  }
}

extension ManagedService: Describable {
  static let noun = "service"

  // What is outside a VPC has neither subnets nor groups, and what is being made no endpoint yet.
  static let members: [Member<ManagedService>] = [
    Member("Subnets", list: \.subnets, "the subnets", .elidable),
    Member("VpcId", known: \.vpc, "the VPC", .elidable),
    Member("SecurityGroups", list: \.securityGroups, "the security groups", .elidable),
    Member("NetworkInterfaces", list: \.networkInterfaces, "the interfaces", .elidable),
    Member("Port", known: \.port, "the port", .elidable),
    Member("Name", list: \.aliases, "the names", .label),
  ]
}
