extension Samples {
  static let natGateways = """
    {"NatGateways": [
      {"NatGatewayId": "nat-1", "VpcId": "vpc-1", "SubnetId": "subnet-1", "State": "available",
        "ConnectivityType": "public", "AvailabilityMode": "zonal",
        "NatGatewayAddresses": [
          {"AllocationId": "eipalloc-3", "NetworkInterfaceId": "eni-1", "PrivateIp": "10.0.1.5",
            "PublicIp": "198.51.100.22", "IsPrimary": false, "Status": "succeeded"},
          {"AllocationId": "eipalloc-2", "NetworkInterfaceId": "eni-1", "PrivateIp": "10.0.1.9",
            "PublicIp": "198.51.100.21", "IsPrimary": true, "Status": "succeeded"},
          {"AllocationId": "eipalloc-4", "NetworkInterfaceId": "eni-1", "PrivateIp": "10.0.1.6",
            "IsPrimary": false, "Status": "assigning"}],
        "Tags": [{"Key": "Name", "Value": "out"}]},
      {"NatGatewayId": "nat-2", "VpcId": "vpc-1", "State": "available", "ConnectivityType": "public",
        "AvailabilityMode": "regional", "AutoScalingIps": "enabled", "RouteTableId": "rtb-1",
        "NatGatewayAddresses": [{"PublicIp": "198.51.100.23", "AvailabilityZone": "eu-west-1a"},
          {"PublicIp": "198.51.100.24", "AvailabilityZoneId": "euw1-az2"}]},
      {"NatGatewayId": "nat-3", "VpcId": "vpc-1", "SubnetId": "subnet-9", "State": "deleted",
        "ConnectivityType": "private", "NatGatewayAddresses": []}]}
    """

  static let egressOnlyInternetGateways = """
    {"EgressOnlyInternetGateways": [{"EgressOnlyInternetGatewayId": "eigw-1",
      "Attachments": [{"State": "attached", "VpcId": "vpc-1"}], "Tags": [{"Key": "Name", "Value": "six"}]}]}
    """

  static let peeringConnections = """
    {"VpcPeeringConnections": [{"VpcPeeringConnectionId": "pcx-1", "Status": {"Code": "active", "Message": "Active"},
      "AccepterVpcInfo": {"VpcId": "vpc-2", "OwnerId": "444455556666", "Region": "us-east-1",
        "CidrBlock": "10.8.0.0/16", "CidrBlockSet": [{"CidrBlock": "10.9.0.0/16"}, {"CidrBlock": "10.8.0.0/16"}],
        "Ipv6CidrBlockSet": [{"Ipv6CidrBlock": "2001:db8:8::/56"}]},
      "RequesterVpcInfo": {"VpcId": "vpc-1", "OwnerId": "111122223333", "Region": "eu-west-1",
        "CidrBlock": "10.0.0.0/16"},
      "Tags": [{"Key": "Name", "Value": "to partner"}]}]}
    """

  static let vpnGateways = """
    {"VpnGateways": [{"VpnGatewayId": "vgw-1", "State": "available", "Type": "ipsec.1",
      "VpcAttachments": [{"State": "detached", "VpcId": "vpc-9"}, {"State": "attached", "VpcId": "vpc-1"}],
      "Tags": [{"Key": "Name", "Value": "office"}]}]}
    """

  static let vpnConnections = """
    {"VpnConnections": [
      {"VpnConnectionId": "vpn-1", "State": "available", "VpnGatewayId": "vgw-1",
        "Routes": [{"DestinationCidrBlock": "192.168.1.0/24", "State": "available"},
          {"DestinationCidrBlock": "192.168.0.0/24", "State": "available"},
          {"DestinationCidrBlock": "192.168.2.0/24", "State": "deleted"}],
        "Tags": [{"Key": "Name", "Value": "office"}]},
      {"VpnConnectionId": "vpn-2", "State": "pending", "TransitGatewayId": "tgw-1"}]}
    """

  static let endpoints = """
    {"VpcEndpoints": [
      {"VpcEndpointId": "vpce-1", "VpcEndpointType": "Gateway", "VpcId": "vpc-1",
        "ServiceName": "com.amazonaws.eu-west-1.s3", "State": "available", "RouteTableIds": ["rtb-1"],
        "SubnetIds": [], "Groups": [], "NetworkInterfaceIds": [], "DnsEntries": []},
      {"VpcEndpointId": "vpce-2", "VpcEndpointType": "Interface", "VpcId": "vpc-1",
        "ServiceName": "com.amazonaws.eu-west-1.ssm", "State": "Available", "RouteTableIds": [],
        "SubnetIds": ["subnet-2", "subnet-1"], "Groups": [{"GroupId": "sg-1", "GroupName": "web"}],
        "NetworkInterfaceIds": ["eni-2", "eni-1"],
        "DnsEntries": [{"DnsName": "vpce-2.ssm.example.com", "HostedZoneId": "Z1"},
          {"DnsName": "ssm.example.com", "HostedZoneId": "Z2"}],
        "Tags": [{"Key": "Name", "Value": "ssm"}]}]}
    """

  static let blockPublicAccess = """
    {"VpcBlockPublicAccessOptions": {"AwsAccountId": "111122223333", "AwsRegion": "eu-west-1",
        "State": "update-complete", "InternetGatewayBlockMode": "block-ingress"},
      "VpcBlockPublicAccessExclusions": [
        {"ExclusionId": "vpcbpa-exclude-2", "InternetGatewayExclusionMode": "allow-egress",
          "ResourceArn": "arn:aws:ec2:eu-west-1:111122223333:subnet/subnet-1", "State": "update-complete"},
        {"ExclusionId": "vpcbpa-exclude-1", "InternetGatewayExclusionMode": "allow-bidirectional",
          "ResourceArn": "arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1", "State": "create-complete"},
        {"ExclusionId": "vpcbpa-exclude-3", "InternetGatewayExclusionMode": "allow-egress",
          "ResourceArn": "arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-3", "State": "delete-complete"}]}
    """

  static let prefixListEntries = """
    {"ManagedPrefixLists": [{"PrefixListId": "pl-3", "PrefixListName": "partners"}],
      "ManagedPrefixListEntries": [{"PrefixListId": "pl-3",
        "Entries": [{"Cidr": "192.0.2.0/24", "Description": "x"}, {"Cidr": "192.0.0.0/24"}]}]}
    """
}
