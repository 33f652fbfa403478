import NetworkModel
import Ports
import Seeds
import Testing

@Suite struct SecurityGroupRuleOrderTests {
  /// Rules that differ in one thing or another, and some of them in one alone.
  private static let rules: [SecurityGroup.Rule] = {
    let patterns: [TrafficPattern] = [
      .all, TrafficPattern(.tcp), TrafficPattern(.udp), TrafficPattern(.tcp, "22"),
      TrafficPattern(.tcp, "443"),
      TrafficPattern(.udp, "443"), TrafficPattern(.tcp, "22,443"), TrafficPattern(.tcp, "22,444"),
      TrafficPattern(.icmp, PortSet(0x0800...0x08FF)), TrafficPattern(IPProtocol(rawValue: 50)),
    ]
    let peers: [SecurityGroup.Rule.Peer] = [
      .cidrBlock(.anyIPv4), .cidrBlock(.anyIPv6), .cidrBlock(CIDRBlock(.v4(7))),
      .cidrBlock(CIDRBlock(.v6(7))),
      .cidrBlock(CIDRBlock(.v4(0), prefixLength: 8)), .prefixList("pl-1"), .prefixList("pl-2"),
      .securityGroup("sg-1"), .securityGroup("sg-2"),
    ]
    return [Direction.inbound, .outbound].flatMap { direction in
      patterns.flatMap { pattern in
        peers.map { SecurityGroup.Rule(direction: direction, pattern: pattern, peer: $0) }
      }
    }
  }()

  @Test func `of two different rules exactly one comes first`() {
    for left in Self.rules {
      for right in Self.rules {
        let relations = [left < right, right < left, left == right].count { $0 }
        if relations != 1 { Issue.record("\(left) and \(right)") }
      }
    }
  }

  @Test func `the order of rules is transitive`() {
    let sorted = Self.rules.sorted()
    for position in sorted.indices {
      for later in sorted[position...].dropFirst() where !(sorted[position] < later) {
        Issue.record("\(sorted[position]) and \(later)")
      }
    }
  }

  @Test func `a group's rules are the same in whatever order AWS lists them`() {
    let seed: UInt64 = 0x5347_0001
    var generator = SeededGenerator(seed: seed)
    let group = SecurityGroup(id: "sg-1", name: "web", vpc: "vpc-1", rules: Self.rules)
    for round in 1...50 {
      let shuffled = Self.rules.shuffled(using: &generator)
      let isSame = SecurityGroup(id: "sg-1", name: "web", vpc: "vpc-1", rules: shuffled) == group
      #expect(isSame, "seed \(seed), round \(round)")
    }
  }

  @Test func `narrow rules come first, and a group is narrower than any block`() {
    func rule(_ pattern: TrafficPattern, _ peer: SecurityGroup.Rule.Peer) -> SecurityGroup.Rule {
      SecurityGroup.Rule(direction: .inbound, pattern: pattern, peer: peer)
    }
    let block = CIDRBlock(.v4(0), prefixLength: 8)
    let ascending = [
      rule(TrafficPattern(.tcp, "443"), .securityGroup("sg-1")),
      rule(TrafficPattern(.tcp, "443"), .cidrBlock(CIDRBlock(.v4(7)))),
      rule(TrafficPattern(.tcp, "443"), .cidrBlock(block)),
      rule(TrafficPattern(.tcp, "443"), .cidrBlock(.anyIPv4)),
      rule(TrafficPattern(.tcp, "443"), .prefixList("pl-1")),
      rule(TrafficPattern(.tcp, "443-500"), .securityGroup("sg-1")),
      rule(TrafficPattern(.tcp), .securityGroup("sg-1")),
      rule(.all, .securityGroup("sg-1")),
      rule(.all, .cidrBlock(.anyIPv4)),
    ]
    #expect(ascending.reversed().sorted() == ascending)
  }

  @Test func `the rules of a direction are that direction's alone`() {
    let group = SecurityGroup(id: "sg-1", name: "web", vpc: nil, rules: Self.rules)
    for direction in [Direction.inbound, .outbound] {
      #expect(Array(group.rules(direction)) == group.rules.filter { $0.direction == direction })
      #expect(group.rules(direction).count { _ in true } == Self.rules.count / 2)
    }
  }
}
