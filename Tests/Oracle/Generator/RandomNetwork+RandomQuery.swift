extension RandomNetwork {
  /// A question about this network.
  ///
  /// Of several drawn at random, one that is not blocked from the start is kept, sooner still
  /// one that tells client ports apart; now and then the first is kept whatever it is.
  public func randomQuery(using random: inout SplitMix64) -> Query {
    let evaluator = BruteForce(self)
    let kind = drawKind(using: &random)
    let samples: [UInt16] = [
      0, 1024, 32768, 36000, 40000, 45000, 49152, 50000, 55000, 60999, 65535,
    ]
    var query = draw(kind, using: &random)
    for _ in 1..<random.pick([2, 15, 15, 30, 30]) {
      let outcomes = evaluator.outcomes(of: query, clientPorts: query.hasPorts ? samples : [0])
      let verdict = BruteForce.Verdict(outcomes[...])
      if verdict == .intermittent || verdict != .blocked && random.chance(60) { break }
      query = draw(kind, using: &random)
    }
    return query
  }

  private func drawKind(using random: inout SplitMix64) -> Query.Kind {
    let possible: [(weight: Int, choice: Query.Kind)] = [
      (10, .sameSubnet), (38, .sameVPC), (12, .otherVPC), (20, .toOutside), (20, .fromOutside),
    ]
    return random.pick(
      weighted: possible.filter { $0.choice.isOutside || !pairs($0.choice).isEmpty })
  }

  /// All pairs of interfaces that are to each other as `kind` says.
  private func pairs(_ kind: Query.Kind) -> [(client: Interface, server: Interface)] {
    interfaces.flatMap { client in
      interfaces
        .filter { $0.id != client.id && relation(of: client, to: $0) == kind }
        .map { (client, $0) }
    }
  }

  private func relation(of client: Interface, to server: Interface) -> Query.Kind {
    if client.subnetID == server.subnetID { return .sameSubnet }
    return client.vpcID == server.vpcID ? .sameVPC : .otherVPC
  }

  private func draw(_ kind: Query.Kind, using random: inout SplitMix64) -> Query {
    let ends = kind.isOutside ? outsideEnds(kind, using: &random) : insideEnds(kind, using: &random)
    let number = drawProtocol(isIPv6: ends.from.address.isIPv6, using: &random)
    let hasPorts = number == 6 || number == 17
    return Query(
      kind: kind, from: ends.from, to: ends.to, protocolNumber: number,
      port: hasPorts ? drawPort(using: &random) : 0)
  }

  private func insideEnds(
    _ kind: Query.Kind, using random: inout SplitMix64
  ) -> (from: Query.Endpoint, to: Query.Endpoint) {
    let (client, server) = random.pick(pairs(kind))
    // Between VPCs only private addresses: global ones would meet over the internet.
    let canUseIPv6 = kind != .otherVPC && !client.ipv6.isEmpty && !server.ipv6.isEmpty
    let isIPv6 = canUseIPv6 && random.chance(60)
    return (
      client.endpoint(isIPv6: isIPv6, using: &random),
      server.endpoint(isIPv6: isIPv6, using: &random)
    )
  }

  /// An interface, mostly by an address that has a public face, and an address outside; outward
  /// now and then a private one that no VPC has.
  private func outsideEnds(
    _ kind: Query.Kind, using random: inout SplitMix64
  ) -> (from: Query.Endpoint, to: Query.Endpoint) {
    let interface = random.pick(interfaces)
    let isIPv6 = !interface.ipv6.isEmpty && random.chance(55)
    var inside = interface.endpoint(isIPv6: isIPv6, using: &random)
    let known = interface.ipv4.filter { $0.publicAddress != nil }.map(\.address)
    if !isIPv6 && !known.isEmpty && random.chance(85) {
      inside = Query.Endpoint(interfaceID: interface.id, address: random.pick(known))
    }
    var address = random.pick(outsideAddresses.filter { $0.isIPv6 == isIPv6 })
    let farPrivate: [UInt32] = [0x0AFF_FFFF, 0xAC1F_FFFF, 0xC0A8_FF01, 0x647F_FFFF]
    let candidate = Address(ipv4: random.pick(farPrivate))
    let isFree = !vpcs.contains { $0.prefixes.contains { $0.contains(candidate) } }
    if kind == .toOutside && !isIPv6 && isFree && random.chance(4) { address = candidate }
    let outside = Query.Endpoint(address: address)
    return kind == .toOutside ? (inside, outside) : (outside, inside)
  }

  private func drawProtocol(isIPv6: Bool, using random: inout SplitMix64) -> UInt8 {
    random.pick(
      weighted: [
        (52, 6), (18, 17), (isIPv6 ? 20 : 12, isIPv6 ? 58 : 1), (6, 50), (6, 132), (6, 47),
      ])
  }

  /// A server port, mostly one of the usual ones or at the edge of a range some rule has.
  private func drawPort(using random: inout SplitMix64) -> UInt16 {
    switch random.number(in: 0...99) {
    case ..<55:
      return random.pick([22, 53, 80, 443, 443, 3306, 3389, 5432, 6379, 8080])
    case ..<90:
      let rules = securityGroups.flatMap(\.ingress) + securityGroups.flatMap(\.egress)
      let ends = rules.flatMap { [$0.from, $0.to] }.compactMap { $0 }
      let entries = networkACLs.flatMap(\.entries).compactMap(\.ports)
      let all = ends + entries.flatMap { [$0.lowerBound, $0.upperBound] } + [443]
      let port = random.pick(all) + random.pick([-1, 0, 0, 0, 1])
      return UInt16(min(65535, max(0, port)))
    default:
      return UInt16(random.number(in: 0...65535))
    }
  }
}

extension RandomNetwork.Query.Kind {
  var isOutside: Bool { self == .toOutside || self == .fromOutside }
}

extension RandomNetwork.Interface {
  fileprivate func endpoint(
    isIPv6: Bool, using random: inout SplitMix64
  ) -> RandomNetwork.Query.Endpoint {
    let primary = addresses[0]
    let address =
      isIPv6
      ? random.pick(ipv6) : random.chance(60) ? primary : random.pick(ipv4.map(\.address))
    return RandomNetwork.Query.Endpoint(interfaceID: id, address: address)
  }
}
