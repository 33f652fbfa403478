internal import NetworkModel

/// Finds the interfaces of a network by what they are attached to and by their addresses.
struct HostIndex: Sendable {
  /// An address and the interface that has it, privately or publicly.
  struct Holder: Sendable {
    let interface: Identifier<NetworkInterface>
    let address: NetworkInterface.Address
    let isPublic: Bool
  }

  private var holders: [IPAddress: [Holder]] = [:]
  private var attached: [Identifier<Instance>: [Identifier<NetworkInterface>]] = [:]

  /// - Complexity: Linear in the number of interfaces.
  init(_ network: Network) {
    holders.reserveCapacity(network.networkInterfaces.count)
    for interface in network.networkInterfaces {
      if let instance = interface.instance { attached[instance, default: []].append(interface.id) }
      for address in interface.addresses {
        holders[address.address, default: []].append(
          Holder(interface: interface.id, address: address, isPublic: false))
        if let outside = address.publicAddress {
          holders[outside, default: []].append(Holder(interface: interface.id, address: address, isPublic: true))
        }
      }
    }
  }

  /// The interfaces that have an address, one for each VPC that uses it.
  func holders(of address: IPAddress) -> [Holder] { holders[address, default: []] }

  /// The interfaces attached to an instance.
  func interfaces(of instance: Identifier<Instance>) -> [Identifier<NetworkInterface>] {
    attached[instance, default: []]
  }

  /// An instance's primary interface, as far as the snapshot lists it.
  func primaryInterface(of instance: Identifier<Instance>, in network: Network) -> NetworkInterface? {
    interfaces(of: instance).lazy.compactMap { network.networkInterfaces[$0] }
      .min { ($0.deviceIndex, $0.id) < ($1.deviceIndex, $1.id) }
  }

  /// The interface that a target group means by an address: one of its VPC, else the only one that has it.
  func holder(ofTarget address: IPAddress, in group: TargetGroup, of network: Network) -> Holder? {
    let holders = holders(of: address).filter { !$0.isPublic }
    let own = holders.first { network.networkInterfaces[$0.interface]?.vpc == group.vpc }
    return own ?? (holders.count == 1 ? holders[0] : nil)
  }
}

extension Terrain {
  /// An instance's primary interface, as far as the snapshot lists it.
  func primaryInterface(of instance: Identifier<Instance>) -> NetworkInterface? {
    index.primaryInterface(of: instance, in: network)
  }
}
