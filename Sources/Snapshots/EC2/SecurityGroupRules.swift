internal import AWSCatalogue
internal import NetworkModel

/// The rules of security groups as `DescribeSecurityGroupRules` lists them: one by one, each with the id of its group.
struct SecurityGroupRules {
  /// What is listed of one group.
  private struct Part {
    var rules: Set<SecurityGroup.Rule> = []
    let file: String
  }

  private var parts: [Identifier<SecurityGroup>: Part] = [:]

  /// Reads a `SecurityGroupRules` list.
  mutating func read(
    _ list: JSONValue, from source: Source, _ sightings: inout Sightings, _ notices: inout Notices
  ) throws(MalformedJSON) {
    var groups: [Identifier<SecurityGroup>] = []
    let rules = try list.described { fields, remarks throws(MalformedJSON) -> SecurityGroup.Rule in
      groups.append(try fields.requiredIdentifier("GroupId"))
      return try SecurityGroup.Rule(listed: &fields, &remarks)
    }
    for (group, rule) in zip(groups, rules.elements) {
      parts[group, default: Part(file: source.file)].rules.insert(rule)
    }
    sightings.note(
      rules.remarks, of: { groups[$0].text }, SecurityGroup.noun, in: source.file, &notices)
  }

  /// Brings the listed rules together with those of the groups' own descriptions.
  func compose(_ network: inout Network, _ sightings: inout Sightings, _ notices: inout Notices) {
    for (id, part) in parts.sorted(by: { $0.key < $1.key }) {
      let scope = network.securityGroups[id]?.vpc.flatMap { network.vpcs[$0]?.scope } ?? Scope()
      let isWhole = network.ledger.isWhole(.describeSecurityGroupRules, in: scope)
      let known = network.securityGroups[id]
      let isTold =
        known != nil && !sightings.isLacking(["IpPermissions", "IpPermissionsEgress"], id, in: network.securityGroups)
      if isWhole, isTold, var known, known.lacksPeers, part.rules.isSuperset(of: known.rules) {
        known.rules = part.rules.sorted()
        known.lacksPeers = false
        network.securityGroups.update(known)
        continue
      }
      // Pages that are missing, or a filter, leave rules out; the group's own description then tells the rest.
      if isTold, let known, part.rules.isSubset(of: known.rules),
        !isWhole || part.rules.count == Set(known.rules).count
      {
        continue
      }
      let group = SecurityGroup(id: id, name: id.text, vpc: nil, rules: Array(part.rules))
      sightings.add(Description(group, in: part.file), to: &network.securityGroups, &notices)
      if isWhole || isTold { continue }
      let doubt = Doubt(
        what: "the rules of security group \(id.text.abbreviated)".onOneLine,
        why: "\(part.file) ends with a token for more pages".onOneLine)
      notices.noteDoubt(doubt)
      sightings.note(doubt, of: id.text)
    }
  }
}

extension SecurityGroup.Rule {
  /// Reads one element of `SecurityGroupRules`.
  fileprivate init(listed fields: inout JSONObject, _ remarks: inout DescriptionRemarks) throws(MalformedJSON) {
    let isOutbound = try fields.required("IsEgress") { value throws(MalformedJSON) in try value.bool() }
    let direction: Direction = isOutbound ? .outbound : .inbound
    let pattern = try TrafficPattern(&fields, direction, &remarks)
    let peer: Peer
    if let block = try fields.cidrBlock("CidrIpv4") {
      peer = .cidrBlock(block)
    } else if let block = try fields.cidrBlock("CidrIpv6") {
      peer = .cidrBlock(block)
    } else if let list = try fields.identifier("PrefixListId", of: PrefixList.self) {
      peer = .prefixList(list)
    } else {
      peer = try fields.required("ReferencedGroupInfo") { value throws(MalformedJSON) in
        var group = try value.object()
        return .securityGroup(try group.requiredIdentifier("GroupId"))
      }
    }
    try fields.visit { key, value in remarks.notePassing(key, value, in: .securityGroupRule) }
    self.init(direction: direction, pattern: pattern, peer: peer)
  }
}

extension SnapshotBuilder {
  /// Brings the rules of security groups together, however they are told.
  mutating func composeSecurityGroupRules() {
    groupRules.compose(&network, &sightings, &notices)
  }
}
