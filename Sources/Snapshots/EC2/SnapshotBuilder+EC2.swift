internal import AWSCatalogue
internal import NetworkModel

extension SnapshotBuilder {
  /// Reads a list of VPCs, or of what is in them; false when `key` is none of theirs.
  mutating func readEC2(_ key: String, _ value: JSONValue, from source: Source) throws(MalformedJSON) -> Bool {
    switch key {
    case "Vpcs":
      let vpcs = try value.described { fields, remarks throws(MalformedJSON) in
        try VPC(&fields, scope: source.scope, &remarks)
      }
      gateways.note(vpcs, in: source.file) { $0.id }
      sightings.add(vpcs, to: &network.vpcs, from: source.file, &notices)
    case "PrefixLists", "ManagedPrefixLists", "ManagedPrefixListEntries":
      try read(value, into: \.prefixLists, from: source) { fields, _ throws(MalformedJSON) in try PrefixList(&fields) }
    case "Addresses":
      try read(value, into: \.elasticIPs, from: source) { fields, _ throws(MalformedJSON) in try ElasticIP(&fields) }
    case "SecurityGroupRules":
      try groupRules.read(value, from: source, &sightings, &notices)
    default:
      return false
    }
    return true
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
    composeInterfaces()
    for address in network.elasticIPs {
      guard let id = address.networkInterface, let interface = network.networkInterfaces[id] else { continue }
      network.networkInterfaces.update(interface.associating(address))
    }
    notePublicAddresses()
    let zones = network.subnets.lazy.compactMap { subnet in
      subnet.availabilityZone.flatMap(Scope.region(ofZone:)).map { (subnet.vpc, $0) }
    }
    let regions = Dictionary(zones) { first, _ in first }
    for var vpc in network.vpcs where vpc.scope.region == nil {
      guard let region = regions[vpc.id] else { continue }
      vpc.scope.region = region
      network.vpcs.update(vpc)
    }
  }

  /// Notes the interfaces with a public address that nothing on the internet reaches: an address there is, and what it is good for
  /// nobody knows.
  private mutating func notePublicAddresses() {
    for interface in network.networkInterfaces {
      for address in interface.addresses {
        guard let publicAddress = address.publicAddress, !AddressSet.publicAddresses.contains(publicAddress) else {
          continue
        }
        let doubt = Doubt(
          what: "the public address of network interface \(interface.id.text.abbreviated)".onOneLine,
          why: "\(publicAddress) is not one that the internet can reach")
        notices.noteDoubt(doubt)
        sightings.note(doubt, of: interface.id.text)
      }
    }
  }
}

extension NetworkInterface {
  /// The interface with the public address that `DescribeAddresses` pairs with one of its own.
  fileprivate func associating(_ elasticIP: ElasticIP) -> NetworkInterface {
    var interface = self
    interface.addresses = addresses.map { own in
      let isPaired = elasticIP.privateAddress.map { $0 == own.address } ?? own.isPrimary
      guard isPaired, own.publicAddress == nil else { return own }
      return Address(own.address, isPrimary: own.isPrimary, publicAddress: elasticIP.publicAddress)
    }
    return interface
  }
}
