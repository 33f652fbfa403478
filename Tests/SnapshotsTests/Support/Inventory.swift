import NetworkModel

/// A network's resources by id, so that two networks compare equal whatever order they were read in.
struct Inventory: Equatable {
  let vpcs: [VPC]
  let subnets: [Subnet]
  let networkACLs: [NetworkACL]
  let securityGroups: [SecurityGroup]
  let prefixLists: [PrefixList]
  let routeTables: [RouteTable]
  let internetGateways: [InternetGateway]
  let networkInterfaces: [NetworkInterface]
  let instances: [Instance]
  let elasticIPs: [ElasticIP]
  let natGateways: [NATGateway]
  let egressOnlyInternetGateways: [EgressOnlyInternetGateway]
  let vpcPeeringConnections: [VPCPeeringConnection]
  let vpnGateways: [VPNGateway]
  let vpnConnections: [VPNConnection]
  let vpcEndpoints: [VPCEndpoint]
  let blockPublicAccessExclusions: [BlockPublicAccessExclusion]
  let transitGateways: [TransitGateway]
  let transitGatewayAttachments: [TransitGatewayAttachment]
  let transitGatewayRouteTables: [TransitGatewayRouteTable]
  let loadBalancers: [LoadBalancer]
  let listeners: [Listener]
  let targetGroups: [TargetGroup]
  let managedServices: [ManagedService]
  let blockPublicAccess: Set<BlockPublicAccess>

  init(_ network: Network) {
    func byID<Element>(_ table: Table<Element>) -> [Element] { table.sorted { $0.id < $1.id } }
    vpcs = byID(network.vpcs)
    subnets = byID(network.subnets)
    networkACLs = byID(network.networkACLs)
    securityGroups = byID(network.securityGroups)
    prefixLists = byID(network.prefixLists)
    routeTables = byID(network.routeTables)
    internetGateways = byID(network.internetGateways)
    networkInterfaces = byID(network.networkInterfaces)
    instances = byID(network.instances)
    elasticIPs = byID(network.elasticIPs)
    natGateways = byID(network.natGateways)
    egressOnlyInternetGateways = byID(network.egressOnlyInternetGateways)
    vpcPeeringConnections = byID(network.vpcPeeringConnections)
    vpnGateways = byID(network.vpnGateways)
    vpnConnections = byID(network.vpnConnections)
    vpcEndpoints = byID(network.vpcEndpoints)
    blockPublicAccessExclusions = byID(network.blockPublicAccessExclusions)
    transitGateways = byID(network.transitGateways)
    transitGatewayAttachments = byID(network.transitGatewayAttachments)
    transitGatewayRouteTables = byID(network.transitGatewayRouteTables)
    loadBalancers = byID(network.loadBalancers)
    listeners = byID(network.listeners)
    targetGroups = byID(network.targetGroups)
    managedServices = byID(network.managedServices)
    blockPublicAccess = Set(network.blockPublicAccess)
  }
}
