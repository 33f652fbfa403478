internal import NetworkModel

extension SnapshotBuilder {
  /// Sees to it that a subnet has one network ACL and one route table at most (UG/vpc-network-acls, UG/subnet-route-tables), and a VPC one
  /// that the others have. Two that claim it contradict each other.
  mutating func composeClaims() {
    let acls = Claims(
      network.networkACLs, of: "network ACL", for: "the default network ACL", vpc: \.vpc,
      isForOthers: \.isDefault, subnets: \.subnets)
    let tables = Claims(
      network.routeTables, of: "route table", for: "the main route table", vpc: \.vpc, isForOthers: \.isMain,
      subnets: \.subnets)
    acls.note(in: &sightings, network, &notices)
    tables.note(in: &sightings, network, &notices)
  }
}

/// Which of the resources of one kind claims which subnet.
private struct Claims<Owner: Describable & Resource> {
  private let owners: Table<Owner>
  private let kind: String
  private let purpose: String
  private let vpc: KeyPath<Owner, Identifier<VPC>>
  private let isForOthers: KeyPath<Owner, Bool>
  private let subnets: KeyPath<Owner, [Identifier<Subnet>]>

  init(
    _ owners: Table<Owner>, of kind: String, for purpose: String, vpc: KeyPath<Owner, Identifier<VPC>>,
    isForOthers: KeyPath<Owner, Bool>, subnets: KeyPath<Owner, [Identifier<Subnet>]>
  ) {
    self.owners = owners
    self.kind = kind
    self.purpose = purpose
    self.vpc = vpc
    self.isForOthers = isForOthers
    self.subnets = subnets
  }

  func note(in sightings: inout Sightings, _ network: Network, _ notices: inout Notices) {
    var claims: [Identifier<Subnet>: Int] = [:]
    var forOthers: [Identifier<VPC>: Int] = [:]
    for (position, owner) in owners.enumerated() {
      for subnet in owner[keyPath: subnets] {
        guard let known = claims.updateValue(position, forKey: subnet), known != position else { continue }
        claims[subnet] = known
        let what = "the \(kind) of subnet \(subnet.text.abbreviated)"
        note(what, known, position, of: subnet.text, in: &sightings, &notices)
      }
      guard owner[keyPath: isForOthers] else { continue }
      guard let known = forOthers.updateValue(position, forKey: owner[keyPath: vpc]) else { continue }
      forOthers[owner[keyPath: vpc]] = known
      let what = "\(purpose) of VPC \(owner[keyPath: vpc].text.abbreviated)"
      note(what, known, position, of: owner[keyPath: vpc].text, in: &sightings, &notices)
    }
    noteUnclaimed(claims, in: &sightings, network, &notices)
  }

  private func note(
    _ what: String, _ known: Int, _ other: Int, of id: String, in sightings: inout Sightings, _ notices: inout Notices
  ) {
    let files = (one: sightings.file(of: known, in: owners), other: sightings.file(of: other, in: owners))
    sightings.note(
      contradiction: Doubt(
        contradicting: what, (files.one, owners[known].id.text.abbreviated),
        (files.other, owners[other].id.text.abbreviated)), of: id, &notices)
  }

  /// Notes the subnets that none claims, where one that does not say which subnets it has may.
  private func noteUnclaimed(
    _ claims: [Identifier<Subnet>: Int], in sightings: inout Sightings, _ network: Network, _ notices: inout Notices
  ) {
    for owner in sightings.lacking("Associations", in: owners) {
      let doubt = { (subnet: String) in
        Doubt(
          what: "the \(kind) of \(subnet)".onOneLine,
          why: "\(owner.id.text.abbreviated) is described without “Associations”, and may be it".onOneLine)
      }
      for subnet in network.subnets where subnet.vpc == owner[keyPath: vpc] && claims[subnet.id] == nil {
        sightings.note(doubt("subnet \(subnet.id.text.abbreviated)"), of: subnet.id.text)
      }
    }
  }
}
