internal import NetworkModel

/// The network as read so far, piece after piece.
struct SnapshotBuilder {
  var network = Network()
  var notices = Notices()
  var calls = CallRecord()
  var sightings = Sightings()
  var gateways = GatewayDoubts()
  var publicAccess = PublicAccessSettings()
  var groupRules = SecurityGroupRules()
  /// The interfaces as their instances describe them, with the file.
  var instanceInterfaces: [(described: Described<NetworkInterface>, file: String)] = []
  var transitGatewayAttachments = TransitGatewayAttachmentParts()
  var transitGatewayRouteTables = TransitGatewayRouteTableParts()
  var loadBalancers = LoadBalancerParts()
  var dbSubnetGroups = SubnetGroups()
  var cacheSubnetGroups = SubnetGroups()
  /// The `Name` tags of EFS file systems, by their ids.
  var fileSystemNames: [String: String] = [:]

  /// Reads the lists under the keys of a piece's root, and adds those that were `decoded` already; there is a place for each.
  mutating func readLists(
    _ root: JSONValue, _ start: PieceStart, from source: Source, decoded: [Result<DecodedList, MalformedJSON>?]
  ) throws(MalformedJSON) {
    guard let lists = try? root.object() else {
      throw root.isNot("what an AWS describe call prints: an object such as {“Vpcs”: […]}")
    }
    var place = 0
    try lists.forEach(firstKey: start.key) { key, value throws(MalformedJSON) in
      defer { place += 1 }
      if let list = decoded[place] {
        add(try list.get(), from: source.file)
      } else if ForeignAnswer.isOne(key, value) {
        notices.noteForeign(key, in: source.file)
      } else if !value.isNull {
        try readList(key, value, from: source)
      }
    }
  }

  private mutating func readList(_ key: String, _ value: JSONValue, from source: Source) throws(MalformedJSON) {
    if try readEC2(key, value, from: source) { return }
    if try readGateways(key, value, from: source) { return }
    if try readTransitGateways(key, value, from: source) { return }
    if try readLoadBalancers(key, value, from: source) { return }
    if try readServices(key, value, from: source) { return }
    switch key {
    case "NextToken", "Marker", "NextMarker":
      notices.noteTruncated(source.file)
      calls.noteToken(in: source.file)
    case "ResponseMetadata": break
    case "failures" where value.isEmptyList: break  // what `DescribeTasks` prints when it found every task
    default: notices.noteUnread(key)
    }
  }

  /// The network, with what one list says of another brought together.
  consuming func finished() -> (network: Network, notices: [String]) {
    network.ledger = calls.ledger
    composeSecurityGroupRules()
    composeGateways()
    composeTransitGateways()
    composeLoadBalancers()
    composeServices()
    composeEC2()
    composeClaims()
    composeBlockPublicAccess()
    composeDoubts()
    network.doubts = sightings.doubts
    return (network, notices.lines)
  }

  /// Notes what resources lack in all that describes them, and what is said of the gateways of VPCs.
  private mutating func composeDoubts() {
    gateways.compose(network, &sightings, &notices)
    sightings.noteLacks(of: network.vpcs, &notices)
    sightings.noteLacks(of: network.subnets, &notices)
    sightings.noteLacks(of: network.networkACLs, &notices)
    sightings.noteLacks(of: network.securityGroups, &notices)
    sightings.noteLacks(of: network.routeTables, &notices)
    sightings.noteLacks(of: network.networkInterfaces, &notices)
    sightings.noteLacks(of: network.instances, &notices)
    sightings.noteLacks(of: network.internetGateways, &notices)
    sightings.noteLacks(of: network.egressOnlyInternetGateways, &notices)
    sightings.noteLacks(of: network.natGateways, &notices)
    sightings.noteLacks(of: network.vpcPeeringConnections, &notices)
    sightings.noteLacks(of: network.vpcEndpoints, &notices)
    sightings.noteLacks(of: network.vpnGateways, &notices)
    sightings.noteLacks(of: network.vpnConnections, &notices)
    sightings.noteLacks(of: network.transitGateways, &notices)
    sightings.noteLacks(of: network.loadBalancers, &notices)
    sightings.noteLacks(of: network.listeners, &notices)
    sightings.noteLacks(of: network.targetGroups, &notices)
    sightings.noteLacks(of: network.managedServices, &notices)
  }
}
