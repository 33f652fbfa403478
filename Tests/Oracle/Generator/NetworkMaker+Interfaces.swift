extension NetworkMaker {
  /// Four to fourteen interfaces, some sharing an instance, with secondary and IPv6 addresses.
  mutating func makeInterfaces() {
    var taken: Set<Address> = []
    for _ in 0..<random.number(in: 4...14) {
      let subnet = random.pick(network.subnets)
      let count = random.pick(weighted: [(65, 1), (25, 2), (10, 3)])
      var ipv4: [RandomNetwork.Interface.PrivateIPv4] = []
      for index in 0..<count {
        let isPublic = random.chance(index == 0 ? 65 : 30)
        ipv4.append(
          RandomNetwork.Interface.PrivateIPv4(
            freeAddress(in: subnet.ipv4, &taken),
            publicAddress: isPublic ? publicAddress(&taken) : nil))
      }
      var ipv6: [Address] = []
      if let prefix = subnet.ipv6 {
        for _ in 0..<random.pick(weighted: [(10, 0), (70, 1), (20, 2)]) {
          ipv6.append(freeAddress(in: prefix, &taken))
        }
      }
      network.interfaces.append(
        RandomNetwork.Interface(
          id: random.identifier("eni"), subnetID: subnet.id, vpcID: subnet.vpcID, ipv4: ipv4,
          ipv6: ipv6, instanceID: instanceID(in: subnet)))
    }
  }

  /// An address of `prefix` that is neither reserved nor in use in this snapshot.
  private mutating func freeAddress(in prefix: Prefix, _ taken: inout Set<Address>) -> Address {
    let width = prefix.isIPv6 ? 128 : 32
    let last = prefix.isIPv6 ? 0xFFFF_FFFF : (1 << (width - prefix.length)) - 2
    while true {
      let address = prefix.address(UInt128(random.number(in: 4...last)))
      if taken.insert(address).inserted { return address }
    }
  }

  private mutating func publicAddress(_ taken: inout Set<Address>) -> Address {
    while true {
      let address = Address(ipv4: 0x3600_0000 | UInt32(random.number(in: 1...0xFF_FFFE)))
      if taken.insert(address).inserted { return address }
    }
  }

  /// Nil for an interface that AWS manages; otherwise an instance, now and then one that has an
  /// interface already.
  private mutating func instanceID(in subnet: RandomNetwork.Subnet) -> String? {
    if random.chance(25) { return nil }
    let known = network.instances.filter { $0.vpcID == subnet.vpcID }
    if !known.isEmpty && random.chance(12) { return random.pick(known).id }
    let state: RandomNetwork.Instance.State = random.pick(
      weighted: [(93, .running), (5, .stopped), (2, .terminated)])
    let instance = RandomNetwork.Instance(
      id: random.identifier("i"), vpcID: subnet.vpcID, subnetID: subnet.id, state: state)
    network.instances.append(instance)
    return instance.id
  }
}
