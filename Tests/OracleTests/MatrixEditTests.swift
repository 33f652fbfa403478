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

  @Test func `a group is edited after an entry that told endpoints apart is gone`() throws {
    let network = try Self.halvedSubnet()
    let before = matrix(of: network)
    #expect(before.totals(port: 443).works == 2)
    let acl = try #require(network.networkACLs["acl-1"])
    let whole = NetworkACL(id: acl.id, vpc: acl.vpc, entries: Array(acl.entries.dropFirst()), subnets: acl.subnets)
    let group = try #require(network.securityGroups["sg-1"])
    let edited = SecurityGroup(id: group.id, name: group.name, vpc: group.vpc, rules: group.rules.dropLast())
    #expect(before.replacing(whole).replacing(group).totals(port: 443).works == 2)
    #expect(before.replacing(whole).replacing(edited).totals(port: 443).blocked == 2)
  }

  /// Two neighbours, told apart by an entry of their subnet's ACL alone.
  private static func halvedSubnet() throws -> Network {
    var network = Network()
    let all = TrafficPattern.all
    let halves = [
      NetworkACL.Entry(
        number: 1, direction: .inbound, action: .allow, cidrBlock: try #require(CIDRBlock("10.0.0.0/25")), pattern: all),
      NetworkACL.Entry(number: 2, direction: .inbound, action: .allow, cidrBlock: .anyIPv4, pattern: all),
      NetworkACL.Entry(number: 2, direction: .outbound, action: .allow, cidrBlock: .anyIPv4, pattern: all),
    ]
    let rules = [Direction.inbound, .outbound].map {
      SecurityGroup.Rule(direction: $0, pattern: all, peer: .cidrBlock(.anyIPv4))
    }
    _ = network.vpcs.insert(VPC(id: "vpc-1", cidrBlocks: [try #require(CIDRBlock("10.0.0.0/16"))]))
    _ = network.subnets.insert(
      Subnet(id: "subnet-1", vpc: "vpc-1", cidrBlocks: [try #require(CIDRBlock("10.0.0.0/24"))]))
    _ = network.networkACLs.insert(NetworkACL(id: "acl-1", vpc: "vpc-1", entries: halves, subnets: ["subnet-1"]))
    _ = network.securityGroups.insert(SecurityGroup(id: "sg-1", name: "all", vpc: "vpc-1", rules: rules))
    for (id, text) in [("eni-1", "10.0.0.10"), ("eni-2", "10.0.0.200")] {
      let address = NetworkInterface.Address(try #require(IPAddress(text)), isPrimary: true)
      _ = network.networkInterfaces.insert(
        NetworkInterface(
          id: Identifier(id), subnet: "subnet-1", vpc: "vpc-1", addresses: [address], securityGroups: ["sg-1"]))
    }
    return network
  }

  /// Edits a network again and again, and goes on from what was counted before.
  private func compare(_ original: Network, _ random: inout SplitMix64, _ name: String) throws -> Int {
    var network = original
    var edited = matrix(of: network)
    var count = edited.count(port: 443)
    #expect(count.totals == edited.totals(port: 443), "\(name)")
    var edits = 0
    for step in 0..<4 {
      if step != 2, let acl = network.networkACLs.randomElement(using: &random) {
        var other = acl.edited(using: &random)
        if random.next() % 2 == 0 { other = other.edited(using: &random) }  // perhaps in both directions
        network.networkACLs.update(other)
        (edited, count) = edited.replacing(other, counted: count)
        #expect(count.totals == edited.totals(port: 443), "\(name), edit \(step): \(acl.id), counted on")
        edits += 1
      } else if let group = network.securityGroups.randomElement(using: &random) {
        let other = group.edited(using: &random)
        network.securityGroups.update(other)
        edited = edited.replacing(other)
        count = edited.count(port: 443)
        edits += 1
      }
      #expect(edited.totals(port: 443) == matrix(of: network).totals(port: 443), "\(name), edit \(step)")
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
