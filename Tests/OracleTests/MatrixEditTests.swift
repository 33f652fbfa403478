import NetworkModel
import Oracle
import Ports
import Reachability
import Snapshots
import Testing

/// A matrix after an edit must be that of the edited network, made from the beginning.
@Suite struct MatrixEditTests {
  @Test func `an edited matrix is the matrix of the edited network`() throws {
    let first = setting("PORTOLAN_SEED", default: 1)
    var edits = 0
    for seed in first..<first + setting("PORTOLAN_NETWORKS", default: 60) {
      var random = SplitMix64(seed: UInt64(seed) ^ 0xED17)
      var shuffle: SplitMix64? = SplitMix64(seed: UInt64(seed))
      let plain = try Snapshot(json: RandomNetwork(seed: UInt64(seed)).describeJSON(shuffling: &shuffle)).network
      let paths = try Snapshot(json: PathNetwork(seed: UInt64(seed)).describeJSON(shuffling: &shuffle)).network
      for network in [plain, paths] {
        for _ in 0..<3 { edits += try compare(network, &random, "seed \(seed)") }
      }
    }
    print("\(edits) edits from seed \(first)")
  }

  private func compare(_ network: Network, _ random: inout SplitMix64, _ name: String) throws -> Int {
    let before = matrix(of: network)
    let count = before.count(port: 443)
    #expect(count.totals == before.totals(port: 443), "\(name)")
    var edits = 0
    if let acl = network.networkACLs.randomElement(using: &random) {
      let edited = acl.edited(using: &random)
      var network = network
      network.networkACLs.update(edited)
      let expected = matrix(of: network).totals(port: 443)
      let after = before.replacing(edited)
      #expect(after.totals(port: 443) == expected, "\(name): \(acl.id)")
      #expect(after.count(after: count, in: before).totals == expected, "\(name): \(acl.id), counted on")
      edits += 1
    }
    if let group = network.securityGroups.randomElement(using: &random) {
      let edited = group.edited(using: &random)
      var network = network
      network.securityGroups.update(edited)
      #expect(
        before.replacing(edited).totals(port: 443) == matrix(of: network).totals(port: 443), "\(name): \(group.id)")
      edits += 1
    }
    return edits
  }

  private func matrix(of network: Network) -> Matrix {
    var engine = Engine(network)
    return Matrix(of: engine.directory, through: engine.plane(for: .tcp))
  }
}

extension NetworkACL {
  /// With an entry left out or turned around, or a new one.
  fileprivate func edited(using random: inout SplitMix64) -> NetworkACL {
    var entries = entries
    let editable = entries.indices.filter { !entries[$0].isImplicitDeny }
    switch (random.next() % 4, editable.randomElement(using: &random)) {
    case (0, let index?): entries.remove(at: index)
    case (1, let index?): entries[index].action = entries[index].action == .allow ? .deny : .allow
    case (2, let index?): entries[index].pattern = TrafficPattern(.tcp, PortSet(PortRange(32_768, 60_999)))
    default:
      // One that may tell apart what nothing told apart.
      let block = CIDRBlock(.v4(10 << 24 | UInt32(truncatingIfNeeded: random.next() % (1 << 24))), prefixLength: 27)
      let number = (1...32_766).first { number in !entries.contains { $0.number == number } } ?? 1
      entries.append(
        Entry(
          number: number, direction: random.next() % 2 == 0 ? .inbound : .outbound, action: .deny, cidrBlock: block,
          pattern: .all))
    }
    return NetworkACL(id: id, name: name, vpc: vpc, isDefault: isDefault, entries: entries, subnets: subnets)
  }
}

extension SecurityGroup {
  /// With a rule left out, or a new one.
  fileprivate func edited(using random: inout SplitMix64) -> SecurityGroup {
    var rules = rules
    if random.next() % 2 == 0, let index = rules.indices.randomElement(using: &random) {
      rules.remove(at: index)
    } else {
      let block = CIDRBlock(.v4(10 << 24 | UInt32(truncatingIfNeeded: random.next() % (1 << 24))), prefixLength: 20)
      rules.append(
        Rule(direction: random.next() % 2 == 0 ? .inbound : .outbound, pattern: .all, peer: .cidrBlock(block)))
    }
    return SecurityGroup(id: id, name: name, vpc: vpc, rules: rules)
  }
}
