import FlowLogs
import NetworkModel
import Seeds
import Testing

@Suite struct GatewayUseTests {
  private static func address(_ text: String) -> IPAddress { IPAddress(text) ?? .v4(0) }

  private static let gateway = NATGateway(
    id: "nat-1", vpc: "vpc-1", subnet: "subnet-1",
    addresses: [.init(privateAddress: IPAddress("10.20.0.150"), publicAddress: IPAddress("198.51.100.24"))])
  private static let blocks = [CIDRBlock(.v4(0x0A14_0000), prefixLength: 16)]

  private static func use(of gateway: NATGateway = gateway, _ records: [FlowRecord]) -> [GatewayUse.Count] {
    var use = GatewayUse(gateway, vpcBlocks: blocks)
    for record in records { use.take(record) }
    return use.counts
  }

  /// The four records of a connection: its client's leg and the server's, each both ways (UG/flow-logs-records-examples).
  private static func connection(
    _ clientPort: UInt16, _ gatewayPort: UInt16, to server: String = "203.0.113.10", port: UInt16 = 443,
    _ times: ClosedRange<Int>, ipProtocol: IPProtocol = .tcp, isTold: Bool = false
  ) -> [FlowRecord] {
    let (client, own, server) = (address("10.20.10.4"), address("10.20.0.150"), address(server))
    func record(_ from: IPAddress, _ fromPort: UInt16, _ to: IPAddress, _ toPort: UInt16, really: IPAddress)
      -> FlowRecord
    {
      FlowRecord(
        source: from, destination: to, sourcePort: fromPort, destinationPort: toPort, ipProtocol: ipProtocol,
        start: times.lowerBound, end: times.upperBound, packetSource: isTold ? really : nil)
    }
    return [
      record(client, clientPort, own, port, really: client), record(own, gatewayPort, server, port, really: own),
      record(server, port, own, gatewayPort, really: server), record(own, port, client, clientPort, really: server),
    ]
  }

  @Test func `a connection is counted once of its four records`() {
    for isTold in [false, true] {
      let counts = Self.use(Self.connection(40_000, 1_024, 100...160, isTold: isTold))
      #expect(counts.map(\.most) == [1] && counts[0].destination.text == "203.0.113.10:443")
      // A server's port may be a client's, too: then its port does not tell the legs apart, and addresses do.
      #expect(Self.use(Self.connection(40_000, 1_024, port: 8_080, 100...160, isTold: isTold)).map(\.most) == [1])
    }
  }

  @Test func `what is open at the same time is counted, for each address, port and protocol`() {
    var records: [FlowRecord] = []
    for number in 0..<10 {
      records += Self.connection(40_000, UInt16(2_000 + number), (number * 10)...(number * 10 + 25))
    }
    records += Self.connection(40_000, 2_000, port: 80, 0...300)
    records += Self.connection(40_000, 2_000, port: 53, 0...300, ipProtocol: .udp)
    let counts = Self.use(records.shuffled())
    #expect(counts.map(\.most) == [3, 1, 1] && counts[0].time == 20)
    #expect(counts.map(\.destination.text) == ["203.0.113.10:443", "203.0.113.10:53/udp", "203.0.113.10:80"])
  }

  @Test func `records that follow each other are one connection, and those after a silence another`() {
    let follow = Self.connection(40_000, 1_024, 0...59) + Self.connection(40_000, 1_024, 70...110)
    let later = Self.connection(40_000, 1_025, 60...69)
    #expect(Self.use(follow + later).map(\.most) == [2], "the first is open while its records pause")
    let silent = Self.connection(40_000, 1_024, 0...59) + Self.connection(40_000, 1_024, 200...210)
    #expect(Self.use(silent + Self.connection(40_000, 1_025, 100...150)).map(\.most) == [1])
  }

  @Test func `what is dropped, is of others, or has no ports is not counted`() {
    var dropped = Self.connection(40_000, 1_024, 0...59)
    for index in dropped.indices { dropped[index].isAccepted = false }
    var other = Self.gateway.addresses[0]
    other.privateAddress = Self.address("10.20.0.7")
    let stranger = NATGateway(id: "nat-2", vpc: "vpc-1", subnet: "subnet-1", addresses: [other])
    #expect(Self.use(dropped).isEmpty)
    #expect(Self.use(of: stranger, Self.connection(40_000, 1_024, 0...59)).isEmpty)
    #expect(Self.use(Self.connection(0, 0, port: 0, 0...59, ipProtocol: .icmp)).isEmpty)
  }

  @Test func `a regional gateway's connections are counted for each zone, by the addresses seen on the internet`() {
    let gateway = NATGateway(
      id: "nat-1", vpc: "vpc-1", subnet: nil, isRegional: true,
      addresses: [
        .init(privateAddress: nil, publicAddress: IPAddress("198.51.100.24"), zone: "eu-west-1a"),
        .init(privateAddress: nil, publicAddress: IPAddress("198.51.100.25"), zone: "eu-west-1b"),
      ])
    var records: [FlowRecord] = []
    func record(_ from: String, _ fromPort: UInt16, _ to: String, _ toPort: UInt16) {
      let source = Self.address(from)
      records.append(
        FlowRecord(
          source: source, destination: Self.address(to), sourcePort: fromPort, destinationPort: toPort,
          ipProtocol: .tcp, start: 0, end: 59, packetSource: source))
    }
    // Client and server see each other's addresses (UG/flow-logs-records-examples, “regional NAT gateway”).
    for (number, own) in ["198.51.100.24", "198.51.100.25", "198.51.100.25"].enumerated() {
      let (client, port) = (UInt16(40_000 + number), UInt16(1_024 + number))
      record("10.20.10.4", client, "203.0.113.10", 443)
      record(own, port, "203.0.113.10", 443)
      record("203.0.113.10", 443, own, port)
      record("203.0.113.10", 443, "10.20.10.4", client)
    }
    let counts = Self.use(of: gateway, records)
    #expect(counts.map(\.most) == [2, 1])
    #expect(
      counts.map(\.destination.text) == ["203.0.113.10:443 from eu-west-1b", "203.0.113.10:443 from eu-west-1a"])
  }

  @Test func `steady growth is seen, and a wave is none`() throws {
    var (growing, waving): ([FlowRecord], [FlowRecord]) = ([], [])
    for minute in 0..<30 {
      for number in 0..<(100 + minute * 10) {
        growing += [Self.connection(40_000, UInt16(2_000 + number), (minute * 60)...(minute * 60 + 59))[1]]
      }
      for number in 0..<(minute % 10 < 5 ? 200 : 100) {
        waving += [Self.connection(40_000, UInt16(2_000 + number), (minute * 60)...(minute * 60 + 1))[1]]
      }
    }
    let count = try #require(Self.use(growing).first)
    #expect(count.most == 390 && abs((count.growthPerSecond ?? 0) - 10.0 / 60) < 0.001, "\(count)")
    #expect(Self.use(waving).first?.growthPerSecond == nil)
  }

  @Test func `times that no log has are not counted, however they came to be in a record`() {
    for times in [(.min)...(.min + 5), (.max - 5)...(.max), (-10)...(-1), 0...(.max)] as [ClosedRange<Int>] {
      #expect(Self.use(Self.connection(40_000, 1_024, times)).isEmpty, "\(times)")
    }
  }

  @Test func `growth and the last minute are those of a tally by minutes, also with silences between`() throws {
    let seed: UInt64 = 0x6A7E_0002
    var generator = SeededGenerator(seed: seed)
    var growing = 0
    for round in 0..<100 {
      var records: [FlowRecord] = []
      let rise = Int.random(in: 0...3, using: &generator)
      let length = Int.random(in: 2...20, using: &generator)
      for minute in 0..<length where Int.random(in: 0..<5, using: &generator) > 0 {
        for _ in 0..<(minute * rise + Int.random(in: 1...5, using: &generator)) {
          let start = minute * 60 + Int.random(in: 0..<50, using: &generator)
          let times = start...(start + Int.random(in: 0..<90, using: &generator))
          records.append(Self.connection(40_000, UInt16(2_000 + records.count), times)[1])
        }
      }
      guard let first = records.map(\.start).min(), let end = records.map(\.end).max() else { continue }
      var open = [Int](repeating: 0, count: end - first + 1)
      for record in records { for second in record.start...record.end { open[second - first] += 1 } }
      var minutes = [Int](repeating: 0, count: open.count / 60 + (open.count % 60 == 0 ? 0 : 1))
      for second in open.indices {
        // A connection that is open at the end of a minute is counted in the next one, too.
        let before = second % 60 == 0 && second > 0 ? open[second - 1] : 0
        minutes[second / 60] = max(minutes[second / 60], open[second], before)
      }
      let count = try #require(Self.use(records).first)
      #expect(count.last == minutes.last, "round \(round), seed \(seed)")
      let expected = Self.slope(Array(minutes.dropFirst().dropLast()))
      #expect((count.growthPerSecond == nil) == (expected == nil), "round \(round), seed \(seed)")
      if let growth = count.growthPerSecond, let expected {
        growing += 1
        #expect(abs(growth * 60 - expected) < 1e-6, "round \(round), seed \(seed)")
      }
    }
    #expect(growing > 10)
  }

  /// The slope of the line nearest to some numbers, where it explains half of what moves them.
  private static func slope(_ numbers: [Int]) -> Double? {
    guard numbers.count >= 5 else { return nil }
    let middle = Double(numbers.count - 1) / 2
    let mean = Double(numbers.reduce(0, +)) / Double(numbers.count)
    let places = numbers.indices.map { Double($0) - middle }
    let across = places.reduce(0) { $0 + $1 * $1 }
    let along = zip(places, numbers).reduce(0) { $0 + $1.0 * (Double($1.1) - mean) }
    let up = numbers.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    return along > 0 && up > 0 && along * along / (across * up) >= 0.5 ? along / across : nil
  }

  @Test func `the count is that of a second-by-second tally`() {
    let seed: UInt64 = 0x6A7E_0001
    var generator = SeededGenerator(seed: seed)
    for round in 0..<200 {
      var records: [FlowRecord] = []
      var open = [Int](repeating: 0, count: 400)
      for number in 0..<Int.random(in: 1...30, using: &generator) {
        let start = Int.random(in: 0..<300, using: &generator)
        let times = start...(start + Int.random(in: 0..<90, using: &generator))
        records += Self.connection(40_000, UInt16(2_000 + number), times)
        for second in times { open[second] += 1 }
      }
      let count = Self.use(records.shuffled(using: &generator))[0]
      #expect(count.most == open.max() && count.time == open.firstIndex(of: count.most), "round \(round), seed \(seed)")
    }
  }
}
