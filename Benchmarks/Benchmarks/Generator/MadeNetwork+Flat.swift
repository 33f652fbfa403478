extension MadeNetwork {
  /// A question: does host `from` reach `port` of host `to` by TCP, and with which client ports?
  struct Question {
    var from: Int
    var to: Int
    var port: UInt16
  }

  /// Random questions about the first VPC, of two hosts each.
  func questions(_ count: Int, seed: UInt64 = 2) -> [Question] {
    var random = SeededRandom(seed: seed)
    let hosts = vpcs[0].interfaces.count
    return (0..<count).map { _ in
      let from = random.below(hosts)
      return Question(
        from: from, to: (from + random.number(1...hosts - 1)) % hosts, port: UInt16(random.pick(SeededRandom.services)))
    }
  }

  /// The first VPC as the peers read it, with questions about it.
  ///
  ///     question FROM TO PORT
  func flatText(_ questions: [Question]) -> String {
    flatText(of: vpcs.indices.prefix(1), questions.map { "question \($0.from) \($0.to) \($0.port)" })
  }

  /// All VPCs as the peers read them.
  ///
  ///     link VPC VPC
  func flatText() -> String {
    flatText(of: vpcs.indices, peerings.map { "link \($0.requester) \($0.accepter)" })
  }

  /// What matters for TCP, a line each, hosts and rules in order, all numbers decimal, all ranges closed. Inside a VPC every route is local,
  /// and between two there is a route if there is a link.
  ///
  ///     host ADDRESS SUBNET ACL GROUP,GROUP VPC
  ///     entry ACL in|out allow|deny LOW HIGH LOWPORT HIGHPORT
  ///     rule GROUP in|out LOW HIGH LOWPORT HIGHPORT
  ///     reference GROUP in|out OTHER LOWPORT HIGHPORT
  private func flatText(of numbers: Range<Int>, _ last: [String]) -> String {
    var lines: [String] = []
    var (subnets, acls, groups) = (0, 0, 0)
    for number in numbers {
      let vpc = vpcs[number]
      for interface in vpc.interfaces {
        let carried = interface.groups.map { String(groups + $0) }.joined(separator: ",")
        lines.append(
          "host \(interface.address) \(subnets + interface.subnet) \(acls + vpc.subnets[interface.subnet].acl) "
            + "\(carried) \(number)")
      }
      for (index, acl) in vpc.acls.enumerated() {
        for entry in acl.entries {
          guard let ports = Self.flat(entry.ports) else { continue }
          lines.append(
            "entry \(acls + index) \(entry.isOutbound ? "out" : "in") \(entry.isAllow ? "allow" : "deny") "
              + "\(entry.block.base) \(entry.block.last) \(ports)")
        }
      }
      for (index, group) in vpc.groups.enumerated() {
        for rule in group.rules {
          guard let ports = Self.flat(rule.ports) else { continue }
          let place = "\(groups + index) \(rule.isOutbound ? "out" : "in")"
          switch rule.peer {
          case .block(let block): lines.append("rule \(place) \(block.base) \(block.last) \(ports)")
          case .group(let other): lines.append("reference \(place) \(groups + other) \(ports)")
          }
        }
      }
      subnets += vpc.subnets.count
      acls += vpc.acls.count
      groups += vpc.groups.count
    }
    return (lines + last).joined(separator: "\n") + "\n"
  }

  private static func flat(_ ports: Ports?) -> String? {
    guard let ports else { return "0 65535" }
    return ports.isTCP ? "\(ports.range.lowerBound) \(ports.range.upperBound)" : nil
  }
}
