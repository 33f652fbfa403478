extension GapSearch {
  /// Checks what databases, caches, functions, tasks and mount targets refer to.
  mutating func visitServices() {
    for service in network.managedServices {
      let referrer = service.id.text
      let place = Place.scope(Scope(arn: referrer))
      checkVPC(service.vpc, from: referrer, in: place)
      checkSubnets(service.subnets, of: service.vpc, from: referrer)
      checkGroups(service.securityGroups, from: referrer, in: place)
      for interface in service.networkInterfaces { checkInterface(interface, from: referrer, in: place) }
    }
  }
}
