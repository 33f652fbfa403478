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

  /// The first VPC as the peers read it: what matters for TCP, a line each, hosts and rules in order, all numbers decimal,
  /// all ranges closed. Inside a VPC every route is local, so the peers need none.
  ///
  ///     host ADDRESS SUBNET ACL GROUP,GROUP
  ///     entry ACL in|out allow|deny LOW HIGH LOWPORT HIGHPORT
  ///     rule GROUP in|out LOW HIGH LOWPORT HIGHPORT
  ///     reference GROUP in|out OTHER LOWPORT HIGHPORT
  ///     question FROM TO PORT
  func flatText(_ questions: [Question]) -> String {
    let vpc = vpcs[0]
    var lines: [String] = []
    for interface in vpc.interfaces {
      let groups = interface.groups.map(String.init).joined(separator: ",")
      lines.append("host \(interface.address) \(interface.subnet) \(vpc.subnets[interface.subnet].acl) \(groups)")
    }
    func range(_ ports: Ports?) -> String? {
      guard let ports else { return "0 65535" }
      return ports.isTCP ? "\(ports.range.lowerBound) \(ports.range.upperBound)" : nil
    }
    for (index, acl) in vpc.acls.enumerated() {
      for entry in acl.entries {
        guard let ports = range(entry.ports) else { continue }
        lines.append(
          "entry \(index) \(entry.isOutbound ? "out" : "in") \(entry.isAllow ? "allow" : "deny") "
            + "\(entry.block.base) \(entry.block.last) \(ports)")
      }
    }
    for (index, group) in vpc.groups.enumerated() {
      for rule in group.rules {
        guard let ports = range(rule.ports) else { continue }
        let direction = rule.isOutbound ? "out" : "in"
        switch rule.peer {
        case .block(let block): lines.append("rule \(index) \(direction) \(block.base) \(block.last) \(ports)")
        case .group(let other): lines.append("reference \(index) \(direction) \(other) \(ports)")
        }
      }
    }
    lines += questions.map { "question \($0.from) \($0.to) \($0.port)" }
    return lines.joined(separator: "\n") + "\n"
  }
}
