internal import AWSCatalogue
internal import NetworkModel

extension SnapshotBuilder {
  /// Reads a list of VPCs, or of what is in them; false when `key` is none of theirs.
  mutating func readEC2(_ key: String, _ value: JSONValue, from source: Source) throws(MalformedJSON) -> Bool {
    switch key {
    case "Vpcs":
      try network.vpcs.read(value, &notices) { fields throws(MalformedJSON) in
        try VPC(&fields, scope: source.scope)
      }
    case "PrefixLists", "ManagedPrefixLists", "ManagedPrefixListEntries":
      try readPrefixLists(value)
    case "Addresses":
      try network.elasticIPs.read(value, &notices, ElasticIP.init)
    default:
      return false
    }
    return true
  }

  /// The calls that name lists do not give their blocks, and the call that gives blocks does not name the list.
  private mutating func readPrefixLists(_ list: JSONValue) throws(MalformedJSON) {
    try list.forEach { value throws(MalformedJSON) in
      var fields = try value.object()
      network.prefixLists.insert(try PrefixList(&fields), &notices) { known, other in
        if let blocks = known.cidrBlocks, let others = other.cidrBlocks, blocks != others { return nil }
        return PrefixList(
          id: known.id, name: known.name ?? other.name, cidrBlocks: known.cidrBlocks ?? other.cidrBlocks)
      }
    }
  }

  /// With pages missing, any list may have more blocks than are listed.
  private mutating func forgetPrefixListBlocks() {
    for list in network.prefixLists {
      network.prefixLists.update(PrefixList(id: list.id, name: list.name, cidrBlocks: nil))
    }
  }

  /// Brings together interfaces and their public addresses, VPCs and their Regions.
  mutating func composeEC2() {
    if network.ledger.status(of: .getManagedPrefixListEntries) == .cutOff { forgetPrefixListBlocks() }
    for interface in instanceInterfaces { _ = network.networkInterfaces.insert(interface) }
    for address in network.elasticIPs {
      guard let id = address.networkInterface, let interface = network.networkInterfaces[id] else { continue }
      network.networkInterfaces.update(interface.associating(address))
    }
    let zones = network.subnets.lazy.compactMap { subnet in
      subnet.availabilityZone.flatMap(Scope.region(ofZone:)).map { (subnet.vpc, $0) }
    }
    let regions = Dictionary(zones) { first, _ in first }
    for vpc in network.vpcs where vpc.scope.region == nil {
      guard let region = regions[vpc.id] else { continue }
      let scope = Scope(account: vpc.scope.account, region: region)
      network.vpcs.update(VPC(id: vpc.id, name: vpc.name, cidrBlocks: vpc.cidrBlocks, scope: scope))
    }
  }
}

extension NetworkInterface {
  /// The interface with the public address that `DescribeAddresses` pairs with one of its own.
  fileprivate func associating(_ elasticIP: ElasticIP) -> NetworkInterface {
    NetworkInterface(
      id: id, name: name, tags: tags, interfaceDescription: interfaceDescription, type: type, subnet: subnet, vpc: vpc,
      availabilityZone: availabilityZone,
      addresses: addresses.map { own in
        let isPaired = elasticIP.privateAddress.map { $0 == own.address } ?? own.isPrimary
        guard isPaired, own.publicAddress == nil else { return own }
        return Address(own.address, isPrimary: own.isPrimary, publicAddress: elasticIP.publicAddress)
      },
      securityGroups: securityGroups, sourceDestCheck: sourceDestCheck,
      deniesInternetTraffic: deniesInternetTraffic, instance: instance, deviceIndex: deviceIndex, requester: requester)
  }
}
