import Foundation
import KernelLab
import NetworkModel
import Ports
import Testing

/// Labs that are really built.
@Suite(.serialized, .enabled(if: Laboratory.obstacle == nil, "a lab needs root, ip and nft"))
struct LaboratoryTests {
  private func observe(_ experiment: Experiment, in network: Network) throws -> Observation {
    let lab = try Laboratory(try Blueprint(for: [experiment], in: network))
    defer { try? lab.close() }
    return try lab.run(experiment, in: network)
  }

  private static func namespaces() -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: "/run/netns")) ?? []
  }

  @Test func `replies are dropped port by port where a stateless rule says so, and by that rule`() throws {
    // Towards the host behind the ACL: its replies leave by the ACL's outbound rules, to the client's port.
    let pair = Pair()
    let observation = try observe(try pair.experiment(from: "7990-8010,8990-9010", isBack: true), in: pair.network)
    #expect(observation.working == "7990-7999,9000-9010")
    #expect(observation.dropped == "8000-8010,8990-8999")
    #expect(observation.unobserved.isEmpty)
    let drop = try #require(observation.drops.first)
    #expect(observation.drops.count == 1)
    #expect(drop.rule == "network ACL acl-a outbound rule 90")
    #expect(drop.place == "subnet-subnet-a")
    #expect(!drop.isRequest)
  }

  @Test func `a request that a rule drops works from no port`() throws {
    let pair = Pair()
    let observation = try observe(try pair.experiment(port: 8443), in: pair.network)
    #expect(observation.working.isEmpty && observation.dropped == "40000-40999")
    #expect(observation.drops.first?.isRequest == true)
  }

  @Test func `the first rule that matches decides, and the second of two that overlap does not`() throws {
    var pair = Pair()
    pair.entries.append(
      .init(
        number: 80, direction: .outbound, action: .allow, cidrBlock: .anyIPv4,
        pattern: TrafficPattern(.tcp, PortSet(8500...8500))))
    let observation = try observe(try pair.experiment(from: "8490-8510", isBack: true), in: pair.network)
    #expect(observation.working == "8500")
  }

  @Test func `datagrams come back, or not, as connections do`() throws {
    var pair = Pair()
    pair.entries = [
      .init(
        number: 1, direction: .outbound, action: .allow, cidrBlock: .anyIPv4,
        pattern: TrafficPattern(.udp, PortSet(50_000...50_499)))
    ]
    let observation = try observe(
      try pair.experiment(.udp, port: 53, from: "49900-50599", isBack: true), in: pair.network)
    #expect(observation.working == "50000-50499")
  }

  @Test(arguments: [true, false])
  func `an echo comes back if its type may pass`(isAllowed: Bool) throws {
    var pair = Pair()
    let type = isAllowed ? 0 : 8
    pair.entries = [
      .init(
        number: 1, direction: .outbound, action: .allow, cidrBlock: .anyIPv4,
        pattern: TrafficPattern(.icmp, try #require(TrafficPattern.selectors(icmpType: type, code: -1))))
    ]
    let observation = try observe(try pair.experiment(.icmp, port: nil, from: nil, isBack: true), in: pair.network)
    #expect(observation.working.isEmpty == !isAllowed)
  }

  @Test func `every one of 28,232 connections is accounted for`() throws {
    let pair = Pair()
    let observation = try observe(try pair.experiment(from: "32768-60999"), in: pair.network)
    #expect(observation.working.count == 28_232)
    #expect(observation.attempts == 28_232)
  }

  @Test func `the rules that a connection meets are known by their counters`() throws {
    let pair = Pair()
    let experiment = try pair.experiment()
    let lab = try Laboratory(try Blueprint(for: [experiment], in: pair.network))
    defer { try? lab.close() }
    let trail = try lab.trail(of: experiment, from: 40_000, in: pair.network)
    #expect(trail.contains("network ACL acl-a outbound rule 100 in subnet-subnet-a"))
    #expect(!trail.contains("network ACL acl-a outbound rule 90 in subnet-subnet-a"))
  }

  @Test func `a proxy hands connections back to the client, and from no port that is listened at`() throws {
    var pair = Pair()
    pair.entries.removeLast()
    let (client, node) = (try pair.experiment().from, try pair.experiment().to)
    let lab = try Laboratory(try pair.blueprint())
    defer { try? lab.close() }
    let relay = Relay(client: client, node: node, target: client, listenerPort: 443, targetPort: 8080)
    let count = try lab.run(relay, from: "8079-8081", by: "442-444", in: pair.network)
    #expect(count.begun == 2 && count.carried == 2)
  }

  @Test func `a closed lab leaves no namespace, and two labs do not meet`() throws {
    let pair = Pair()
    let (one, other) = (try Laboratory(try pair.blueprint()), try Laboratory(try pair.blueprint()))
    let names = (one.namespaces + other.namespaces).map(\.name)
    #expect(Set(names).count == names.count)
    #expect(Set(names).isSubset(of: Self.namespaces()))
    // What somebody is using is not swept away by others.
    let gone = try Laboratory.down()
    #expect(gone.inUse >= 2)
    #expect(Set(names).isSubset(of: Self.namespaces()))
    let answer = try other.run(try pair.experiment(from: "40000-40009"), in: pair.network)
    #expect(answer.working.count == 10)
    try one.close()
    try other.close()
    #expect(Set(names).isDisjoint(with: Self.namespaces()))
  }
}
