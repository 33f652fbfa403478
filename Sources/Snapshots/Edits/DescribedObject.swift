internal import NetworkModel

/// An object as `aws … describe-*` prints it: members in the order of their keys, values ready to be written.
struct DescribedObject {
  private var members: [(key: String, value: Value)] = []

  fileprivate enum Value {
    case literal(String)
    case object(DescribedObject)
    case list([DescribedObject])
  }

  mutating func add(_ key: String, _ number: Int) { members.append((key, .literal("\(number)"))) }
  mutating func add(_ key: String, _ flag: Bool) { members.append((key, .literal("\(flag)"))) }
  /// Adds an id, an address or a word: nothing that needs escapes.
  mutating func add(_ key: String, _ word: String) { members.append((key, .literal("\"\(word)\""))) }
  mutating func add(_ key: String, _ object: DescribedObject) { members.append((key, .object(object))) }
  mutating func add(_ key: String, _ list: [DescribedObject]) { members.append((key, .list(list))) }

  /// The object as text: each member on a line that begins with `indent` and four spaces, as the `aws` CLI prints them, or everything on one
  /// line when it is nil.
  func text(indent: String?) -> String {
    let inner = indent.map { $0 + "    " }
    let lines = members.map { "\"\($0.key)\": \($0.value.text(indent: inner))" }
    guard let indent, let inner else { return "{\(lines.joined(separator: ", "))}" }
    return "{\n" + lines.map { inner + $0 }.joined(separator: ",\n") + "\n\(indent)}"
  }
}

extension DescribedObject.Value {
  fileprivate func text(indent: String?) -> String {
    switch self {
    case .literal(let text): return text
    case .object(let object): return object.text(indent: indent)
    case .list(let list):
      if list.isEmpty { return "[]" }
      let inner = indent.map { $0 + "    " }
      let elements = list.map { $0.text(indent: inner) }
      guard let indent, let inner else { return "[\(elements.joined(separator: ", "))]" }
      return "[\n" + elements.map { inner + $0 }.joined(separator: ",\n") + "\n\(indent)]"
    }
  }
}

extension NetworkACL.Entry {
  /// The entry as `DescribeNetworkAcls` prints it.
  var json: DescribedObject {
    var object = DescribedObject()
    if cidrBlock.family == .v4 { object.add("CidrBlock", "\(cidrBlock)") }
    object.add("Egress", direction == .outbound)
    let isICMP = pattern.ipProtocol?.hasTypeAndCode ?? false
    if isICMP, let bounds = pattern.bounds {
      var icmp = DescribedObject()
      icmp.add("Code", bounds.to)
      icmp.add("Type", bounds.from)
      object.add("IcmpTypeCode", icmp)
    }
    if cidrBlock.family == .v6 { object.add("Ipv6CidrBlock", "\(cidrBlock)") }
    if !isICMP, let bounds = pattern.bounds {
      var ports = DescribedObject()
      ports.add("From", bounds.from)
      ports.add("To", bounds.to)
      object.add("PortRange", ports)
    }
    object.add("Protocol", pattern.ipProtocol.map { "\($0.rawValue)" } ?? "-1")
    object.add("RuleAction", action.rawValue)
    object.add("RuleNumber", number)
    return object
  }
}

extension SecurityGroup.Rule {
  /// The rule as a permission of `DescribeSecurityGroups`.
  var json: DescribedObject {
    var object = DescribedObject()
    let named: Set<IPProtocol> = [.tcp, .udp, .icmp, .icmpv6]
    object.add("IpProtocol", pattern.ipProtocol.map { named.contains($0) ? "\($0)" : "\($0.rawValue)" } ?? "-1")
    if let bounds = pattern.bounds {
      object.add("FromPort", bounds.from)
      object.add("ToPort", bounds.to)
    }
    func peer(_ key: String, _ word: String) -> [DescribedObject] {
      var object = DescribedObject()
      object.add(key, word)
      return [object]
    }
    var (groups, v4, v6, lists): ([DescribedObject], [DescribedObject], [DescribedObject], [DescribedObject]) = (
      [], [], [], []
    )
    switch self.peer {
    case .securityGroup(let group): groups = peer("GroupId", group.text)
    case .cidrBlock(let block) where block.family == .v4: v4 = peer("CidrIp", "\(block)")
    case .cidrBlock(let block): v6 = peer("CidrIpv6", "\(block)")
    case .prefixList(let list): lists = peer("PrefixListId", list.text)
    }
    object.add("UserIdGroupPairs", groups)
    object.add("IpRanges", v4)
    object.add("Ipv6Ranges", v6)
    object.add("PrefixListIds", lists)
    return object
  }
}

extension Route {
  /// The route as `DescribeRouteTables` prints it.
  var json: DescribedObject {
    var object = DescribedObject()
    switch destination {
    case .cidrBlock(let block):
      object.add(block.family == .v4 ? "DestinationCidrBlock" : "DestinationIpv6CidrBlock", "\(block)")
    case .prefixList(let list): object.add("DestinationPrefixListId", list.text)
    }
    if let field = target.describedField { object.add(field, target.text) }
    object.add("Origin", isPropagated ? "EnableVgwRoutePropagation" : "CreateRoute")
    switch state {
    case .active: object.add("State", "active")
    case .blackhole: object.add("State", "blackhole")
    case .other(let state): object.add("State", state)
    }
    return object
  }
}

extension Route.Target {
  /// The field of `DescribeRouteTables` that names it (BOTO:ec2 `Route`).
  fileprivate var describedField: String? {
    switch self {
    case .local, .internetGateway, .vpnGateway, .vpcEndpoint, .other(.gateway, _): "GatewayId"
    case .networkInterface: "NetworkInterfaceId"
    case .natGateway: "NatGatewayId"
    case .egressOnlyInternetGateway: "EgressOnlyInternetGatewayId"
    case .vpcPeeringConnection: "VpcPeeringConnectionId"
    case .transitGateway: "TransitGatewayId"
    case .other(.localGateway, _): "LocalGatewayId"
    case .other(.carrierGateway, _): "CarrierGatewayId"
    case .other(.coreNetwork, _): "CoreNetworkArn"
    case .other(.instance, _): "InstanceId"
    case .other(.odbNetwork, _): "OdbNetworkArn"
    case .other(.ipAddress, _): "IpAddress"
    case .none: nil
    }
  }
}
