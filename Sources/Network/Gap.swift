/// A reference to something that the snapshot does not describe: kept, reported, never dropped.
public struct Gap: Hashable, Sendable, CustomStringConvertible {
  /// The id that nothing in the snapshot has.
  public let missing: String
  /// The resource that refers to it.
  public let referrer: String
  /// The AWS call that would describe it, such as `ec2 describe-subnets`.
  public let call: String

  /// One sentence for people.
  public var description: String { "\(referrer) refers to \(missing), which is not in the snapshot (aws \(call))" }
}

extension Network {
  /// The gaps of the whole network, one for each missing id, in the order of their ids.
  ///
  /// - Complexity: Linear in the size of the network.
  public var gaps: [Gap] {
    var found: [String: Gap] = [:]
    func check<Target>(
      _ id: Identifier<Target>?, in table: Table<Target>, from referrer: String, call: String
    ) {
      guard let id, table.position(of: id) == nil else { return }
      if let known = found[id.text], known.referrer <= referrer { return }
      found[id.text] = Gap(missing: id.text, referrer: referrer, call: call)
    }
    for subnet in subnets {
      check(subnet.vpc, in: vpcs, from: subnet.id.text, call: "ec2 describe-vpcs")
    }
    for acl in networkACLs {
      for subnet in acl.subnets {
        check(subnet, in: subnets, from: acl.id.text, call: "ec2 describe-subnets")
      }
    }
    for table in routeTables {
      for route in table.routes {
        if case .prefixList(let list) = route.destination {
          check(list, in: prefixLists, from: table.id.text, call: "ec2 get-managed-prefix-list-entries")
        }
        if route.state == .blackhole { continue }
        switch route.target {
        case .internetGateway(let gateway):
          check(gateway, in: internetGateways, from: table.id.text, call: "ec2 describe-internet-gateways")
        case .networkInterface(let id):
          check(id, in: networkInterfaces, from: table.id.text, call: "ec2 describe-network-interfaces")
        case .local, .other, .none:
          break
        }
      }
    }
    for group in securityGroups {
      for rule in group.rules {
        switch rule.peer {
        case .cidrBlock: break
        case .prefixList(let list):
          check(list, in: prefixLists, from: group.id.text, call: "ec2 get-managed-prefix-list-entries")
        case .securityGroup(let other):
          check(other, in: securityGroups, from: group.id.text, call: "ec2 describe-security-groups")
        }
      }
    }
    for interface in networkInterfaces {
      check(interface.vpc, in: vpcs, from: interface.id.text, call: "ec2 describe-vpcs")
      check(interface.subnet, in: subnets, from: interface.id.text, call: "ec2 describe-subnets")
      check(interface.instance, in: instances, from: interface.id.text, call: "ec2 describe-instances")
      for group in interface.securityGroups ?? [] {
        check(group, in: securityGroups, from: interface.id.text, call: "ec2 describe-security-groups")
      }
    }
    return found.values.sorted { $0.missing < $1.missing }
  }
}
