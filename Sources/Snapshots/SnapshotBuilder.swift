internal import NetworkModel

/// The network as read so far, piece after piece.
struct SnapshotBuilder {
  var network = Network()
  var notices = Notices()
  var calls = CallRecord()
  var counts = ItemCounts()
  var claims = Claims()
  /// The interfaces that only their instance describes.
  var instanceInterfaces = Table<NetworkInterface>()
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
        try add(list.get(), from: source.file)
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
    composeEC2()
    composeTransitGateways()
    composeLoadBalancers()
    composeServices()
    return (network, notices.lines)
  }
}
