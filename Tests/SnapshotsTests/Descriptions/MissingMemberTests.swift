import NetworkModel
import Snapshots
import Testing

/// Where AWS always prints a member, an answer without it is cut down: it loads, and what depends on it is in doubt.
@Suite struct MissingMemberTests {
  private static let loadBalancer = #""LoadBalancerArn": "lb", "LoadBalancerName": "lb""#
  private static let listener = #""ListenerArn": "l", "LoadBalancerArn": "lb""#
  private static let group = #""TargetGroupArn": "tg", "TargetGroupName": "tg""#
  private static let attachment = #""TransitGatewayAttachmentId": "a", "TransitGatewayId": "tgw-1""#
  private static let interface =
    #""NetworkInterfaceId": "eni-1", "SubnetId": "s", "VpcId": "v", "PrivateIpAddress": "10.0.0.5""#

  /// An element of a list with all that AWS always prints, by its list, its id and the members that must not be missing.
  private static let elements: [(list: String, id: String, ids: String, members: [String: String])] = [
    ("Vpcs", "vpc-1", #""VpcId": "vpc-1""#, ["CidrBlock": #""10.0.0.0/16""#]),
    ("Subnets", "s", #""SubnetId": "s", "VpcId": "v""#, ["CidrBlock": #""10.0.0.0/16""#]),
    (
      "NetworkAcls", "acl-1", #""NetworkAclId": "acl-1", "VpcId": "v""#,
      ["Entries": "[]", "Associations": "[]", "IsDefault": "true"]
    ),
    ("SecurityGroups", "sg-1", #""GroupId": "sg-1""#, ["IpPermissions": "[]", "IpPermissionsEgress": "[]"]),
    ("RouteTables", "rtb-1", #""RouteTableId": "rtb-1", "VpcId": "v""#, ["Routes": "[]", "Associations": "[]"]),
    ("InternetGateways", "igw-1", #""InternetGatewayId": "igw-1""#, ["Attachments": "[]"]),
    ("EgressOnlyInternetGateways", "eigw-1", #""EgressOnlyInternetGatewayId": "eigw-1""#, ["Attachments": "[]"]),
    ("VpnGateways", "vgw-1", #""VpnGatewayId": "vgw-1""#, ["VpcAttachments": "[]"]),
    ("VpnConnections", "vpn-1", #""VpnConnectionId": "vpn-1""#, ["State": #""available""#]),
    (
      "NetworkInterfaces", "eni-1", interface,
      ["Groups": "[]", "SourceDestCheck": "true", "Status": #""in-use""#]
    ),
    (
      "NetworkInterfaces", "eni-1", interface + #", "RequesterId": "amazon-elb""#,
      [
        "Groups": "[]", "SourceDestCheck": "true", "Status": #""in-use""#,
        "InterfaceType": #""network_load_balancer""#,
      ]
    ),
    ("Instances", "i-1", #""InstanceId": "i-1""#, ["State": #"{"Name": "running"}"#]),
    (
      "NatGateways", "nat-1", #""NatGatewayId": "nat-1""#,
      ["State": #""available""#, "NatGatewayAddresses": "[]", "ConnectivityType": #""public""#]
    ),
    (
      "VpcPeeringConnections", "pcx-1",
      #""VpcPeeringConnectionId": "pcx-1", "RequesterVpcInfo": {"VpcId": "v"}, "AccepterVpcInfo": {"VpcId": "w"}"#,
      ["Status": #"{"Code": "active"}"#]
    ),
    (
      "VpcEndpoints", "vpce-1", #""VpcEndpointId": "vpce-1""#,
      ["State": #""available""#, "VpcEndpointType": #""Interface""#]
    ),
    ("TransitGateways", "tgw-1", #""TransitGatewayId": "tgw-1""#, ["State": #""available""#, "Options": "{}"]),
    ("TransitGatewayAttachments", "a", attachment + #", "ResourceType": "vpn""#, ["State": #""available""#]),
    (
      "TransitGatewayVpcAttachments", "a", attachment + #", "VpcId": "v""#,
      ["State": #""available""#, "Options": #"{"ApplianceModeSupport": "disable"}"#]
    ),
    (
      "LoadBalancers", "lb", loadBalancer + #", "Type": "network""#,
      [
        "State": #"{"Code": "active"}"#, "Scheme": #""internal""#, "AvailabilityZones": "[]",
        "IpAddressType": #""ipv4""#,
      ]
    ),
    (
      "LoadBalancers", "lb", loadBalancer + #", "Type": "application""#,
      [
        "State": #"{"Code": "active"}"#, "Scheme": #""internal""#, "AvailabilityZones": "[]",
        "IpAddressType": #""ipv4""#, "SecurityGroups": "[]",
      ]
    ),
    ("Listeners", "l", listener, ["Port": "80", "Protocol": #""TCP""#, "DefaultActions": "[]"]),
    (
      "TargetGroups", "tg", group,
      ["TargetType": #""ip""#, "Protocol": #""TCP""#, "Port": "80", "HealthCheckPort": #""traffic-port""#]
    ),
  ]

  private static func json(_ list: String, _ ids: String, _ members: [String: String]) -> String {
    let fields = members.map { "\"\($0)\": \($1)" }.joined(separator: ", ")
    return "{\"\(list)\": [{\(fields.isEmpty ? ids : "\(ids), \(fields)")}]}"
  }

  @Test func `each member that AWS always prints is missed, and nothing else`() throws {
    for element in Self.elements {
      let whole = try network(Self.json(element.list, element.ids, element.members))
      #expect(whole.doubts.isEmpty, "\(element.list): \(whole.doubts)")
      for key in element.members.keys {
        var members = element.members
        members[key] = nil
        let doubts = try network(Self.json(element.list, element.ids, members)).doubts[element.id] ?? []
        #expect(
          doubts.count == 1 && doubts.allSatisfy { $0.why.contains("“\(key)”") }, "\(element.list).\(key): \(doubts)")
      }
    }
  }

  @Test func `what AWS leaves out is not missed`() throws {
    let jsons = [
      Self.json(
        "LoadBalancers", Self.loadBalancer,
        ["Type": #""gateway""#, "State": #"{"Code": "active"}"#, "AvailabilityZones": "[]"]),
      Self.json(
        "Listeners", #""ListenerArn": "x:listener/gwy/a/b/c", "LoadBalancerArn": "lb""#, ["DefaultActions": "[]"]),
      Self.json("TargetGroups", Self.group, ["TargetType": #""lambda""#]),
      Self.json(
        "Subnets", #""SubnetId": "s", "VpcId": "v""#,
        ["Ipv6CidrBlockAssociationSet": #"[{"Ipv6CidrBlock": "2001:db8::/64"}]"#]),
    ]
    for json in jsons { #expect(try network(json).doubts.isEmpty, "\(json)") }
  }

  @Test func `an attachment names its VPC, an association what it is for, a public NAT gateway its address`() throws {
    let attachment = #""Attachments": [{"State": "available", "VpcId": "vpc-1"}]"#
    let nat = #""NatGatewayId": "nat-1", "State": "available""#
    let parts: [(id: String, whole: String, cutDown: String)] = [
      (
        "igw-1", #"{"InternetGateways": [{"InternetGatewayId": "igw-1", \#(attachment)}]}"#,
        #"{"InternetGateways": [{"InternetGatewayId": "igw-1", "Attachments": [{"State": "available"}]}]}"#
      ),
      (
        "eigw-1", #"{"EgressOnlyInternetGateways": [{"EgressOnlyInternetGatewayId": "eigw-1", \#(attachment)}]}"#,
        #"{"EgressOnlyInternetGateways": [{"EgressOnlyInternetGatewayId": "eigw-1", "Attachments": [{"State": "available"}]}]}"#
      ),
      (
        "vgw-1", #"{"VpnGateways": [{"VpnGatewayId": "vgw-1", "Vpc\#(attachment.dropFirst())}]}"#,
        #"{"VpnGateways": [{"VpnGatewayId": "vgw-1", "VpcAttachments": [{"State": "attached"}]}]}"#
      ),
      (
        "nat-1",
        #"{"NatGateways": [{\#(nat), "ConnectivityType": "private", "NatGatewayAddresses": [{"PrivateIp": "10.0.0.1"}]}]}"#,
        #"{"NatGateways": [{\#(nat), "ConnectivityType": "public", "NatGatewayAddresses": [{"PrivateIp": "10.0.0.1"}]}]}"#
      ),
      (
        "rtb-1",
        #"{"RouteTables": [{"RouteTableId": "rtb-1", "VpcId": "v", "Routes": [], "Associations": [{"Main": true}]}]}"#,
        #"{"RouteTables": [{"RouteTableId": "rtb-1", "VpcId": "v", "Routes": [], "Associations": [{"Main": false}]}]}"#
      ),
      (
        "l:app",
        #"{"Listeners": [{"ListenerArn": "l:app", "LoadBalancerArn": "lb", "Port": 80, "Protocol": "TCP", "#
          + #""DefaultActions": [{"Type": "forward", "TargetGroupArn": "tg"}]}]}"#,
        #"{"Listeners": [{"ListenerArn": "l:app", "LoadBalancerArn": "lb", "Port": 80, "Protocol": "TCP", "#
          + #""DefaultActions": [{"Type": "forward"}]}]}"#
      ),
    ]
    for part in parts {
      #expect(try network(part.whole).doubts[part.id] == nil, "\(part.whole)")
      #expect(try network(part.cutDown).doubts[part.id]?.isEmpty == false, "\(part.cutDown)")
    }
  }

  private static func doubts(ofEntry fields: String) throws -> [String] {
    let json = """
      {"NetworkAcls": [{"NetworkAclId": "acl-1", "VpcId": "v", "IsDefault": true, "Associations": [], "Entries": [
        {"RuleNumber": 100, "Egress": true, "RuleAction": "allow", \(fields)}]}]}
      """
    return (try network(json).doubts["acl-1"] ?? []).map { "\($0.what): \($0.why)" }
  }

  @Test func `an ACL entry for TCP, UDP or ICMP says which packets it is for`() throws {
    for (number, key) in [("6", "PortRange"), ("17", "PortRange"), ("1", "IcmpTypeCode")] {
      #expect(
        try Self.doubts(ofEntry: #""Protocol": "\#(number)", "CidrBlock": "0.0.0.0/0""#) == [
          "outbound entry 100 of network ACL acl-1: f.json: it has no “\(key)”, which AWS always prints for its protocol"
        ])
    }
    let whole = [
      #""Protocol": "6", "CidrBlock": "0.0.0.0/0", "PortRange": {"From": 1, "To": 2}"#,
      #""Protocol": "-1", "CidrBlock": "0.0.0.0/0""#, #""Protocol": "47", "CidrBlock": "0.0.0.0/0""#,
      #""Protocol": "58", "CidrBlock": "0.0.0.0/0""#,
      #""Protocol": "58", "Ipv6CidrBlock": "::/0", "IcmpTypeCode": {"Type": -1, "Code": -1}"#,
    ]
    for fields in whole { #expect(try Self.doubts(ofEntry: fields) == [], "\(fields)") }
    #expect(try Self.doubts(ofEntry: #""Protocol": "6", "CidrBlock": "0.0.0.0/0", "PortRange": {}"#).count == 1)
    #expect(
      try Self.doubts(ofEntry: #""Protocol": "1", "CidrBlock": "0.0.0.0/0", "IcmpTypeCode": {"Type": 8}"#).count == 1)
  }

  @Test func `a rule of a security group for TCP, UDP or ICMP says which packets it is for`() throws {
    func doubts(_ name: String, _ fields: String = "") throws -> Int {
      let json = """
        {"SecurityGroups": [{"GroupId": "sg-1", "IpPermissionsEgress": [], "IpPermissions": [
          {"IpProtocol": "\(name)", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]\(fields)}]}]}
        """
      return try network(json).doubts["sg-1"]?.count ?? 0
    }
    for name in ["tcp", "udp", "icmp", "6"] {
      #expect(try doubts(name) == 1)
      #expect(try doubts(name, #", "FromPort": 3, "ToPort": 3"#) == 0)
    }
    for name in ["-1", "icmpv6", "47"] { #expect(try doubts(name) == 0) }
  }

  @Test func `a route says whether it is active, and a transit gateway's what it comes from`() throws {
    let routes = """
      {"RouteTables": [{"RouteTableId": "rtb-1", "VpcId": "v", "Associations": [], "Routes": [
        {"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local"}]}]}
      """
    #expect(try network(routes).doubts["rtb-1"]?.map(\.what) == ["a route of route table rtb-1"])
    for fields in [#""State": "active""#, #""Type": "static""#, #""Type": "system", "State": "active""#] {
      let json = """
        {"TransitGatewayRoutes": [{"TransitGatewayRouteTableId": "tgw-rtb-1", "Routes": [
          {"DestinationCidrBlock": "10.0.0.0/16", \(fields)}]}]}
        """
      #expect(try network(json).doubts["tgw-rtb-1"]?.count == 1, "\(fields)")
    }
  }

  @Test func `where instances are described, an interface in use says which one it is attached to`() throws {
    let whole = #""Groups": [], "SourceDestCheck": true, "Status": "in-use""#
    let interfaces = #""NetworkInterfaces": [{\#(Self.interface), \#(whole)}]"#
    #expect(try network("{\(interfaces)}").doubts.isEmpty)
    let instances = #""Instances": [{"InstanceId": "i-1", "State": {"Name": "stopped"}}]"#
    #expect(try network("{\(interfaces), \(instances)}").doubts["eni-1"]?.count == 1)
    #expect(
      try network(
        "{\(interfaces.replacing("}]", with: ", \"RequesterId\": \"amazon-elb\", \"InterfaceType\": \"interface\"}]")), \(instances)}"
      ).doubts
        .isEmpty)
  }

  @Test func `a setting or an exclusion of Block Public Access that is cut down puts the VPC's gateways in doubt`()
    throws
  {
    let gateway = """
      "Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}],
      "InternetGateways": [{"InternetGatewayId": "igw-1", "Attachments": [{"State": "available", "VpcId": "vpc-1"}]}]
      """
    let exclusion = """
      "VpcBlockPublicAccessExclusions": [{"ExclusionId": "x", "InternetGatewayExclusionMode": "allow-egress",
        "ResourceArn": "arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1"}]
      """
    for list in [#""VpcBlockPublicAccessOptions": {}"#, exclusion] {
      #expect(try network("{\(gateway), \(list)}").doubts["igw-1"]?.count == 1, "\(list)")
    }
  }
}
