/// Texts in which every key that the reader knows occurs.
enum Samples {
  static let vpcs = """
    {"Vpcs": [{"VpcId": "vpc-1", "OwnerId": "111122223333", "CidrBlock": "10.0.0.0/16",
      "CidrBlockAssociationSet": [
        {"CidrBlock": "10.0.0.0/16", "CidrBlockState": {"State": "associated"}},
        {"CidrBlock": "10.2.0.0/16", "CidrBlockState": {"State": "associated"}},
        {"CidrBlock": "10.1.0.0/16", "CidrBlockState": {"State": "associated"}}],
      "Ipv6CidrBlockAssociationSet": [
        {"Ipv6CidrBlock": "2001:db8:2::/56", "Ipv6CidrBlockState": {"State": "associated"}},
        {"Ipv6CidrBlock": "2001:db8:1::/56", "Ipv6CidrBlockState": {"State": "associated"}}],
      "Tags": [{"Key": "Team", "Value": "shop"}, {"Key": "Name", "Value": "main"}]}]}
    """

  static let subnets = """
    {"Subnets": [
      {"SubnetId": "subnet-1", "VpcId": "vpc-1", "AvailabilityZone": "eu-west-1a",
        "AvailabilityZoneId": "euw1-az1", "CidrBlock": "10.0.1.0/24",
        "Ipv6CidrBlockAssociationSet": [
          {"Ipv6CidrBlock": "2001:db8:1:2::/64", "Ipv6CidrBlockState": {"State": "associated"}},
          {"Ipv6CidrBlock": "2001:db8:1:1::/64", "Ipv6CidrBlockState": {"State": "associated"}}],
        "Tags": [{"Key": "Name", "Value": "app"}]},
      {"SubnetId": "subnet-2", "VpcId": "vpc-1", "AvailabilityZone": "eu-west-1b", "CidrBlock": "10.0.2.0/24"}]}
    """

  static let networkACLs = """
    {"NetworkAcls": [{"NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true,
      "Associations": [{"SubnetId": "subnet-2"}, {"SubnetId": "subnet-1"}],
      "Entries": [
        {"RuleNumber": 200, "Egress": true, "RuleAction": "deny", "Protocol": "17", "CidrBlock": "0.0.0.0/0",
          "PortRange": {"From": 53, "To": 53}},
        {"RuleNumber": 100, "Egress": true, "RuleAction": "allow", "Protocol": "6", "CidrBlock": "10.0.0.0/8",
          "PortRange": {"From": 1024, "To": 65535}},
        {"RuleNumber": 100, "Egress": false, "RuleAction": "allow", "Protocol": "1", "CidrBlock": "0.0.0.0/0",
          "IcmpTypeCode": {"Type": 8, "Code": -1}},
        {"RuleNumber": 110, "Egress": false, "RuleAction": "allow", "Protocol": "58", "Ipv6CidrBlock": "::/0",
          "IcmpTypeCode": {"Type": 128, "Code": 0}},
        {"RuleNumber": 32768, "Egress": false, "RuleAction": "deny", "Protocol": "-1", "Ipv6CidrBlock": "::/0"},
        {"RuleNumber": 32767, "Egress": false, "RuleAction": "deny", "Protocol": "-1", "CidrBlock": "0.0.0.0/0"}],
      "Tags": [{"Key": "Name", "Value": "app"}]}]}
    """

  static let securityGroups = """
    {"SecurityGroups": [{"GroupId": "sg-1", "GroupName": "web", "VpcId": "vpc-1",
      "IpPermissions": [
        {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 444,
          "UserIdGroupPairs": [{"GroupId": "sg-2"}, {"GroupId": "sg-1"}],
          "IpRanges": [{"CidrIp": "10.0.0.0/8"}, {"CidrIp": "192.0.2.0/24"}],
          "Ipv6Ranges": [{"CidrIpv6": "2001:db8::/32"}], "PrefixListIds": [{"PrefixListId": "pl-1"}]},
        {"IpProtocol": "icmp", "FromPort": 8, "ToPort": 0, "IpRanges": [{"CidrIp": "0.0.0.0/0"}],
          "Ipv6Ranges": [], "PrefixListIds": [], "UserIdGroupPairs": []}],
      "IpPermissionsEgress": [
        {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}], "Ipv6Ranges": [{"CidrIpv6": "::/0"}],
          "PrefixListIds": [], "UserIdGroupPairs": []}]}]}
    """

  static let prefixLists = """
    {"PrefixLists": [{"PrefixListId": "pl-1", "PrefixListName": "com.amazonaws.eu-west-1.s3",
        "Cidrs": ["52.218.0.0/17", "3.5.64.0/21"]}],
      "ManagedPrefixLists": [{"PrefixListId": "pl-2", "PrefixListName": "offices",
        "Entries": [{"Cidr": "203.0.113.0/24"}, {"Cidr": "198.51.100.0/24"}]}]}
    """

  static let routeTables = """
    {"RouteTables": [{"RouteTableId": "rtb-1", "VpcId": "vpc-1",
      "Associations": [
        {"Main": true, "AssociationState": {"State": "associated"}},
        {"Main": false, "SubnetId": "subnet-2", "AssociationState": {"State": "associated"}},
        {"Main": false, "SubnetId": "subnet-1", "AssociationState": {"State": "associated"}},
        {"Main": false, "GatewayId": "igw-1", "AssociationState": {"State": "associated"}}],
      "Routes": [
        {"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "igw-1", "Origin": "CreateRoute", "State": "active"},
        {"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local", "Origin": "CreateRouteTable",
          "State": "active"},
        {"DestinationIpv6CidrBlock": "::/0", "EgressOnlyInternetGatewayId": "eigw-1", "State": "active"},
        {"DestinationPrefixListId": "pl-1", "GatewayId": "vpce-1", "State": "active"},
        {"DestinationCidrBlock": "10.8.0.0/16", "GatewayId": "vgw-1", "Origin": "EnableVgwRoutePropagation",
          "State": "active"},
        {"DestinationCidrBlock": "10.9.0.0/16", "InstanceId": "i-1", "NetworkInterfaceId": "eni-1",
          "State": "blackhole"}],
      "Tags": [{"Key": "Name", "Value": "app"}]}]}
    """

  static let internetGateways = """
    {"InternetGateways": [{"InternetGatewayId": "igw-1", "Attachments": [{"State": "available", "VpcId": "vpc-1"}],
      "Tags": [{"Key": "Name", "Value": "door"}]}]}
    """

  static let networkInterfaces = """
    {"NetworkInterfaces": [{"NetworkInterfaceId": "eni-1", "SubnetId": "subnet-1", "VpcId": "vpc-1",
      "AvailabilityZone": "eu-west-1a", "Description": "first", "InterfaceType": "interface",
      "RequesterId": "amazon-elb", "Status": "in-use", "SourceDestCheck": false, "DenyAllIgwTraffic": true,
      "Groups": [{"GroupId": "sg-2"}, {"GroupId": "sg-1"}],
      "Attachment": {"DeviceIndex": 1, "InstanceId": "i-1"},
      "Association": {"PublicIp": "198.51.100.7"},
      "PrivateIpAddress": "10.0.1.9",
      "PrivateIpAddresses": [
        {"PrivateIpAddress": "10.0.1.4", "Primary": false, "Association": {"PublicIp": "198.51.100.8"}},
        {"PrivateIpAddress": "10.0.1.9", "Primary": true, "Association": {"PublicIp": "198.51.100.7"}},
        {"PrivateIpAddress": "10.0.1.3", "Primary": false}],
      "Ipv6Addresses": [{"Ipv6Address": "2001:db8:1:1::9"}, {"Ipv6Address": "2001:db8:1:1::8"}],
      "TagSet": [{"Key": "Name", "Value": "front door"}]}]}
    """

  static let instances = """
    {"Reservations": [{"Instances": [
      {"InstanceId": "i-1", "State": {"Name": "running"}, "PlatformDetails": "Linux/UNIX",
        "Tags": [{"Key": "Name", "Value": "web-1"}]},
      {"InstanceId": "i-2", "State": {"Name": "stopped"}, "Platform": "windows",
        "NetworkInterfaces": [{"NetworkInterfaceId": "eni-2", "SubnetId": "subnet-1", "VpcId": "vpc-1",
          "PrivateIpAddress": "10.0.1.20", "SourceDestCheck": true, "Groups": [{"GroupId": "sg-1"}],
          "Attachment": {"DeviceIndex": 0}}]}]}]}
    """

  static let addresses = """
    {"Addresses": [
      {"AllocationId": "eipalloc-1", "PublicIp": "198.51.100.9", "NetworkInterfaceId": "eni-1",
        "PrivateIpAddress": "10.0.1.3", "Tags": [{"Key": "Name", "Value": "third"}]},
      {"PublicIp": "198.51.100.10"}]}
    """

  static let all = [
    vpcs, subnets, networkACLs, securityGroups, prefixLists, routeTables, internetGateways, networkInterfaces,
    instances, addresses, prefixListEntries, natGateways, egressOnlyInternetGateways, peeringConnections, vpnGateways,
    vpnConnections, endpoints, blockPublicAccess, transitGateways, loadBalancers, classicLoadBalancers, dbInstances,
    dbClusters, cacheClusters, functions, tasks, mountTargets,
  ]

  /// All samples as the members of one object.
  static func tree() throws -> JSONTree {
    .object(
      try all.flatMap { sample -> [(String, JSONTree)] in
        guard case .object(let members) = try JSONTree(parsing: Array(sample.utf8)) else { return [] }
        return members
      })
  }
}
