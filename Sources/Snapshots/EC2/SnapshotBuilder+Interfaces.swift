internal import NetworkModel

extension SnapshotBuilder {
  /// Adds the interfaces that only their instance describes, compares the others with what their instances say, and finds out which are
  /// attached to something.
  mutating func composeInterfaces() {
    for (described, file) in instanceInterfaces {
      sightings.note(described, in: file, &notices)
      let lacks = Dictionary(grouping: described.remarks.lacks, by: \.element)
      for (place, interface) in described.elements.enumerated() {
        if let listed = network.networkInterfaces[interface.id], listed.agrees(with: interface) { continue }
        let lacked = Set(lacks[place, default: []].map(\.key)).union(NetworkInterface.untoldByInstances)
        sightings.add(
          Description(interface, in: file, lacking: lacked), to: &network.networkInterfaces, &notices)
      }
    }
    instanceInterfaces = []
    noteUntoldAttachments()
    attachInterfaces()
  }

  /// Notes the interfaces of which nobody can say which instance they are attached to: where instances are described, that decides.
  private mutating func noteUntoldAttachments() {
    if network.instances.isEmpty { return }
    for interface in sightings.lacking("Attachment", in: network.networkInterfaces) {
      sightings.noteLack(of: "Attachment", "the attachment", of: interface, in: network.networkInterfaces, &notices)
    }
  }

  /// An interface that AWS calls `available` is attached to nothing, but those that other resources name as their own are attached,
  /// whatever a stand-in for AWS prints.
  private mutating func attachInterfaces() {
    let free = network.networkInterfaces.filter { $0.state != .attached }
    if free.isEmpty { return }
    var owned = Set(network.natGateways.flatMap(\.addresses).compactMap(\.networkInterface))
    owned.formUnion(network.vpcEndpoints.flatMap(\.networkInterfaces))
    owned.formUnion(network.managedServices.flatMap(\.networkInterfaces))
    let ofLoadBalancers = Set(network.loadBalancers.map(\.interfaceDescription))
    for var interface in free {
      if case .other(let state) = interface.state {
        let doubt = Doubt(
          what: "the attachment of network interface \(interface.id.text.abbreviated)".onOneLine,
          why: "its status is “\(state.abbreviated)”".onOneLine)
        notices.noteDoubt(doubt)
        sightings.note(doubt, of: interface.id.text)
      }
      guard
        interface.instance != nil || owned.contains(interface.id)
          || ofLoadBalancers.contains(interface.interfaceDescription)
          || network.managedServices.contains(where: { $0.mayOwn(interface) })
      else { continue }
      interface.state = .attached
      network.networkInterfaces.update(interface)
    }
  }
}

extension NetworkInterface {
  /// Whether an instance's description of the interface says what this one does. It tells less, and mostly the same.
  fileprivate func agrees(with other: Self) -> Bool {
    (other.securityGroups == nil || securityGroups == other.securityGroups) && subnet == other.subnet
      && sourceDestCheck == other.sourceDestCheck
      && (other.addresses.isEmpty || addresses.elementsEqual(other.addresses) { $0.address == $1.address })
  }

  /// Members that an instance's description of an interface never tells.
  fileprivate static let untoldByInstances: Set<String> = ["AvailabilityZone", "RequesterId", "TagSet"]
}
