internal import NetworkModel

extension Plane {
  /// How a waypoint is named.
  func component(of waypoint: Waypoint) -> Hop.Component {
    switch waypoint {
    case .internetGateway(let id):
      named(.internetGateway, id?.text, id.flatMap { network.internetGateways[$0]?.name })
    case .egressOnlyInternetGateway(let id):
      named(.egressOnlyInternetGateway, id.text, network.egressOnlyInternetGateways[id]?.name)
    case .natGateway(let id):
      named(.natGateway, id.text, network.natGateways[id]?.name)
    case .vpcPeeringConnection(let id):
      named(.vpcPeeringConnection, id.text, network.vpcPeeringConnections[id]?.name)
    case .transitGateway(let id):
      named(.transitGateway, id.text, network.transitGateways[id]?.name)
    case .transitGatewayAttachment(let position):
      named(
        .transitGatewayAttachment, network.transitGatewayAttachments[position].id.text,
        network.transitGatewayAttachments[position].name)
    case .vpnGateway(let id):
      named(.vpnGateway, id.text, network.vpnGateways[id]?.name)
    case .vpcEndpoint(let id):
      named(.vpcEndpoint, id.text, network.vpcEndpoints[id]?.name)
    case .middlebox(let id):
      named(.networkInterface, id.text, network.networkInterfaces[id].map { nameOfInterface($0) })
    case .loadBalancer(let position):
      named(.loadBalancer, network.loadBalancers[position].id.text, network.loadBalancers[position].name)
    case .onPremises:
      named(.onPremises, nil, nil)
    }
  }

  private func named(_ kind: Hop.Component.Kind, _ id: String?, _ name: String?) -> Hop.Component {
    Hop.Component(kind: kind, id: id, name: name ?? id ?? "none")
  }

  private func nameOfInterface(_ interface: NetworkInterface) -> String {
    interface.instance.flatMap { network.instances[$0]?.name } ?? interface.name ?? interface.id.text
  }

  /// How a host is named that stands between the ends of a leg, or takes part in none.
  func component(of host: Host) -> Hop.Component {
    switch host.role {
    case .natGateway(let position)?:
      return component(of: .natGateway(network.natGateways[position].id))
    case .loadBalancer(let position)?:
      return Hop.Component(
        kind: .loadBalancer, id: network.loadBalancers[position].id.text,
        name: host.name ?? network.loadBalancers[position].name)
    case nil:
      let id = host.interface.instance?.text ?? host.interface.id.text
      return Hop.Component(
        kind: host.interface.isNATGateway ? .natGateway : .instance, id: id, name: host.name ?? id)
    }
  }
}
