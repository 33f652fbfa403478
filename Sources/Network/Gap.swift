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
    func checkVPC(_ id: Identifier<VPC>?, from referrer: String) {
      check(id, in: vpcs, from: referrer, call: "ec2 describe-vpcs")
    }
    func checkSubnets(_ ids: [Identifier<Subnet>], from referrer: String) {
      for id in ids { check(id, in: subnets, from: referrer, call: "ec2 describe-subnets") }
    }
    func checkGroups(_ ids: [Identifier<SecurityGroup>], from referrer: String) {
      for id in ids { check(id, in: securityGroups, from: referrer, call: "ec2 describe-security-groups") }
    }
    func checkList(_ id: Identifier<PrefixList>, from referrer: String) {
      check(id, in: prefixLists, from: referrer, call: "ec2 get-managed-prefix-list-entries")
    }
    func checkGateway(_ id: Identifier<InternetGateway>, from referrer: String) {
      check(id, in: internetGateways, from: referrer, call: "ec2 describe-internet-gateways")
    }
    func checkInterface(_ id: Identifier<NetworkInterface>?, from referrer: String) {
      check(id, in: networkInterfaces, from: referrer, call: "ec2 describe-network-interfaces")
    }

    for subnet in subnets { checkVPC(subnet.vpc, from: subnet.id.text) }
    for gateway in internetGateways { checkVPC(gateway.vpc, from: gateway.id.text) }
    for acl in networkACLs {
      checkVPC(acl.vpc, from: acl.id.text)
      checkSubnets(acl.subnets, from: acl.id.text)
    }
    for table in routeTables {
      checkVPC(table.vpc, from: table.id.text)
      checkSubnets(table.subnets, from: table.id.text)
      for gateway in table.gateways where gateway.hasPrefix("igw-") {
        checkGateway(Identifier(gateway), from: table.id.text)
      }
      for route in table.routes {
        if case .prefixList(let list) = route.destination { checkList(list, from: table.id.text) }
        if route.state == .blackhole { continue }  // that its target is gone is what the state says
        switch route.target {
        case .internetGateway(let gateway): checkGateway(gateway, from: table.id.text)
        case .networkInterface(let id): checkInterface(id, from: table.id.text)
        case .local, .other, .none: break
        }
      }
    }
    for group in securityGroups {
      checkVPC(group.vpc, from: group.id.text)
      for rule in group.rules {
        switch rule.peer {
        case .cidrBlock: break
        case .prefixList(let list): checkList(list, from: group.id.text)
        case .securityGroup(let other): checkGroups([other], from: group.id.text)
        }
      }
    }
    for interface in networkInterfaces {
      checkVPC(interface.vpc, from: interface.id.text)
      checkSubnets([interface.subnet], from: interface.id.text)
      checkGroups(interface.securityGroups ?? [], from: interface.id.text)
      check(interface.instance, in: instances, from: interface.id.text, call: "ec2 describe-instances")
    }
    for address in elasticIPs { checkInterface(address.networkInterface, from: address.id.text) }
    for database in dbInstances {
      checkVPC(database.vpc, from: database.id.text)
      checkSubnets(database.subnets, from: database.id.text)
      checkGroups(database.securityGroups, from: database.id.text)
    }
    return found.values.sorted { $0.missing < $1.missing }
  }
}
