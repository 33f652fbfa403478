extension Samples {
  /// Two peered transit gateways, and all that belongs to them, as their calls print it or snapshots carry it.
  static let transitGateways = """
    {"TransitGateways": [
        {"TransitGatewayId": "tgw-1", "State": "available", "OwnerId": "111122223333",
          "Options": {"SecurityGroupReferencingSupport": "enable"}, "Tags": [{"Key": "Name", "Value": "hub"}]},
        {"TransitGatewayId": "tgw-2", "State": "available",
          "Options": {"SecurityGroupReferencingSupport": "disable"}}],
      "TransitGatewayAttachments": [
        {"TransitGatewayAttachmentId": "tgw-attach-1", "TransitGatewayId": "tgw-1", "State": "available",
          "ResourceOwnerId": "111122223333", "ResourceType": "vpc", "ResourceId": "vpc-1",
          "Association": {"TransitGatewayRouteTableId": "tgw-rtb-1", "State": "associated"},
          "Tags": [{"Key": "Name", "Value": "shop"}]},
        {"TransitGatewayAttachmentId": "tgw-attach-2", "TransitGatewayId": "tgw-1", "State": "available",
          "ResourceOwnerId": "111122223333", "ResourceType": "vpn", "ResourceId": "vpn-2"},
        {"TransitGatewayAttachmentId": "tgw-attach-3", "TransitGatewayId": "tgw-1", "State": "available",
          "ResourceOwnerId": "111122223333", "ResourceType": "direct-connect-gateway", "ResourceId": "dx-1"},
        {"TransitGatewayAttachmentId": "tgw-attach-4", "TransitGatewayId": "tgw-1", "State": "available",
          "ResourceType": "connect", "ResourceId": "tgw-attach-1"},
        {"TransitGatewayAttachmentId": "tgw-attach-5", "TransitGatewayId": "tgw-1", "State": "available",
          "ResourceOwnerId": "444455556666", "ResourceType": "peering", "ResourceId": "tgw-2",
          "Association": {"TransitGatewayRouteTableId": "tgw-rtb-1", "State": "associated"}}],
      "TransitGatewayVpcAttachments": [
        {"TransitGatewayAttachmentId": "tgw-attach-1", "TransitGatewayId": "tgw-1", "VpcId": "vpc-1",
          "VpcOwnerId": "111122223333", "State": "available", "SubnetIds": ["subnet-2", "subnet-1"],
          "Options": {"DnsSupport": "enable", "SecurityGroupReferencingSupport": "disable",
            "Ipv6Support": "disable", "ApplianceModeSupport": "enable"}}],
      "TransitGatewayPeeringAttachments": [
        {"TransitGatewayAttachmentId": "tgw-attach-5", "State": "available",
          "RequesterTgwInfo": {"TransitGatewayId": "tgw-1", "OwnerId": "111122223333", "Region": "eu-west-1"},
          "AccepterTgwInfo": {"TransitGatewayId": "tgw-2", "OwnerId": "444455556666", "Region": "us-east-1"},
          "Tags": [{"Key": "Name", "Value": "overseas"}]}],
      "TransitGatewayRouteTables": [
        {"TransitGatewayRouteTableId": "tgw-rtb-1", "TransitGatewayId": "tgw-1", "State": "available",
          "Tags": [{"Key": "Name", "Value": "main"}]},
        {"TransitGatewayRouteTableId": "tgw-rtb-2", "TransitGatewayId": "tgw-2", "State": "available",
          "Associations": [{"TransitGatewayAttachmentId": "tgw-attach-5", "ResourceType": "peering",
            "State": "associated"}],
          "Propagations": [{"TransitGatewayAttachmentId": "tgw-attach-9", "State": "disabled"}],
          "Routes": [{"DestinationCidrBlock": "10.0.0.0/8", "Type": "static", "State": "active",
            "TransitGatewayAttachments": [{"TransitGatewayAttachmentId": "tgw-attach-5", "ResourceId": "tgw-1",
              "ResourceType": "peering"}]}]}],
      "TransitGatewayRoutes": [{"TransitGatewayRouteTableId": "tgw-rtb-1", "Routes": [
        {"DestinationCidrBlock": "192.168.0.0/16", "Type": "propagated", "State": "active",
          "TransitGatewayAttachments": [
            {"TransitGatewayAttachmentId": "tgw-attach-3", "ResourceId": "dx-1",
              "ResourceType": "direct-connect-gateway"},
            {"TransitGatewayAttachmentId": "tgw-attach-2", "ResourceId": "vpn-2(1)", "ResourceType": "vpn"},
            {"TransitGatewayAttachmentId": "tgw-attach-2", "ResourceId": "vpn-2(2)", "ResourceType": "vpn"}]},
        {"DestinationCidrBlock": "10.0.0.0/16", "Type": "propagated", "State": "active",
          "TransitGatewayAttachments": [{"TransitGatewayAttachmentId": "tgw-attach-1", "ResourceId": "vpc-1",
            "ResourceType": "vpc"}]}]}],
      "TransitGatewayStaticRoutes": [{"TransitGatewayRouteTableId": "tgw-rtb-1", "Routes": [
        {"DestinationCidrBlock": "10.99.0.0/16", "Type": "static", "State": "blackhole"},
        {"DestinationCidrBlock": "10.98.0.0/16", "Type": "static", "State": "deleted"}]}],
      "TransitGatewayPropagations": [{"TransitGatewayRouteTableId": "tgw-rtb-1",
        "TransitGatewayRouteTablePropagations": [
          {"TransitGatewayAttachmentId": "tgw-attach-2", "State": "enabled"},
          {"TransitGatewayAttachmentId": "tgw-attach-1", "State": "enabled"},
          {"TransitGatewayAttachmentId": "tgw-attach-3", "State": "disabling"}]}],
      "TransitGatewayAssociations": [{"TransitGatewayRouteTableId": "tgw-rtb-1", "Associations": [
        {"TransitGatewayAttachmentId": "tgw-attach-2", "State": "associated"},
        {"TransitGatewayAttachmentId": "tgw-attach-1", "State": "associated"},
        {"TransitGatewayAttachmentId": "tgw-attach-3", "State": "associating"}]}],
      "TransitGatewayPrefixListReferences": [
        {"TransitGatewayRouteTableId": "tgw-rtb-1", "PrefixListId": "pl-2", "State": "available",
          "Blackhole": false, "TransitGatewayAttachment": {"TransitGatewayAttachmentId": "tgw-attach-2",
            "ResourceType": "vpn", "ResourceId": "vpn-2"}},
        {"TransitGatewayRouteTableId": "tgw-rtb-1", "PrefixListId": "pl-1", "State": "available",
          "Blackhole": true}]}
    """
}
