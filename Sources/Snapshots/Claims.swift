internal import NetworkModel

extension SnapshotBuilder {
  /// Sees to it that a subnet has one network ACL and one route table at most (UG/vpc-network-acls, UG/subnet-route-tables), and a VPC one
  /// that its other subnets have. Two that claim a subnet contradict each other.
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
    var forOthers: [Identifier<VPC>: [Int]] = [:]
    for (position, owner) in owners.enumerated() {
      for subnet in owner[keyPath: subnets] {
        guard let known = claims.updateValue(position, forKey: subnet), known != position else { continue }
        claims[subnet] = known
        let what = "the \(kind) of subnet \(subnet.text.abbreviated)"
        note(what, known, position, of: subnet.text, in: &sightings, &notices)
      }
      if owner[keyPath: isForOthers] { forOthers[owner[keyPath: vpc], default: []].append(position) }
    }
    for subnet in network.subnets where claims[subnet.id] == nil {
      guard let rivals = forOthers[subnet.vpc], rivals.count > 1 else { continue }
      let what = "\(purpose) of subnet \(subnet.id.text.abbreviated)’s VPC"
      note(what, rivals[0], rivals[1], of: subnet.id.text, in: &sightings, &notices)
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
    let suspects = Dictionary(
      sightings.lacking("Associations", in: owners).map { ($0[keyPath: vpc], $0.id.text) }, uniquingKeysWith: min)
    if suspects.isEmpty { return }
    for subnet in network.subnets where claims[subnet.id] == nil {
      guard let suspect = suspects[subnet.vpc] else { continue }
      let doubt = Doubt(
        what: "the \(kind) of subnet \(subnet.id.text.abbreviated)".onOneLine,
        why: "\(suspect.abbreviated) is described without “Associations”, and may be it".onOneLine)
      sightings.note(doubt, of: subnet.id.text)
    }
  }
}
