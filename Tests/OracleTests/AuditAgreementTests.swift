import NetworkModel
import Oracle
import Ports
import Reachability
import Snapshots
import Testing

/// What an audit says of random networks, judged by brute force: each packet that shows a finding, each entry that it says never decides,
/// and each that it does not.
///
/// `PORTOLAN_SEED` and `PORTOLAN_NETWORKS` in the environment choose other networks, and more of them.
@Suite struct AuditAgreementTests {
  private let first = setting("PORTOLAN_SEED", default: 1)
  private let count = setting("PORTOLAN_NETWORKS", default: 150)

  @Test func `brute force confirms every packet that shows a finding`() throws {
    var confirmed: [Audit.Code: Int] = [:]
    for seed in first..<first + count {
      let network = RandomNetwork(seed: UInt64(seed))
      var shuffle: SplitMix64? = SplitMix64(seed: UInt64(seed))
      let model = try Snapshot(json: network.describeJSON(shuffling: &shuffle)).network
      let oracle = BruteForce(
        network, reading: .init(filtersBeyondUnknownRoute: false, replyAfterUnknownRoute: false))
      for finding in Audit(of: model).findings {
        guard let evidence = finding.evidence, let query = network.query(evidence) else { continue }
        let problem = contradiction(finding, evidence, query, oracle)
        #expect(
          problem == nil, "seed \(seed): \(finding.code.rawValue), \(query): \(problem ?? "") (\(finding.message))")
        confirmed[finding.code, default: 0] += 1
      }
    }
    print("\(count) networks from seed \(first):", confirmed.map { "\($0.value) \($0.key.rawValue)" }.sorted())
    for code in [Audit.Code.replyRangeCut, .oneWay, .internetExposed, .ephemeralOpensServices, .entryNeverReached] {
      #expect(confirmed[code, default: 0] > 0, "no network shows \(code.rawValue)")
    }
  }

  /// What brute force says against a finding; nil when it agrees.
  private func contradiction(
    _ finding: Audit.Finding, _ evidence: Audit.Evidence, _ query: RandomNetwork.Query, _ oracle: BruteForce
  ) -> String? {
    let samples = stride(from: 1024, through: 65_535, by: 997).map { UInt16($0) }
    switch finding.code {
    case .replyRangeCut:
      let dropped = finding.ports?.ranges.flatMap { [$0.lower, $0.upper] } ?? []
      if oracle.outcomeOfRequest(of: query) != .pass { return "the request does not arrive" }
      let outcomes = oracle.outcomes(of: query, clientPorts: dropped)
      return outcomes.allSatisfy { $0 == .drop } ? nil : "replies to \(dropped) come through: \(outcomes)"
    case .oneWay:
      if oracle.outcomeOfRequest(of: query) != .pass { return "the request does not arrive" }
      let asked = finding.ports?.ranges.flatMap { [$0.lower, $0.upper] } ?? []
      let outcomes = oracle.outcomes(of: query, clientPorts: asked)
      return outcomes.allSatisfy { $0 == .drop } ? nil : "replies come through: \(outcomes)"
    case .internetExposed, .ephemeralOpensServices:
      if oracle.outcomeOfRequest(of: query) != .pass { return "the request does not arrive" }
      return oracle.outcomes(of: query, clientPorts: samples).contains(.drop) && finding.code != .internetExposed
        && !oracle.outcomes(of: query, clientPorts: samples).contains(.pass) ? "no reply comes back" : nil
    default:
      return nil
    }
  }

  @Test func `an entry that never decides changes nothing when it goes, and every such entry is found`() throws {
    var found = 0
    for seed in first..<first + count {
      let network = RandomNetwork(seed: UInt64(seed))
      var shuffle: SplitMix64? = SplitMix64(seed: UInt64(seed))
      let model = try Snapshot(json: network.describeJSON(shuffling: &shuffle)).network
      let told = Set(
        Audit(of: model).findings.filter { $0.code == .entryNeverReached }.compactMap { finding -> String? in
          guard case .entry(let entry)? = finding.rule else { return nil }
          return "\(finding.component.id ?? "") \(entry.direction == .outbound) \(entry.number)"
        })
      let idle = network.networkACLs.flatMap { list in
        list.entries.filter { $0.number < 32_767 && !list.everDecides($0) }.map {
          "\(list.id) \($0.isEgress) \($0.number)"
        }
      }
      #expect(told == Set(idle), "seed \(seed)")
      found += told.count
    }
    print("\(found) entries that never decide in \(count) networks from seed \(first)")
    #expect(found > 0)
  }

  @Test func `removing every entry that never decides changes no answer`() throws {
    for seed in first..<first + count {
      let network = RandomNetwork(seed: UInt64(seed))
      var shuffle: SplitMix64? = SplitMix64(seed: UInt64(seed))
      let model = try Snapshot(json: network.describeJSON(shuffling: &shuffle)).network
      let idle = Audit(of: model).findings.filter { $0.code == .entryNeverReached }
      if idle.isEmpty { continue }
      let rest = network.without(
        Set(
          idle.compactMap { finding -> String? in
            guard case .entry(let entry)? = finding.rule else { return nil }
            return "\(finding.component.id ?? "") \(entry.direction == .outbound) \(entry.number)"
          }))
      var random = SplitMix64(seed: UInt64(seed) ^ 0xA0D1)
      let ports = stride(from: 0, through: 65_535, by: 1_009).map { UInt16($0) }
      for _ in 0..<20 {
        let query = network.randomQuery(using: &random)
        let clientPorts = query.hasPorts ? ports : [0]
        #expect(
          BruteForce(network).outcomes(of: query, clientPorts: clientPorts)
            == BruteForce(rest).outcomes(of: query, clientPorts: clientPorts), "seed \(seed): \(query)")
      }
    }
  }
}

extension RandomNetwork {
  /// The question that evidence answers; nil where an end is no interface's own address and no address outside, or the protocol has no ports.
  fileprivate func query(_ evidence: Audit.Evidence) -> Query? {
    guard evidence.question != nil, let port = evidence.port, evidence.ipProtocol.hasPorts else { return nil }
    func end(_ address: IPAddress) -> Query.Endpoint? {
      let plain: Address =
        switch address {
        case .v4(let bits): Address(ipv4: bits)
        case .v6(let bits): Address(ipv6: bits)
        }
      let holders = interfaces.filter { $0.ipv4.map(\.address).contains(plain) || $0.ipv6.contains(plain) }
      // Overlapping VPCs may use one address twice.
      return holders.count > 1 ? nil : Query.Endpoint(interfaceID: holders.first?.id, address: plain)
    }
    guard let from = end(evidence.source), let to = end(evidence.destination) else { return nil }
    // Over the internet from one VPC into another, brute force does not follow.
    let vpcs = Set([from, to].compactMap { end in interfaces.first { $0.id == end.interfaceID }?.vpcID })
    if vpcs.count > 1, from.address.isIPv6 { return nil }
    let kind: Query.Kind = from.interfaceID == nil ? .fromOutside : to.interfaceID == nil ? .toOutside : .sameVPC
    return Query(kind: kind, from: from, to: to, protocolNumber: evidence.ipProtocol.rawValue, port: port)
  }

  /// The same network without some entries of its ACLs, each named by ACL, direction and number.
  fileprivate func without(_ entries: Set<String>) -> RandomNetwork {
    var rest = self
    rest.networkACLs = networkACLs.map { list in
      NetworkACL(
        id: list.id, vpcID: list.vpcID, isDefault: list.isDefault, subnetIDs: list.subnetIDs,
        entries: list.entries.filter { !entries.contains("\(list.id) \($0.isEgress) \($0.number)") })
    }
    return rest
  }
}

extension RandomNetwork.NetworkACL {
  /// Whether any packet is decided by an entry: tried with one packet from each corner that the entries of its direction make.
  fileprivate func everDecides(_ entry: Entry) -> Bool {
    let rivals = entries.filter { $0.isEgress == entry.isEgress && $0.number < entry.number }
    let isIPv6 = entry.peer.isIPv6
    var addresses: [UInt128] = []
    for prefix in ([entry] + rivals).map(\.peer) where prefix.isIPv6 == isIPv6 {
      addresses.append(prefix.bits)
      if prefix.length > 0 { addresses.append(prefix.bits + size(prefix)) }
    }
    addresses.removeAll { !contains(entry.peer, $0) }
    let protocols = ([entry] + rivals).numbers
    for address in Set(addresses) {
      for number in protocols {
        for selector in Set(([entry] + rivals).flatMap { corners($0, number) })
        where matches(entry, address, isIPv6, number, selector) {
          if !rivals.contains(where: { matches($0, address, isIPv6, number, selector) }) { return true }
        }
      }
    }
    return false
  }

  private func contains(_ prefix: RandomNetwork.Prefix, _ address: UInt128) -> Bool {
    let width = prefix.isIPv6 ? 128 : 32
    if prefix.length == 0 { return address >> UInt128(width - 1) <= 1 }
    return address >> UInt128(width - prefix.length) == prefix.bits >> UInt128(width - prefix.length)
  }

  private func size(_ prefix: RandomNetwork.Prefix) -> UInt128 {
    let width = prefix.isIPv6 ? 128 : 32
    return UInt128(1) << UInt128(width - prefix.length)
  }

  private func corners(_ entry: Entry, _ number: Int) -> [Int] {
    var corners = [0]
    if number == 6 || number == 17, let ports = entry.ports { corners += [ports.lowerBound, ports.upperBound + 1] }
    if number == 1 || number == 58, let icmp = entry.icmp {
      let first = icmp.type << 8 + max(icmp.code, 0)
      corners += [first, first + 1, (icmp.type + 1) << 8]
    }
    return corners.filter { (0..<65_536).contains($0) }
  }

  /// Whether an entry is for a packet: facts C and traps 6 and 10, once more.
  private func matches(_ entry: Entry, _ address: UInt128, _ isIPv6: Bool, _ number: Int, _ selector: Int) -> Bool {
    guard entry.peer.isIPv6 == isIPv6, contains(entry.peer, address),
      entry.protocolText == "-1" || entry.protocolText == "\(number)"
    else {
      return false
    }
    if entry.protocolText == "-1" { return true }
    switch number {
    case 6, 17: return entry.ports?.contains(selector) ?? true
    case 1, 58:
      if number == 58 && !entry.peer.isIPv6 { return true }
      guard let icmp = entry.icmp, icmp.type != -1 else { return true }
      return selector >> 8 == icmp.type && (icmp.code == -1 || selector & 255 == icmp.code)
    default: return true
    }
  }
}

extension Sequence where Element == RandomNetwork.NetworkACL.Entry {
  /// The protocols that entries name, with ports or without, and one that none does.
  fileprivate var numbers: [Int] {
    Array(Set(compactMap { Int($0.protocolText) }.filter { $0 >= 0 } + [6, 17, 1, 58, 253]))
  }
}
