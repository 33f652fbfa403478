import NetworkModel
import Ports
import Seeds
import Testing

@Suite struct NetworkACLTests {
  private static func entry(
    _ number: Int, _ direction: Direction, _ block: CIDRBlock = .anyIPv4,
    _ action: NetworkACL.Entry.Action = .allow
  ) -> NetworkACL.Entry {
    NetworkACL.Entry(
      number: number, direction: direction, action: action, cidrBlock: block,
      pattern: TrafficPattern(.tcp, "443"))
  }

  @Test func `trap 4: entries are evaluated by number, whatever order AWS lists them in`() {
    let seed: UInt64 = 0x4E41_0001
    var generator = SeededGenerator(seed: seed)
    let numbers = [1, 2, 10, 99, 100, 101, 32_766, 32_767]
    let entries = numbers.flatMap { [Self.entry($0, .inbound), Self.entry($0, .outbound)] }
    for round in 1...100 {
      let acl = NetworkACL(id: "acl-1", vpc: "vpc-1", entries: entries.shuffled(using: &generator))
      #expect(acl.entries == entries, "seed \(seed), round \(round)")
      #expect(acl.entries(.inbound).map(\.number) == numbers)
      #expect(acl.entries(.outbound).map(\.number) == numbers)
    }
  }

  @Test func `trap 4: 32767 and 32768 are the denies that end every ACL`() {
    #expect(!Self.entry(32_766, .inbound).isImplicitDeny)
    #expect(Self.entry(32_767, .inbound, .anyIPv4, .deny).isImplicitDeny)
    #expect(Self.entry(32_768, .inbound, .anyIPv6, .deny).isImplicitDeny)
  }

  @Test func `trap 5: an entry for all of IPv4 says nothing about IPv6`() {
    #expect(Self.entry(1, .inbound).matches(.v4(7)))
    #expect(!Self.entry(1, .inbound).matches(.v6(7)))
    #expect(!Self.entry(1, .inbound, .anyIPv6).matches(.v4(7)))
  }

  @Test func `an ACL is the same in whatever order its subnets are listed`() {
    let one = NetworkACL(id: "acl-1", vpc: "vpc-1", entries: [], subnets: ["subnet-1", "subnet-2"])
    let other = NetworkACL(id: "acl-1", vpc: "vpc-1", entries: [], subnets: ["subnet-2", "subnet-1"])
    #expect(one == other)
  }
}
