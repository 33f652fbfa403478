/// What tells a resource by itself, without the key of a list around it: nearly all name a VPC, few have both members of a shape.
struct ResourceShape {
  /// The key of the list whose elements have it.
  let list: String
  /// The member that names the resource.
  private let id: String
  /// Members that every such resource has besides.
  private let others: [String]
  /// Members of things that name it and are none.
  private let foreign: [String]

  private init(_ list: String, _ id: String, _ others: [String], but foreign: [String] = []) {
    self.list = list
    self.id = id
    self.others = others
    self.foreign = foreign
  }

  /// The key of the list that an object with these members is an element of; nil when they do not tell.
  static func list(ofObjectWith members: Set<String>) -> String? {
    all.first { shape in
      members.contains(shape.id) && shape.others.allSatisfy(members.contains)
        && !shape.foreign.contains(where: members.contains)
    }?.list
  }

  /// The members that name a resource.
  static let ids = Set(all.map(\.id))

  /// Every shape, what names others before the others (BOTO: the service models' shapes).
  private static let all = [
    ResourceShape("Reservations", "ReservationId", ["Instances"]),
    ResourceShape("NetworkInterfaces", "NetworkInterfaceId", ["SubnetId", "VpcId"], but: ["NatGatewayId"]),
    ResourceShape("Instances", "InstanceId", ["ImageId"]),
    ResourceShape("Instances", "InstanceId", ["NetworkInterfaces"]),
    ResourceShape("NatGateways", "NatGatewayId", ["NatGatewayAddresses"]),
    ResourceShape("MountTargets", "MountTargetId", ["FileSystemId", "SubnetId"]),
    ResourceShape(
      "Subnets", "SubnetId", ["CidrBlock", "VpcId"], but: ["NetworkInterfaceId", "InstanceId", "ReservationId"]),
    ResourceShape("Subnets", "SubnetId", ["Ipv6Native", "VpcId"]),
    ResourceShape("NetworkAcls", "NetworkAclId", ["Entries"]),
    ResourceShape("SecurityGroupRules", "SecurityGroupRuleId", ["GroupId", "IsEgress"]),
    ResourceShape("SecurityGroups", "GroupId", ["IpPermissions"]),
    ResourceShape("RouteTables", "RouteTableId", ["Routes"]),
    ResourceShape("EgressOnlyInternetGateways", "EgressOnlyInternetGatewayId", ["Attachments"]),
    ResourceShape("InternetGateways", "InternetGatewayId", ["Attachments"]),
    ResourceShape("VpcPeeringConnections", "VpcPeeringConnectionId", ["RequesterVpcInfo"]),
    ResourceShape("VpcEndpoints", "VpcEndpointId", ["ServiceName", "VpcId"]),
    ResourceShape("VpnConnections", "VpnConnectionId", ["CustomerGatewayId"]),
    ResourceShape("VpnGateways", "VpnGatewayId", ["VpcAttachments"]),
    ResourceShape("TransitGatewayPeeringAttachments", "TransitGatewayAttachmentId", ["RequesterTgwInfo"]),
    ResourceShape("TransitGatewayVpcAttachments", "TransitGatewayAttachmentId", ["TransitGatewayId", "SubnetIds"]),
    ResourceShape("TransitGatewayAttachments", "TransitGatewayAttachmentId", ["TransitGatewayId", "ResourceType"]),
    ResourceShape("TransitGatewayPrefixListReferences", "PrefixListId", ["TransitGatewayRouteTableId"]),
    ResourceShape("TransitGatewayRouteTables", "TransitGatewayRouteTableId", ["TransitGatewayId"]),
    ResourceShape("TransitGateways", "TransitGatewayId", ["TransitGatewayArn"]),
    ResourceShape("PrefixLists", "PrefixListId", ["PrefixListName"]),
    ResourceShape("VpcBlockPublicAccessExclusions", "ExclusionId", ["InternetGatewayExclusionMode"]),
    ResourceShape("Addresses", "AllocationId", ["PublicIp"], but: ["NatGatewayId", "NetworkInterfaceId"]),
    ResourceShape("Addresses", "AllocationId", ["PublicIp", "Domain"]),
    ResourceShape("Vpcs", "VpcId", ["CidrBlock"], but: ["SubnetId"]),
    ResourceShape("Rules", "RuleArn", ["Actions"]),
    ResourceShape("Listeners", "ListenerArn", ["LoadBalancerArn", "DefaultActions"]),
    ResourceShape("LoadBalancers", "LoadBalancerArn", ["Scheme", "Type"]),
    ResourceShape("TargetGroups", "TargetGroupArn", ["TargetGroupName"]),
    ResourceShape("LoadBalancerDescriptions", "LoadBalancerName", ["ListenerDescriptions"]),
    ResourceShape("DBInstances", "DBInstanceIdentifier", ["DBInstanceClass", "DBInstanceStatus"]),
    ResourceShape("DBClusters", "DBClusterIdentifier", ["DBClusterMembers"]),
    ResourceShape("DBSubnetGroups", "DBSubnetGroupName", ["Subnets"]),
    ResourceShape("CacheClusters", "CacheClusterId", ["CacheClusterStatus"]),
    ResourceShape("CacheSubnetGroups", "CacheSubnetGroupName", ["Subnets"]),
    ResourceShape("Functions", "FunctionArn", ["FunctionName", "CodeSize"]),
    ResourceShape("tasks", "taskArn", ["clusterArn", "attachments"]),
    ResourceShape("FileSystems", "FileSystemId", ["CreationToken"]),
  ]
}
