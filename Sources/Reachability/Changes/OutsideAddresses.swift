internal import NetworkModel

/// What lies outside two networks alike.
struct OutsideAddresses {
  /// The public addresses of no VPC.
  let internet: AddressSet
  /// The private ones of no VPC; empty where nothing leads to on-premises networks.
  let onPremises: AddressSet

  init(_ old: Network, _ new: Network, _ family: IPAddress.Family) {
    let own = AddressSet((Array(old.vpcs) + Array(new.vpcs)).flatMap(\.cidrBlocks))
    internet = AddressSet.publicAddresses.subtracting(own).only(family)
    let hasPremises = [old, new].contains { network in
      !network.vpnGateways.isEmpty || network.transitGatewayAttachments.contains { $0.isOnPremises }
    }
    let private4 = AddressSet(AddressSet.rfc1918.ranges + AddressSet.rfc6598.ranges)
    onPremises = hasPremises ? private4.subtracting(own).only(family) : AddressSet([AddressRange]())
  }

  /// The sets that are not empty, and whether each is the internet.
  var sets: [(addresses: AddressSet, isInternet: Bool)] {
    [(internet, true), (onPremises, false)].filter { !$0.0.isEmpty }
  }
}
