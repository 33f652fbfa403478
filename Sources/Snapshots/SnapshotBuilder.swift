internal import AWSCatalogue
internal import NetworkModel

/// The network as read so far, piece after piece.
struct SnapshotBuilder {
  var network = Network()
  var notices = Notices()
  var calls = CallRecord()
  var counts = ItemCounts()
  var sightings = Sightings()
  var gateways = GatewayDoubts()
  var publicAccess = PublicAccessSettings()
  var groupRules = SecurityGroupRules()
  /// The interfaces as their instances describe them, with the file.
  var instanceInterfaces: [(described: Described<NetworkInterface>, file: String)] = []
  var transitGatewayAttachments = TransitGatewayAttachmentParts()
  var transitGatewayRouteTables = TransitGatewayRouteTableParts()
  /// The files that describe a policy table of each transit gateway.
  var policyTables: [Identifier<TransitGateway>: String] = [:]
  var loadBalancers = LoadBalancerParts()
  var dbSubnetGroups = SubnetGroups()
  var cacheSubnetGroups = SubnetGroups()
  /// The `Name` tags of EFS file systems, by their ids.
  var fileSystemNames: [String: String] = [:]
  /// Answers of which the whole snapshot must tell whom they are about.
  var unowned: [UnownedAnswer] = []

  /// Reads the lists under the keys of a piece's root, and adds those that were `decoded` already; there is a place for each. `position` is that
  /// of the list being read.
  mutating func readLists(
    _ root: JSONValue, _ start: PieceStart, from source: Source, decoded: [Result<DecodedList, MalformedJSON>?],
    _ position: inout Int
  ) throws(MalformedJSON) {
    var place = 0
    defer { position = place }
    try root.object().forEach(firstKey: start.key) { key, value throws(MalformedJSON) in
      if let list = decoded[place] {
        add(try list.get(), from: source.file)
        notices.noteRead(source.file)
      } else if ForeignAnswer.isOne(key, value) {
        notices.noteForeign(key, in: source.file)
      } else if !value.isNull {
        try readList(key, value, from: source)
      }
      place += 1
    }
  }

  /// Reads the list under one key.
  mutating func readList(_ key: String, _ value: JSONValue, from source: Source) throws(MalformedJSON) {
    if AnswerKeys.tokens.contains(key) || AnswerKeys.beside.contains(key) { return }
    noteCutOffParts(key, value, from: source)
    if try readKnown(key, value, from: source) {
      notices.noteRead(source.file)
    } else if key != "failures" || !value.isEmptyList {  // what `DescribeTasks` prints when it found every task
      notices.noteUnread(key, in: source.file)
    }
  }

  private mutating func readKnown(_ key: String, _ value: JSONValue, from source: Source) throws(MalformedJSON) -> Bool
  {
    if try readEC2(key, value, from: source) { return true }
    if try readGateways(key, value, from: source) { return true }
    if try readTransitGateways(key, value, from: source) { return true }
    if try readLoadBalancers(key, value, from: source) { return true }
    return try readServices(key, value, from: source)
  }

  /// Notes the answers that were put under one key and lack pages: their tokens went with them.
  private mutating func noteCutOffParts(_ key: String, _ value: JSONValue, from source: Source) {
    guard let calls = AnswerKeys.calls[key],
      key == "LoadBalancerListeners" || calls.contains(where: { $0.parent?.wrapper == key })
        || key == "TransitGatewayStaticRoutes"
    else { return }
    try? value.forEach { element in
      try? element.object().forEach { name, value in
        if AnswerKeys.tokens.contains(name), value.isToken {
          for call in calls { self.calls.note(call, .cutOff, from: source) }
        } else if name == "AdditionalRoutesAvailable", (try? value.bool()) == true {
          self.calls.noteCutShort(.searchTransitGatewayRoutes, from: source)
        }
      }
    }
  }

  /// Adds what a file tells besides lists.
  mutating func add(_ remarks: Remarks, from source: Source) {
    if remarks.isEmpty { return }
    notices.noteFile(source.file)
    for failure in remarks.failures {
      calls.note(failure.call, .denied, from: failure.source)
      notices.noteFailure(failure)
    }
    for call in remarks.cutOff {
      calls.note(call.call, .cutOff, from: call.source)
      notices.notePartial(call)
    }
    unowned += remarks.unowned
    for problem in remarks.unreadable { notices.noteUnreadable(source.file, problem) }
  }

  /// The network, with what one list says of another brought together, and the notices.
  ///
  /// - Throws: all of `problems`, and those that show only now; or that nothing was read.
  consuming func finished(
    _ problems: [SnapshotError]
  ) throws(SnapshotError) -> (network: Network, notices: [String]) {
    let problems = problems + readUnowned()
    if !problems.isEmpty || !notices.hasRead { throw SnapshotError(problems + notices.unreadable) }
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
    return (network, notices.lines(cutOff: calls.cutOff))
  }

  /// Notes what resources lack in all that describes them, and what is said of the gateways of VPCs.
  private mutating func composeDoubts() {
    // What the lists of a prefix list, or of an Elastic IP address, leave open is open where they are used.
    for list in network.prefixLists where sightings.doubts[list.id.text] != nil {
      network.prefixLists.update(PrefixList(id: list.id, name: list.name, cidrBlocks: nil))
    }
    for address in network.elasticIPs {
      guard let interface = address.networkInterface else { continue }
      for doubt in sightings.doubts[address.id.text] ?? [] { sightings.note(doubt, of: interface.text) }
    }
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
