extension NetworkMaker {
  typealias Address = RandomNetwork.Address
  typealias Prefix = RandomNetwork.Prefix

  /// One or two VPCs; the blocks of the second sometimes overlap those of the first, which AWS
  /// allows (trap 35).
  mutating func makeVPCs() {
    let count = random.chance(60) ? 1 : 2
    for _ in 0..<count {
      var prefixes: [Prefix] = []
      for _ in 0..<random.pick(weighted: [(60, 1), (30, 2), (10, 3)]) {
        let prefix = privateBlock()
        if !prefixes.contains(where: { $0.overlaps(prefix) }) { prefixes.append(prefix) }
      }
      if let first = network.vpcs.first, random.chance(10) {
        prefixes = first.prefixes.filter { !$0.isIPv6 }
      }
      if random.chance(50) { prefixes.append(ipv6Block()) }
      network.vpcs.append(RandomNetwork.VPC(id: random.identifier("vpc"), prefixes: prefixes))
    }
  }

  private mutating func privateBlock() -> Prefix {
    let third = UInt32(random.number(in: 0...15)) << 12
    let second = UInt32(random.number(in: 0...255)) << 16
    let block: (bits: UInt32, length: Int) = random.pick(
      weighted: [
        (40, (0x0A00_0000 | second, 16)),
        (15, (0x0A00_0000 | second | third, 20)),
        (15, (0xAC10_0000 | second & 0x000F_0000, 16)),
        (15, (0xC0A8_0000 | third, 20)),
        (15, (0x6440_0000 | second & 0x003F_0000 | third, 20)),
      ])
    return Prefix(Address(ipv4: block.bits), length: block.length)
  }

  /// A /56 of global addresses, rarely of unique local ones.
  private mutating func ipv6Block() -> Prefix {
    let middle = UInt128(random.number(in: 0...0xFFFF_FFFF)) << 72
    let start: UInt128 = random.chance(92) ? 0x2600_1F << 104 : 0xFD00_EC << 104
    return Prefix(Address(ipv6: start | middle), length: 56)
  }

  /// Two to five subnets a VPC, in separate sixteenths of its blocks and not always filling them.
  mutating func makeSubnets() {
    for vpc in network.vpcs {
      let blocks = vpc.prefixes.filter { !$0.isIPv6 }
      let ipv6 = vpc.prefixes.first(where: \.isIPv6)
      var slots = random.shuffled(Array(0..<16))
      for _ in 0..<random.number(in: 2...5) {
        let block = random.pick(blocks)
        let slot = UInt128(slots.removeLast())
        let slotLength = block.length + 4
        let start = block.address(slot << UInt128(32 - slotLength))
        let ipv4 = Prefix(start, length: slotLength + random.number(in: 0...3))
        let ownIPv6 = ipv6.map { Prefix($0.address(slot << 64), length: 64) }
        network.subnets.append(
          RandomNetwork.Subnet(
            id: random.identifier("subnet"), vpcID: vpc.id,
            zone: "eu-west-1" + random.pick(["a", "b", "c"]), ipv4: ipv4,
            ipv6: random.chance(92) ? ownIPv6 : nil))
      }
    }
  }

  /// Addresses to talk to outside: some right beside the private blocks, some plainly public.
  mutating func makeOutsideAddresses() {
    let beside: [UInt32] = [
      0x09FF_FFFF, 0x0B00_0000, 0xAC0F_FFFF, 0xAC20_0000, 0xC0A7_FFFF, 0xC0A9_0001, 0x643F_FFFF,
      0x6480_0000,
    ]
    let plain: [UInt32] = [0x0808_0808, 0x0101_0101, 0xCB00_7109, 0xC633_6407, 0x345F_6E01]
    var bits = [random.pick(beside)] + random.shuffled(plain).prefix(2)
    bits.append(0x2D00_0000 | UInt32(random.number(in: 0...0xFF_FFFF)))
    network.outsideAddresses = bits.map { Address(ipv4: $0) }
    let global = UInt128(random.number(in: 0...0xFFFF)) << 96
    network.outsideAddresses.append(Address(ipv6: 0x2001_4860_4860 << 80 | 0x8888))
    network.outsideAddresses.append(Address(ipv6: 0x2A00 << 112 | global | 1))
  }

  /// Lists of one family each, around subnets, hosts and addresses outside.
  mutating func makePrefixLists() {
    for _ in 0..<random.number(in: 1...3) {
      let isIPv6 = random.chance(25)
      let width = isIPv6 ? 128 : 32
      let hosts =
        (network.interfaces.flatMap(\.addresses) + network.outsideAddresses)
        .filter { $0.isIPv6 == isIPv6 }
      var prefixes: Set<Prefix> = []
      for _ in 0..<random.number(in: 1...4) {
        let length = random.chance(30) ? width : random.number(in: width / 4...width)
        prefixes.insert(Prefix(random.pick(hosts), length: length))
      }
      let ordered = prefixes.sorted { ($0.bits, $0.length) < ($1.bits, $1.length) }
      network.prefixLists.append(
        RandomNetwork.PrefixList(id: random.identifier("pl"), prefixes: ordered))
    }
  }
}
