extension NetworkMaker {
  /// Routes around an address outside that argue over it: by length, by blackhole, by origin.
  mutating func competingRoutes(_ gatewayID: String, in vpc: RandomNetwork.VPC) -> [Route] {
    let address = random.pick(network.outsideAddresses)
    let width = address.isIPv6 ? 128 : 32
    let length = random.chance(25) ? width : random.number(in: 1...width)
    let prefix = Prefix(address, length: length)
    if vpc.prefixes.contains(where: { $0.overlaps(prefix) }) { return [] }
    switch random.number(in: 0...99) {
    case ..<25:
      return [Route(.prefix(prefix), target: blackholeTarget(gatewayID), isBlackhole: true)]
    case ..<45:
      return [Route(.prefix(prefix), target: gatewayID)]
    case ..<57:
      return [Route(.prefix(prefix), target: foreignRouteTarget())]
    case ..<75:
      return rankedRoutes(prefix, gatewayID, in: vpc)
    case ..<87:
      return rivalLists(prefix, gatewayID, in: vpc)
    case ..<95:
      return [
        Route(.prefix(prefix), target: gatewayID),
        Route(.prefix(prefix), target: random.identifier("lgw"), origin: .propagated),
      ]
    default:
      return [
        Route(
          .list(random.pick(undescribedListIDs)),
          target: random.chance(50) ? gatewayID : random.identifier("vpce"))
      ]
    }
  }

  private mutating func blackholeTarget(_ gatewayID: String) -> String {
    let kind = random.pick(["igw", "pcx", "lgw"])
    return kind == "igw" ? gatewayID : random.identifier(kind)
  }

  private mutating func foreignRouteTarget() -> String {
    random.identifier(random.pick(["lgw", "tgw", "pcx", "vpce", "eni"]))
  }

  /// A static route and a list with the same prefix: the static one wins (trap 31).
  private mutating func rankedRoutes(
    _ prefix: Prefix, _ gatewayID: String, in vpc: RandomNetwork.VPC
  ) -> [Route] {
    let list = newList(with: prefix, in: vpc)
    let targets = random.shuffled([gatewayID, foreignRouteTarget()])
    return [
      Route(.prefix(prefix), target: targets[0], isBlackhole: random.chance(15)),
      Route(.list(list), target: targets[1], isBlackhole: random.chance(15)),
    ]
  }

  /// Two lists with the same prefix, to one target or to two.
  private mutating func rivalLists(
    _ prefix: Prefix, _ gatewayID: String, in vpc: RandomNetwork.VPC
  ) -> [Route] {
    let lists = [newList(with: prefix, in: vpc), newList(with: prefix, in: vpc)]
    let second = random.chance(35) ? gatewayID : foreignRouteTarget()
    return [
      Route(.list(lists[0]), target: gatewayID),
      Route(.list(lists[1]), target: second),
    ]
  }

  /// A list made for a route: it holds `prefix` and stays clear of the VPC.
  private mutating func newList(with prefix: Prefix, in vpc: RandomNetwork.VPC) -> String {
    var prefixes = [prefix]
    if random.chance(50) {
      let hosts = network.outsideAddresses.filter { $0.isIPv6 == prefix.isIPv6 }
      let width = prefix.isIPv6 ? 128 : 32
      let other = Prefix(random.pick(hosts), length: random.number(in: width / 4...width))
      if other != prefix && !vpc.prefixes.contains(where: { $0.overlaps(other) }) {
        prefixes.append(other)
      }
    }
    let id = random.identifier("pl")
    network.prefixLists.append(RandomNetwork.PrefixList(id: id, prefixes: prefixes))
    return id
  }
}
