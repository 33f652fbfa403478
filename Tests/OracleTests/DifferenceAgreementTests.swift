import Foundation
import NetworkModel
import Oracle
import Ports
import Reachability
import Snapshots
import Testing

/// A difference must be that of two traces: of every pair of interfaces, and of every interface and addresses outside, at every port
/// where a rule begins or ends.
@Suite struct DifferenceAgreementTests {
  @Test func `a difference says of every pair what two traces say`() throws {
    let first = setting("PORTOLAN_SEED", default: 1)
    let count = setting("PORTOLAN_NETWORKS", default: 40)
    var tally = Tally()
    for seed in first..<first + count {
      var shuffle: SplitMix64? = SplitMix64(seed: UInt64(seed))
      var edits = RandomEdits(random: SplitMix64(seed: UInt64(seed) ^ 0xD1FF))
      // What works in a random network is little; in an example it is most of what is asked about.
      let example = try Snapshot(readingFrom: Self.examples.appending(path: ["shop", "hub", "dual"][seed % 3]).path)
      let networks = [
        example.network,
        try Snapshot(json: RandomNetwork(seed: UInt64(seed)).describeJSON(shuffling: &shuffle)).network,
        try Snapshot(json: PathNetwork(seed: UInt64(seed)).describeJSON(shuffling: &shuffle)).network,
      ]
      for (kind, network) in zip(["example", "plain", "path"], networks) {
        let changed = seed % 4 == 0 ? edits.altered(edits.edited(network)) : edits.edited(network)
        try compare(network, changed, "\(kind) seed \(seed)", &edits.random, &tally)
      }
    }
    print(
      "\(3 * count) networks from seed \(first): \(tally.questions) questions, \(tally.changes) of which were changes")
    #expect(tally.changes > 0)
  }

  private static let examples = URL(filePath: #filePath).appending(path: "../../../examples").standardized

  private struct Tally {
    var questions = 0
    var changes = 0
  }

  /// What a trace or a change says of one side.
  private struct Side: Hashable, CustomStringConvertible {
    let verdict: Verdict
    let working: Passage

    var description: String { "\(verdict) \(working.sure)?\(working.undecided)" }
  }

  private func compare(
    _ old: Network, _ new: Network, _ label: String, _ random: inout SplitMix64, _ tally: inout Tally
  ) throws {
    var (before, after) = (Engine(old), Engine(new))
    let asked: [IPProtocol] = [.tcp, .udp, .icmp, .icmpv6]
    let difference = Difference(from: before, to: after, ipProtocols: asked)
    let whole = Difference(from: before, to: after, ipProtocols: asked, skipsWhatCannotChange: false)
    let name = "\(label), \(difference.alterations)"
    #expect(difference.changes == whole.changes, "\(name): what was skipped changed")
    // NAT gateways and transit gateways begin and answer nothing by themselves.
    let both = old.networkInterfaces.filter {
      new.networkInterfaces[$0.id] != nil && !$0.isNATGateway && $0.type != "transit_gateway"
    }
    let edges = edges(old, new)
    let listened = Set((Array(old.listeners) + Array(new.listeners)).compactMap(\.port)).sorted()
    for family in [IPAddress.Family.v4, .v6] {
      for ipProtocol in [IPProtocol.tcp, .tcp, .udp, family == .v4 ? .icmp : .icmpv6] {
        let ports = random.next() % 3 == 0 && !listened.isEmpty ? listened : edges
        let port = ipProtocol.hasPorts ? ports[Int(random.next() % UInt64(ports.count))] : nil
        let relevant = difference.changes.filter {
          $0.ipProtocol == ipProtocol && $0.family == family && (port == nil || $0.ports?.contains(port ?? 0) ?? true)
        }
        for client in both where client.address(family) != nil {
          for server in both where server.id != client.id && server.address(family) != nil {
            func ask(_ engine: inout Engine) throws -> Side {
              let trace = engine.trace(
                try Query(
                  from: engine.directory.endpoint(client.id.text), to: engine.directory.endpoint(server.id.text),
                  ipProtocol: ipProtocol, port: port, family: family))
              return Side(verdict: trace.verdict, working: trace.working)
            }
            let told = relevant.filter { $0.from.has(client.id) && $0.to.has(server.id) }
            check(
              told, try ask(&before), try ask(&after),
              "\(name): \(client.id) to \(server.id), \(family) \(ipProtocol) \(port ?? 0)", &tally)
          }
        }
        for interface in both where interface.address(family) != nil {
          for inward in [true, false] {
            try compareOutside(
              interface, inward, family, ipProtocol, port, relevant, &before, &after, name, &random, &tally)
          }
        }
      }
    }
  }

  private func check(
    _ told: [Difference.Change], _ before: Side, _ after: Side, _ question: String, _ tally: inout Tally
  ) {
    tally.questions += 1
    let isNoticed =
      before != after
      && !(before.verdict == after.verdict && (before.verdict == .works || before.verdict == .blocked))
    if isNoticed { tally.changes += 1 }
    #expect(told.count == (isNoticed ? 1 : 0), "\(question): was \(before), is \(after), told \(told)")
    guard let change = told.first, isNoticed else { return }
    #expect(Side(verdict: change.before.verdict, working: change.before.working) == before, "\(question), before")
    #expect(Side(verdict: change.after.verdict, working: change.after.working) == after, "\(question), after")
  }

  private func compareOutside(
    _ interface: NetworkInterface, _ inward: Bool, _ family: IPAddress.Family, _ ipProtocol: IPProtocol,
    _ port: UInt16?, _ relevant: [Difference.Change], _ before: inout Engine, _ after: inout Engine, _ name: String,
    _ random: inout SplitMix64, _ tally: inout Tally
  ) throws {
    func trace(_ engine: inout Engine) throws -> Trace {
      let outside = try engine.directory.endpoint("internet")
      let own = try engine.directory.endpoint(interface.id.text)
      return engine.trace(
        try Query(
          from: inward ? outside : own, to: inward ? own : outside, ipProtocol: ipProtocol, port: port, family: family))
    }
    let (one, other) = (try trace(&before), try trace(&after))
    let addresses = Set([one, other].flatMap { $0.alternatives.map { end($0, inward).address } }).sorted()
    for address in addresses {
      let told = relevant.filter {
        let (near, far) = inward ? ($0.to, $0.from) : ($0.from, $0.to)
        return near.has(interface.id) && far.isInternet(with: address)
      }
      check(
        told, side(one, address, inward), side(other, address, inward),
        "\(name): \(interface.id) \(inward ? "from" : "to") \(address), \(ipProtocol) \(port ?? 0)", &tally)
    }
  }

  private func end(_ alternative: Trace.Alternative, _ inward: Bool) -> Leg.End {
    inward ? alternative.legs[0].from : alternative.legs[0].to
  }

  private func side(_ trace: Trace, _ address: IPAddress, _ inward: Bool) -> Side {
    let alternatives = trace.alternatives.filter { alternative in
      let end = end(alternative, inward)
      return end.addresses?.contains(address) ?? (end.address == address)
    }
    let verdicts = Set(alternatives.map(\.verdict))
    let verdict: Verdict =
      verdicts.count == 1
      ? verdicts.first ?? .unknown
      : verdicts.contains(.intermittent) || verdicts.isSuperset(of: [.works, .blocked]) ? .intermittent : .unknown
    let whole: Passage = alternatives.isEmpty ? .closed : .open
    return Side(verdict: verdict, working: alternatives.reduce(whole) { $0.intersection($1.working) })
  }

  /// The ports at which rules of either network begin, and those before and behind them.
  private func edges(_ old: Network, _ new: Network) -> [UInt16] {
    var edges: Set<UInt16> = [0, 22, 443, 65_535]
    for network in [old, new] {
      let patterns =
        network.networkACLs.flatMap { $0.entries.map(\.pattern) }
        + network.securityGroups.flatMap { $0.rules.map(\.pattern) }
      for range in patterns.flatMap(\.selectors.ranges) {
        edges.formUnion([range.lower, range.upper, range.lower &- 1, range.upper &+ 1])
      }
    }
    return edges.sorted()
  }
}

extension Difference.End {
  fileprivate func has(_ id: Identifier<NetworkInterface>) -> Bool {
    if case .interfaces(let ids) = kind { ids.contains(id) } else { false }
  }

  fileprivate func isInternet(with address: IPAddress) -> Bool {
    if case .internet(let addresses, _) = kind { addresses.contains(address) } else { false }
  }
}
