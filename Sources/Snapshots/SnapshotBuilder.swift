internal import NetworkModel

/// The network as read so far, file after file.
struct SnapshotBuilder {
  var network = Network()
  var notices = Notices()
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

  /// Reads one text, whose top-level keys say what it holds.
  mutating func read(
    _ text: borrowing PaddedBytes, from file: String, with parser: inout JSONParser
  ) throws(SnapshotError) {
    do throws(MalformedJSON) {
      try parser.withRoot(of: text) { root throws(MalformedJSON) in try readLists(root, from: Source(file: file)) }
    } catch {
      throw SnapshotError(file: file, error)
    }
  }

  /// Reads the lists under the keys of a text's root.
  mutating func readLists(_ root: JSONValue, from source: Source) throws(MalformedJSON) {
    guard let lists = try? root.object() else {
      throw root.isNot("what an AWS describe call prints: an object such as {“Vpcs”: […]}")
    }
    try lists.forEach { key, value throws(MalformedJSON) in
      if !value.isNull { try readList(key, value, from: source) }
    }
  }

  private mutating func readList(_ key: String, _ value: JSONValue, from source: Source) throws(MalformedJSON) {
    if try readEC2(key, value, from: source) { return }
    if try readGateways(key, value, from: source) { return }
    if try readTransitGateways(key, value, from: source) { return }
    if try readLoadBalancers(key, value, from: source) { return }
    if try readServices(key, value, from: source) { return }
    switch key {
    case "NextToken", "Marker", "NextMarker": notices.noteTruncated(source.file)
    case "ResponseMetadata": break
    case "failures" where value.isEmptyList: break  // what `DescribeTasks` prints when it found every task
    default: notices.noteUnread(key)
    }
  }

  /// The network, with what one list says of another brought together.
  consuming func finished() -> (network: Network, notices: [String]) {
    composeEC2()
    composeTransitGateways()
    composeLoadBalancers()
    composeServices()
    return (network, notices.lines)
  }
}
