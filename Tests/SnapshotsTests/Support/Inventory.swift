import Network

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
  let dbInstances: [DBInstance]

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
    dbInstances = byID(network.dbInstances)
  }
}
