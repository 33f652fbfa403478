extension AWSCall {
  /// What is known of a call.
  struct Row {
    let service: String
    let command: String
    let operation: String
    let key: String
    var pageToken: String? = "NextToken"
    var parent: Parent?
    let purpose: String
  }

  /// The call's row (BOTO: the service models' `output`, `paginators-1.json`).
  var row: Row {
    switch self {
    case .describeVpcs:
      Row(
        service: "ec2", command: "describe-vpcs", operation: "DescribeVpcs", key: "Vpcs",
        purpose: "which addresses a VPC has")
    case .describeSubnets:
      Row(
        service: "ec2", command: "describe-subnets", operation: "DescribeSubnets", key: "Subnets",
        purpose: "which addresses and which zone a subnet has")
    case .describeNetworkAcls:
      Row(
        service: "ec2", command: "describe-network-acls", operation: "DescribeNetworkAcls", key: "NetworkAcls",
        purpose: "what a subnet lets in and out, replies too")
    case .describeSecurityGroups:
      Row(
        service: "ec2", command: "describe-security-groups", operation: "DescribeSecurityGroups", key: "SecurityGroups",
        purpose: "which connections an interface begins and takes")
    case .describeSecurityGroupRules:
      Row(
        service: "ec2", command: "describe-security-group-rules", operation: "DescribeSecurityGroupRules",
        key: "SecurityGroupRules", purpose: "the rules of security groups, one by one")
    case .describeRouteTables:
      Row(
        service: "ec2", command: "describe-route-tables", operation: "DescribeRouteTables", key: "RouteTables",
        purpose: "where packets go, and where replies go")
    case .describeNetworkInterfaces:
      Row(
        service: "ec2", command: "describe-network-interfaces", operation: "DescribeNetworkInterfaces",
        key: "NetworkInterfaces", purpose: "what has which address and which security groups")
    case .describeInstances:
      Row(
        service: "ec2", command: "describe-instances", operation: "DescribeInstances", key: "Reservations",
        purpose: "names of instances, whether they run, and their system")
    case .describeAddresses:
      Row(
        service: "ec2", command: "describe-addresses", operation: "DescribeAddresses", key: "Addresses", pageToken: nil,
        purpose: "which Elastic IP address belongs to which interface")
    case .describeManagedPrefixLists:
      Row(
        service: "ec2", command: "describe-managed-prefix-lists", operation: "DescribeManagedPrefixLists",
        key: "PrefixLists", purpose: "the names of prefix lists")
    case .getManagedPrefixListEntries:
      Row(
        service: "ec2", command: "get-managed-prefix-list-entries", operation: "GetManagedPrefixListEntries",
        key: "Entries",
        parent: Parent(
          call: .describeManagedPrefixLists, option: "--prefix-list-id", arguments: "", idKey: "PrefixListId",
          wrapper: "ManagedPrefixListEntries"), purpose: "the blocks of a prefix list")
    case .describePrefixLists:
      Row(
        service: "ec2", command: "describe-prefix-lists", operation: "DescribePrefixLists", key: "PrefixLists",
        purpose: "the blocks of AWS's own prefix lists")
    case .describeInternetGateways:
      Row(
        service: "ec2", command: "describe-internet-gateways", operation: "DescribeInternetGateways",
        key: "InternetGateways", purpose: "whether a VPC has a way to the internet")
    case .describeEgressOnlyInternetGateways:
      Row(
        service: "ec2", command: "describe-egress-only-internet-gateways",
        operation: "DescribeEgressOnlyInternetGateways", key: "EgressOnlyInternetGateways",
        purpose: "whether IPv6 connections can begin inside a VPC")
    case .describeNatGateways:
      Row(
        service: "ec2", command: "describe-nat-gateways", operation: "DescribeNatGateways", key: "NatGateways",
        purpose: "which address and which client ports connections go on with")
    case .describeVpcPeeringConnections:
      Row(
        service: "ec2", command: "describe-vpc-peering-connections", operation: "DescribeVpcPeeringConnections",
        key: "VpcPeeringConnections", purpose: "which VPCs are joined")
    case .describeVpcEndpoints:
      Row(
        service: "ec2", command: "describe-vpc-endpoints", operation: "DescribeVpcEndpoints", key: "VpcEndpoints",
        purpose: "which services are reached without the internet")
    case .describeVpnGateways:
      Row(
        service: "ec2", command: "describe-vpn-gateways", operation: "DescribeVpnGateways", key: "VpnGateways",
        pageToken: nil, purpose: "which VPC leads to on-premises networks")
    case .describeVpnConnections:
      Row(
        service: "ec2", command: "describe-vpn-connections", operation: "DescribeVpnConnections", key: "VpnConnections",
        pageToken: nil, purpose: "whether a tunnel to on-premises networks is up")
    case .describeVpcBlockPublicAccessOptions:
      Row(
        service: "ec2", command: "describe-vpc-block-public-access-options",
        operation: "DescribeVpcBlockPublicAccessOptions", key: "VpcBlockPublicAccessOptions", pageToken: nil,
        purpose: "whether the account keeps the internet out")
    case .describeVpcBlockPublicAccessExclusions:
      Row(
        service: "ec2", command: "describe-vpc-block-public-access-exclusions",
        operation: "DescribeVpcBlockPublicAccessExclusions", key: "VpcBlockPublicAccessExclusions",
        purpose: "which VPCs and subnets that does not concern")
    case .describeTransitGateways:
      Row(
        service: "ec2", command: "describe-transit-gateways", operation: "DescribeTransitGateways",
        key: "TransitGateways", purpose: "what a transit gateway is set to")
    case .describeTransitGatewayAttachments:
      Row(
        service: "ec2", command: "describe-transit-gateway-attachments", operation: "DescribeTransitGatewayAttachments",
        key: "TransitGatewayAttachments", purpose: "what is attached to a transit gateway, and which table routes it")
    case .describeTransitGatewayVpcAttachments:
      Row(
        service: "ec2", command: "describe-transit-gateway-vpc-attachments",
        operation: "DescribeTransitGatewayVpcAttachments", key: "TransitGatewayVpcAttachments",
        purpose: "through which subnets a VPC is attached")
    case .describeTransitGatewayPeeringAttachments:
      Row(
        service: "ec2", command: "describe-transit-gateway-peering-attachments",
        operation: "DescribeTransitGatewayPeeringAttachments", key: "TransitGatewayPeeringAttachments",
        purpose: "which transit gateways are joined")
    case .describeTransitGatewayRouteTables:
      Row(
        service: "ec2", command: "describe-transit-gateway-route-tables",
        operation: "DescribeTransitGatewayRouteTables", key: "TransitGatewayRouteTables",
        purpose: "which tables a transit gateway has")
    case .searchTransitGatewayRoutes:
      Row(
        service: "ec2", command: "search-transit-gateway-routes", operation: "SearchTransitGatewayRoutes",
        key: "Routes",
        parent: Parent(
          call: .describeTransitGatewayRouteTables, option: "--transit-gateway-route-table-id",
          arguments: "--filters Name=state,Values=active,blackhole --no-paginate", idKey: "TransitGatewayRouteTableId",
          wrapper: "TransitGatewayRoutes"), purpose: "where a transit gateway sends packets")
    case .getTransitGatewayRouteTableAssociations:
      Row(
        service: "ec2", command: "get-transit-gateway-route-table-associations",
        operation: "GetTransitGatewayRouteTableAssociations", key: "Associations",
        parent: Parent(
          call: .describeTransitGatewayRouteTables, option: "--transit-gateway-route-table-id", arguments: "",
          idKey: "TransitGatewayRouteTableId", wrapper: "TransitGatewayAssociations"),
        purpose: "which attachments a table routes")
    case .getTransitGatewayRouteTablePropagations:
      Row(
        service: "ec2", command: "get-transit-gateway-route-table-propagations",
        operation: "GetTransitGatewayRouteTablePropagations", key: "TransitGatewayRouteTablePropagations",
        parent: Parent(
          call: .describeTransitGatewayRouteTables, option: "--transit-gateway-route-table-id", arguments: "",
          idKey: "TransitGatewayRouteTableId", wrapper: "TransitGatewayPropagations"),
        purpose: "which attachments announce their blocks to a table")
    case .getTransitGatewayPrefixListReferences:
      Row(
        service: "ec2", command: "get-transit-gateway-prefix-list-references",
        operation: "GetTransitGatewayPrefixListReferences", key: "TransitGatewayPrefixListReferences",
        parent: Parent(
          call: .describeTransitGatewayRouteTables, option: "--transit-gateway-route-table-id", arguments: "",
          idKey: "TransitGatewayRouteTableId", wrapper: nil), purpose: "which prefix lists a table routes")
    case .describeTransitGatewayPolicyTables:
      Row(
        service: "ec2", command: "describe-transit-gateway-policy-tables",
        operation: "DescribeTransitGatewayPolicyTables", key: "TransitGatewayPolicyTables",
        purpose: "whether a policy table routes what has no route table")
    case .describeLoadBalancers:
      Row(
        service: "elbv2", command: "describe-load-balancers", operation: "DescribeLoadBalancers", key: "LoadBalancers",
        pageToken: "NextMarker", purpose: "where a load balancer stands and what may reach it")
    case .describeListeners:
      Row(
        service: "elbv2", command: "describe-listeners", operation: "DescribeListeners", key: "Listeners",
        pageToken: "NextMarker",
        parent: Parent(
          call: .describeLoadBalancers, option: "--load-balancer-arn", arguments: "", idKey: "LoadBalancerArn",
          wrapper: nil), purpose: "which ports a load balancer takes")
    case .describeRules:
      Row(
        service: "elbv2", command: "describe-rules", operation: "DescribeRules", key: "Rules", pageToken: "NextMarker",
        parent: Parent(
          call: .describeListeners, option: "--listener-arn", arguments: "", idKey: "ListenerArn", wrapper: nil),
        purpose: "which targets an Application Load Balancer chooses")
    case .describeLoadBalancerAttributes:
      Row(
        service: "elbv2", command: "describe-load-balancer-attributes", operation: "DescribeLoadBalancerAttributes",
        key: "Attributes", pageToken: nil,
        parent: Parent(
          call: .describeLoadBalancers, option: "--load-balancer-arn", arguments: "", idKey: "LoadBalancerArn",
          wrapper: "LoadBalancerAttributes"), purpose: "whether a load balancer sends to other zones")
    case .describeTargetGroups:
      Row(
        service: "elbv2", command: "describe-target-groups", operation: "DescribeTargetGroups", key: "TargetGroups",
        pageToken: "NextMarker", purpose: "which port targets are called at")
    case .describeTargetHealth:
      Row(
        service: "elbv2", command: "describe-target-health", operation: "DescribeTargetHealth",
        key: "TargetHealthDescriptions", pageToken: nil,
        parent: Parent(
          call: .describeTargetGroups, option: "--target-group-arn", arguments: "", idKey: "TargetGroupArn",
          wrapper: "LoadBalancerTargetHealth"), purpose: "what stands behind a load balancer")
    case .describeTargetGroupAttributes:
      Row(
        service: "elbv2", command: "describe-target-group-attributes", operation: "DescribeTargetGroupAttributes",
        key: "Attributes", pageToken: nil,
        parent: Parent(
          call: .describeTargetGroups, option: "--target-group-arn", arguments: "", idKey: "TargetGroupArn",
          wrapper: "TargetGroupAttributes"), purpose: "whether targets see the client's address and port")
    case .describeClassicLoadBalancers:
      Row(
        service: "elb", command: "describe-load-balancers", operation: "DescribeLoadBalancers",
        key: "LoadBalancerDescriptions", pageToken: "NextMarker",
        purpose: "what Classic Load Balancers take and where they send it")
    case .describeDBInstances:
      Row(
        service: "rds", command: "describe-db-instances", operation: "DescribeDBInstances", key: "DBInstances",
        pageToken: "Marker", purpose: "where a database stands and what may reach it")
    case .describeDBClusters:
      Row(
        service: "rds", command: "describe-db-clusters", operation: "DescribeDBClusters", key: "DBClusters",
        pageToken: "Marker", purpose: "which databases are one cluster")
    case .describeDBSubnetGroups:
      Row(
        service: "rds", command: "describe-db-subnet-groups", operation: "DescribeDBSubnetGroups",
        key: "DBSubnetGroups", pageToken: "Marker", purpose: "the subnets of database clusters")
    case .describeCacheClusters:
      Row(
        service: "elasticache", command: "describe-cache-clusters", operation: "DescribeCacheClusters",
        key: "CacheClusters", pageToken: "Marker", purpose: "where a cache stands and what may reach it")
    case .describeCacheSubnetGroups:
      Row(
        service: "elasticache", command: "describe-cache-subnet-groups", operation: "DescribeCacheSubnetGroups",
        key: "CacheSubnetGroups", pageToken: "Marker", purpose: "the subnets of caches")
    case .listFunctions:
      Row(
        service: "lambda", command: "list-functions", operation: "ListFunctions", key: "Functions",
        pageToken: "NextMarker", purpose: "where functions connect from")
    case .describeTasks:
      Row(
        service: "ecs", command: "describe-tasks", operation: "DescribeTasks", key: "tasks", pageToken: nil,
        purpose: "which interface a task has")
    case .describeFileSystems:
      Row(
        service: "efs", command: "describe-file-systems", operation: "DescribeFileSystems", key: "FileSystems",
        pageToken: "NextMarker", purpose: "the names of file systems")
    case .describeMountTargets:
      Row(
        service: "efs", command: "describe-mount-targets", operation: "DescribeMountTargets", key: "MountTargets",
        pageToken: "NextMarker",
        parent: Parent(
          call: .describeFileSystems, option: "--file-system-id", arguments: "", idKey: "FileSystemId", wrapper: nil),
        purpose: "where a file system is mounted from")
    }
  }
}
