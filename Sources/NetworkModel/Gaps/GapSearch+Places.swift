extension GapSearch {
  /// Checks what subnets and the interfaces in them refer to.
  mutating func visitPlaces() {
    for subnet in network.subnets { checkVPC(subnet.vpc, from: subnet.id.text) }
    for interface in network.networkInterfaces {
      let referrer = interface.id.text
      checkVPC(interface.vpc, from: referrer)
      checkSubnets([interface.subnet], of: interface.vpc, from: referrer)
      checkGroups(interface.securityGroups ?? [], from: referrer, in: .region(of: interface.vpc))
      checkInstance(interface.instance, from: referrer, in: .region(of: interface.vpc))
    }
    for address in network.elasticIPs {
      checkInterface(address.networkInterface, from: address.id.text, decides: false)
    }
  }
}
