internal import NetworkModel
internal import Ports

extension Journey {
  /// To a service by a gateway endpoint, or through appliances by a Gateway Load Balancer endpoint.
  mutating func enter(vpcEndpoint id: Identifier<VPCEndpoint>, from stop: Stop) {
    guard let endpoint = network.vpcEndpoints[id] else {
      visit(
        .waypoint(
          .vpcEndpoint(id), nil,
          .lost(
            "the VPC endpoint \(id)", why: "what it leads to is not in the snapshot (aws ec2 describe-vpc-endpoints)")))
      return giveUp()
    }
    switch endpoint.kind {
    case .gateway: leave(byGatewayEndpoint: endpoint, from: stop)
    case .gatewayLoadBalancer: inspect(by: endpoint, from: stop)
    default:
      visit(
        .waypoint(
          .vpcEndpoint(id), nil,
          .lost("the way on from VPC endpoint \(id)", why: "routes to endpoints of its kind are not modelled")))
      giveUp()
    }
  }

  // MARK: Gateway endpoints

  private mutating func leave(byGatewayEndpoint endpoint: VPCEndpoint, from stop: Stop) {
    let gate = returnGate(by: .gatewayEndpoint(endpoint.id)) ?? gatewayEndpointGate(endpoint, stop)
    visit(.waypoint(.vpcEndpoint(endpoint.id), .outbound, gate))
    guard gate.letsOn, goal == nil else { return giveUp() }
    reach = .lost
    end = .outside(.gatewayEndpoint(endpoint.id))
  }

  /// PL/gateway-endpoints; RA `VPCE_GATEWAY_PROTOCOL_RESTRICTION`.
  private func gatewayEndpointGate(_ endpoint: VPCEndpoint, _ stop: Stop) -> Gate {
    guard endpoint.state == "available" else { return .closed(.badState, "the endpoint is \(endpoint.state)") }
    guard isFrom(stop.vpc, at: stop) else {
      return .closed(.gatewayRejectsSpoofedTraffic, "a gateway endpoint serves its own VPC alone")
    }
    guard [.tcp, .icmp, .icmpv6].contains(plane.ipProtocol) else {
      return .closed(.gatewayEndpointProtocol, "a gateway endpoint carries TCP and echoes alone")
    }
    if goal != nil { return .closed(.noPossibleDestination, "the endpoint leads to an AWS service, not there") }
    return .open
  }

  /// In from a gateway endpoint's service.
  mutating func enter(byGatewayEndpoint id: Identifier<VPCEndpoint>) {
    guard let goal else { return giveUp() }
    visit(.waypoint(.vpcEndpoint(id), .inbound, .open))
    reach = .lost
    arrive(from: Stop(vpc: goal.site.vpc))
  }

  // MARK: Gateway Load Balancer endpoints

  /// Through the appliances behind a Gateway Load Balancer, of which nothing is known, and on from the endpoint's subnet.
  private mutating func inspect(by endpoint: VPCEndpoint, from stop: Stop) {
    let site = endpoint.subnets.first.flatMap { terrain.site(of: $0) }
    // Evaluated even inside one subnet (PL/gateway-load-balancer-endpoints, trap 12).
    if let site { visit(.networkACL(site, .inbound, peer: source)) }
    var gate = Gate.unknown(
      "whether the appliances behind \(endpoint.name ?? endpoint.id.text) let the packets through",
      why: "what a Gateway Load Balancer's appliances decide is not part of a snapshot")
    if endpoint.state != "available" { gate = .closed(.badState, "the endpoint is \(endpoint.state)") }
    if endpoint.vpc.map({ $0 != stop.vpc }) ?? false {
      gate = .closed(.badStateAttachment, "the endpoint is not one of this VPC's")
    }
    guard let site else {
      visit(
        .waypoint(
          .vpcEndpoint(endpoint.id), nil,
          .lost("the subnet of VPC endpoint \(endpoint.id)", why: "the snapshot does not describe it")))
      return giveUp()
    }
    visit(.waypoint(.vpcEndpoint(endpoint.id), nil, gate))
    guard gate.letsOn else { return giveUp() }
    reach = .lost
    isInspected = true
    visit(.networkACL(site, .outbound, peer: destination))
    let lookup = plane.look(up: destination, from: site)
    forward(lookup, from: Stop(vpc: stop.vpc, site: site))
  }
}
