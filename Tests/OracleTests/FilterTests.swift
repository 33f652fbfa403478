import Oracle
import Testing

@Suite struct FilterTests {
  typealias Entry = RandomNetwork.NetworkACL.Entry
  typealias Permission = RandomNetwork.SecurityGroup.Permission

  @Test func theOpenShopWorks() {
    #expect(Shop().verdict() == .works)
    #expect(Shop().verdict(port: 5433) == .blocked)
    #expect(Shop().verdict(protocolNumber: 17) == .blocked)
  }

  @Test func aReplyNeedsItsOwnEntryForEveryClientPort() {
    var shop = Shop()
    shop.dataEntries = [
      Entry(
        number: 100, isEgress: false, allows: true, protocolText: "6", peer: Shop.clientSubnet,
        ports: 5432...5432),
      Entry(
        number: 100, isEgress: true, allows: true, protocolText: "6", peer: Shop.clientSubnet,
        ports: 32768...40000),
    ]
    let outcomes = shop.outcomes()
    #expect(outcomes.count == 65536)
    #expect(outcomes[32768...60999].count { $0 == .pass } == 7233)
    #expect(outcomes.count { $0 == .pass } == 7233)
    #expect(outcomes[32767] == .drop && outcomes[32768] == .pass)
    #expect(outcomes[40000] == .pass && outcomes[40001] == .drop)
  }

  @Test func theLowestNumberDecidesWhateverTheOrder() {
    var shop = Shop()
    let deny = Entry(
      number: 99, isEgress: true, allows: false, protocolText: "6", peer: .anyIPv4,
      ports: 50000...50000)
    shop.dataEntries.append(deny)
    let outcomes = shop.outcomes()
    #expect(outcomes.count { $0 == .drop } == 1 && outcomes[50000] == .drop)
    shop.dataEntries[shop.dataEntries.count - 1] = Entry(
      number: 102, isEgress: true, allows: false, protocolText: "6", peer: .anyIPv4,
      ports: 50000...50000)
    #expect(shop.verdict() == .works)
  }

  @Test func noACLInsideASubnet() {
    var shop = Shop()
    shop.appEntries = []
    #expect(shop.verdict(from: Shop.neighbour, to: Shop.client) == .blocked)
    shop.webIngress = [Permission(protocolText: "-1", groupIDs: ["sg-web"])]
    #expect(shop.verdict(from: Shop.neighbour, to: Shop.client) == .works)
    #expect(shop.verdict(from: Shop.neighbour, to: Shop.server) == .blocked)
  }

  @Test func anEntryOfOneFamilySaysNothingAboutTheOther() {
    var shop = Shop()
    shop.dbIngress = [Permission(protocolText: "-1", peers: [.anyIPv6])]
    #expect(shop.verdict(from: Shop.clientIPv6, to: Shop.serverIPv6) == .works)
    shop.dataEntries = shop.dataEntries.filter { !$0.peer.isIPv6 }
    #expect(shop.verdict(from: Shop.clientIPv6, to: Shop.serverIPv6) == .blocked)
  }

  @Test(arguments: ["50", "132", "47"]) func portsMeanNothingToOtherProtocols(name: String) {
    var shop = Shop()
    shop.dbIngress = [
      Permission(protocolText: name, from: 7, to: 7, peers: [Shop.clientSubnet])
    ]
    shop.dataEntries = [false, true].map {
      Entry(
        number: 1, isEgress: $0, allows: true, protocolText: name, peer: .anyIPv4, ports: 9...9)
    }
    let number = UInt8(name) ?? 0
    #expect(shop.outcomes(protocolNumber: number, port: 0) == [.pass])
    #expect(shop.outcomes(protocolNumber: 51, port: 0) == [.drop])
    #expect(shop.verdict() == .blocked)
  }

  @Test func anEchoNeedsItsReply() {
    var shop = Shop()
    func allow(type: Int) -> [Entry] {
      [false, true].map { isEgress in
        Entry(
          number: 1, isEgress: isEgress, allows: true, protocolText: "1", peer: .anyIPv4,
          icmp: .init(type: isEgress ? type : 8, code: -1))
      }
    }
    shop.dbIngress = [Permission(protocolText: "icmp", from: 8, to: -1, peers: [.anyIPv4])]
    shop.dataEntries = allow(type: 8)
    #expect(shop.outcomes(protocolNumber: 1, port: 0) == [.drop])
    shop.dataEntries = allow(type: 0)
    #expect(shop.outcomes(protocolNumber: 1, port: 0) == [.pass])
    shop.dbIngress = [Permission(protocolText: "icmp", from: 8, to: 1, peers: [.anyIPv4])]
    #expect(shop.outcomes(protocolNumber: 1, port: 0) == [.drop])
    shop.dbIngress = [Permission(protocolText: "icmp", from: -1, to: -1, peers: [.anyIPv4])]
    #expect(shop.outcomes(protocolNumber: 1, port: 0) == [.pass])
  }

  @Test func icmpv6OfAnIPv6EntryHeedsTheType() {
    var shop = Shop()
    shop.dbIngress = [Permission(protocolText: "icmpv6", peers: [.anyIPv6])]
    shop.dataEntries = [(false, 128), (true, 129)].map {
      Entry(
        number: 1, isEgress: $0.0, allows: true, protocolText: "58", peer: .anyIPv6,
        icmp: .init(type: $0.1, code: 0))
    }
    let ends = (Shop.clientIPv6, Shop.serverIPv6)
    #expect(shop.outcomes(from: ends.0, to: ends.1, protocolNumber: 58, port: 0) == [.pass])
    shop.dataEntries.swapAt(0, 1)
    #expect(shop.outcomes(from: ends.0, to: ends.1, protocolNumber: 58, port: 0) == [.pass])
    shop.dataEntries = shop.dataEntries.map {
      Entry(
        number: 1, isEgress: $0.isEgress, allows: true, protocolText: "58", peer: .anyIPv6,
        icmp: .init(type: 128, code: 0))
    }
    #expect(shop.outcomes(from: ends.0, to: ends.1, protocolNumber: 58, port: 0) == [.drop])
  }

  @Test func icmpv6OfAnIPv4EntryHeedsNoType() {
    var shop = Shop()
    shop.dbIngress = [Permission(protocolText: "58", from: -1, to: -1, peers: [.anyIPv4])]
    shop.dataEntries = [false, true].map {
      Entry(
        number: 1, isEgress: $0, allows: true, protocolText: "58", peer: .anyIPv4,
        icmp: .init(type: 2, code: 0))
    }
    #expect(shop.outcomes(protocolNumber: 58, port: 0) == [.pass])
  }

  @Test func aReferenceIsSureOnlyOfThePrimaryAddress() {
    var shop = Shop()
    #expect(shop.verdict(from: Shop.clientSecondary) == .unknown)
    shop.dbIngress = [Permission(protocolText: "-1", groupIDs: ["sg-web"])]
    #expect(shop.verdict(from: Shop.clientIPv6, to: Shop.serverIPv6) == .unknown)
    shop.dbIngress.append(Permission(protocolText: "-1", peers: [.anyIPv6]))
    #expect(shop.verdict(from: Shop.clientIPv6, to: Shop.serverIPv6) == .works)
    shop.dbIngress = [Permission(protocolText: "-1", groupIDs: ["sg-other"])]
    #expect(shop.verdict() == .blocked)
  }

  @Test func aGroupNobodyDescribedMayAllowAnything() {
    var shop = Shop()
    shop.describesWeb = false
    #expect(shop.verdict() == .unknown)
    #expect(shop.verdict(port: 1) == .blocked)
    shop.dbIngress = [Permission(protocolText: "tcp", from: 0, to: 9, prefixListIDs: ["pl-1"])]
    #expect(shop.verdict(port: 9) == .unknown)
    #expect(shop.verdict(port: 10) == .blocked)
  }

  @Test func anACLNobodyDescribedIsUnknown() {
    var shop = Shop()
    shop.describesDataACL = false
    #expect(shop.verdict() == .unknown)
    #expect(shop.verdict(port: 1) == .blocked)
  }

  @Test func onlyARunningInstanceTalks() {
    var shop = Shop()
    shop.state = .stopped
    #expect(shop.verdict() == .blocked)
    #expect(shop.verdict(from: Shop.neighbour) == .works)
  }
}
