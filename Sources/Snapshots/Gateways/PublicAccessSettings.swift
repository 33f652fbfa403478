internal import AWSCatalogue
internal import NetworkModel

/// The accounts' settings of Block Public Access, as far as they contradict nothing.
struct PublicAccessSettings {
  /// The files of the settings of the network, in their order.
  private var files: [String] = []
  /// Why a setting cannot be relied on, and where it would hold.
  private var unsure: [(scope: Scope, why: String)] = []

  /// Reads `VpcBlockPublicAccessOptions`. Unlike other calls, this one prints one object: an account has one setting in a Region.
  mutating func read(
    _ value: JSONValue, into network: inout Network, from source: Source, _ notices: inout Notices
  ) throws(MalformedJSON) {
    var fields = try value.object()
    guard let setting = try BlockPublicAccess(&fields, scope: source.scope) else {
      let why = "\(source.file) tells Block Public Access without “InternetGatewayBlockMode”, which AWS always prints"
      notices.noteDoubt(Doubt(what: "Block Public Access", why: why.onOneLine))
      return unsure.append((source.scope, why))
    }
    if try fields.string("State") == "update-in-progress" {
      unsure.append((setting.scope, "\(source.file): the mode of Block Public Access is being changed"))
    }
    guard let position = network.blockPublicAccess.firstIndex(where: { $0.scope == setting.scope }) else {
      network.blockPublicAccess.append(setting)
      return files.append(source.file)
    }
    let known = network.blockPublicAccess[position]
    if known == setting { return }
    let doubt = Doubt(
      contradicting: "the mode of Block Public Access", (files[position], known.mode.rawValue),
      (source.file, setting.mode.rawValue))
    notices.noteConflict(doubt)
    unsure.append((setting.scope, "\(doubt.what): \(doubt.why)"))
  }

  /// Notes at VPCs' gateways where nobody can say whether the internet is shut out.
  func compose(_ network: Network, _ sightings: Sightings, _ gateways: inout GatewayDoubts) {
    let excluded = Set(network.blockPublicAccessExclusions.map(\.resource))
    for vpc in network.vpcs {
      for setting in unsure where setting.scope.mayBe(vpc.scope) { gateways.note(setting.why, by: "", of: vpc.id) }
      if let mode = vpc.blockPublicAccess {
        note(mode, of: VPC.noun, vpc.id.text, in: vpc.id, excluded.contains(vpc.id.text), network, &gateways)
      }
    }
    for subnet in network.subnets {
      guard let mode = subnet.blockPublicAccess else { continue }
      let isExcluded = excluded.contains(subnet.id.text) || excluded.contains(subnet.vpc.text)
      note(mode, of: Subnet.noun, subnet.id.text, in: subnet.vpc, isExcluded, network, &gateways)
    }
    for exclusion in network.blockPublicAccessExclusions {
      guard let doubt = sightings.doubts[exclusion.id.text]?.first else { continue }
      let vpc = network.subnets[Identifier(exclusion.resource)]?.vpc ?? Identifier(exclusion.resource)
      gateways.note("\(doubt.what): \(doubt.why)", by: exclusion.id.text, of: vpc)
    }
  }

  /// Notes what a VPC or subnet says of itself and the account's setting does not bear out. `off` may be said of what is excluded, and
  /// so may the account's mode: AWS's documentation does not tell.
  private func note(
    _ mode: BlockPublicAccess.Mode, of kind: String, _ id: String, in vpc: Identifier<VPC>, _ isExcluded: Bool,
    _ network: Network, _ gateways: inout GatewayDoubts
  ) {
    let scope = network.vpcs[vpc]?.scope ?? Scope()
    let setting = network.blockPublicAccess.first { $0.scope.mayBe(scope) }
    if mode == setting?.mode || (mode == .off && setting == nil) { return }
    if mode == .off,
      isExcluded || !network.ledger.isWhole(.describeVpcBlockPublicAccessExclusions, in: scope)
    {
      return
    }
    let other =
      setting.map { "the account’s setting is \($0.mode.rawValue)" }
      ?? "the snapshot lacks the account’s setting (aws ec2 describe-vpc-block-public-access-options)"
    gateways.note(
      "Block Public Access of \(kind) \(id.abbreviated) is \(mode.rawValue), and \(other)", by: id, of: vpc)
  }
}

extension SnapshotBuilder {
  /// Compares what VPCs and subnets say of Block Public Access with the accounts' settings.
  mutating func composeBlockPublicAccess() {
    publicAccess.compose(network, sightings, &gateways)
  }
}
