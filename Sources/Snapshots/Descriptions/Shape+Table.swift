/// The members of each shape (BOTO:ec2, held to its newest model by `scripts/new-members`): first those that are read.
extension Shape {
  static let vpc = Shape(
    "Vpc",
    [
      "BlockPublicAccessStates", "CidrBlock", "CidrBlockAssociationSet", "Ipv6CidrBlockAssociationSet", "OwnerId",
      "Tags", "VpcId",
      "DhcpOptionsId", "EncryptionControl", "InstanceTenancy", "IsDefault", "State",
      // Of the calls about ClassicLink, which ended in 2022.
      "ClassicLinkDnsSupported", "ClassicLinkEnabled",
    ],
    deciding: ["NetworkFirewallAssociations": .gatewayFirewall])

  static let subnet = Shape(
    "Subnet",
    [
      "AvailabilityZone", "AvailabilityZoneId", "BlockPublicAccessStates", "CidrBlock", "Ipv6CidrBlockAssociationSet",
      "SubnetId", "Tags", "VpcId",
      "AssignIpv6AddressOnCreation", "AvailableIpAddressCount", "CustomerOwnedIpv4Pool", "DefaultForAz",
      "EnableDns64", "EnableLniAtDeviceIndex", "Ipv6Native", "MapCustomerOwnedIpOnLaunch", "MapPublicIpOnLaunch",
      "OutpostArn", "OwnerId", "PrivateDnsNameOptionsOnLaunch", "State", "SubnetArn", "Type",
    ],
    deciding: ["NetworkFirewallConnectivityType": .gatewayFirewall])

  static let networkACL = Shape(
    "NetworkAcl", ["Associations", "Entries", "IsDefault", "NetworkAclId", "Tags", "VpcId", "OwnerId"])

  static let networkACLEntry = Shape(
    "NetworkAclEntry",
    [
      "CidrBlock", "Egress", "IcmpTypeCode", "Ipv6CidrBlock", "PortRange", "Protocol", "RuleAction", "RuleNumber",
    ])

  static let securityGroup = Shape(
    "SecurityGroup",
    [
      "GroupId", "GroupName", "IpPermissions", "IpPermissionsEgress", "VpcId", "Description", "OwnerId",
      "SecurityGroupArn", "Tags",
    ])

  static let permission = Shape(
    "IpPermission",
    ["FromPort", "IpProtocol", "IpRanges", "Ipv6Ranges", "PrefixListIds", "ToPort", "UserIdGroupPairs"])

  static let securityGroupRule = Shape(
    "SecurityGroupRule",
    [
      "CidrIpv4", "CidrIpv6", "FromPort", "GroupId", "IpProtocol", "IsEgress", "PrefixListId", "ReferencedGroupInfo",
      "ToPort", "Description", "GroupOwnerId", "SecurityGroupRuleArn", "SecurityGroupRuleId", "Tags",
    ])

  static let routeTable = Shape(
    "RouteTable",
    ["Associations", "RouteTableId", "Routes", "Tags", "VpcId", "OwnerId", "PropagatingVgws"])

  static let route = Shape(
    "Route",
    [
      "CarrierGatewayId", "CoreNetworkArn", "DestinationCidrBlock", "DestinationIpv6CidrBlock",
      "DestinationPrefixListId", "EgressOnlyInternetGatewayId", "GatewayId", "InstanceId", "IpAddress",
      "LocalGatewayId", "NatGatewayId", "NetworkInterfaceId", "OdbNetworkArn", "Origin", "State", "TransitGatewayId",
      "VpcPeeringConnectionId", "InstanceOwnerId",
    ],
    deciding: ["IgwFirewall": .gatewayFirewall])

  static let networkInterface = Shape(
    "NetworkInterface",
    [
      "Association", "Attachment", "AvailabilityZone", "DenyAllIgwTraffic", "Description", "Groups", "InterfaceType",
      "Ipv6Addresses", "NetworkInterfaceId", "PrivateIpAddress", "PrivateIpAddresses", "RequesterId",
      "SourceDestCheck", "Status", "SubnetId", "TagSet", "VpcId", "AssociatedSubnets", "AvailabilityZoneId",
      "ConnectionTrackingConfiguration", "Ipv4Prefixes", "Ipv6Address", "Ipv6Native", "Ipv6Prefixes", "MacAddress",
      "Operator", "OutpostArn", "OwnerId", "PrivateDnsName", "PublicDnsName", "PublicIpDnsNameOptions",
      "RequesterManaged",
    ])

  static let transitGateway = Shape(
    "TransitGateway",
    [
      "Options", "State", "Tags", "TransitGatewayId", "CreationTime", "Description", "OwnerId", "TransitGatewayArn",
    ])

  static let transitGatewayOptions = Shape(
    "TransitGatewayOptions",
    [
      "SecurityGroupReferencingSupport", "AmazonSideAsn", "AssociationDefaultRouteTableId",
      "AutoAcceptSharedAttachments", "DefaultRouteTableAssociation", "DefaultRouteTablePropagation", "DnsSupport",
      "EncryptionSupport", "MulticastSupport", "PropagationDefaultRouteTableId", "TransitGatewayCidrBlocks",
      "VpnEcmpSupport",
    ])

  static let transitGatewayAttachment = Shape(
    "TransitGatewayAttachment",
    [
      "Association", "ResourceId", "ResourceOwnerId", "ResourceType", "State", "Tags", "TransitGatewayAttachmentId",
      "TransitGatewayId", "CreationTime", "TransitGatewayOwnerId",
    ],
    deciding: ["NatGatewaySupport": .init(text: "the transit gateway translates addresses", isAtGateways: false)])

  static let transitGatewayAttachmentAssociation = Shape(
    "TransitGatewayAttachmentAssociation", ["State", "TransitGatewayRouteTableId"],
    deciding: [
      "TransitGatewayPolicyTableId": .init(text: "a policy table routes by source and ports", isAtGateways: false)
    ])

  static let transitGatewayVPCAttachment = Shape(
    "TransitGatewayVpcAttachment",
    [
      "Options", "State", "SubnetIds", "Tags", "TransitGatewayAttachmentId", "TransitGatewayId", "VpcId",
      "VpcOwnerId", "CreationTime",
    ])

  static let transitGatewayVPCAttachmentOptions = Shape(
    "TransitGatewayVpcAttachmentOptions",
    ["ApplianceModeSupport", "Ipv6Support", "SecurityGroupReferencingSupport", "DnsSupport"])

  static let transitGatewayPeeringAttachment = Shape(
    "TransitGatewayPeeringAttachment",
    [
      "AccepterTgwInfo", "AccepterTransitGatewayAttachmentId", "RequesterTgwInfo", "State", "Tags",
      "TransitGatewayAttachmentId", "CreationTime", "Options", "Status",
    ])

  static let transitGatewayRouteTable = Shape(
    "TransitGatewayRouteTable",
    [
      "Tags", "TransitGatewayId", "TransitGatewayRouteTableId", "CreationTime", "DefaultAssociationRouteTable",
      "DefaultPropagationRouteTable", "State",
      // What the calls for one table print, put inside it.
      "AdditionalRoutesAvailable", "Associations", "Propagations", "Routes",
    ])

  static let transitGatewayRoute = Shape(
    "TransitGatewayRoute",
    [
      "DestinationCidrBlock", "PrefixListId", "State", "TransitGatewayAttachments", "Type",
      "TransitGatewayRouteTableAnnouncementId",
    ])
}

extension Shape.Meaning {
  /// Of members that tell of a firewall at a VPC's internet gateway (BOTO:ec2 `NetworkFirewallAssociation`).
  static let gatewayFirewall = Self(text: "a firewall stands at the internet gateway", isAtGateways: true)
}
