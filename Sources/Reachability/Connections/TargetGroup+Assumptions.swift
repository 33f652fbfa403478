internal import AWSCatalogue
internal import NetworkModel

/// What is taken to be as by default where the snapshot does not tell the attributes of a load balancer or target group.
extension TargetGroup {
  /// Whether the snapshot tells whether nodes send to targets in other zones than their own.
  func knowsCrossZone(behind loadBalancer: LoadBalancer) -> Bool {
    switch loadBalancer.kind {
    case .application: true
    case .network, .gateway: isCrossZone != nil || (knowsAttributes && loadBalancer.knowsAttributes)
    case .classic: loadBalancer.isCrossZone != nil
    }
  }

  /// That cross-zone load balancing is as by default: off for Network and Gateway Load Balancers (NLB/edit-target-group-attributes).
  func crossZoneAssumption(_ isOn: Bool, behind loadBalancer: LoadBalancer, in network: Network) -> Assumption {
    let call: AWSCall = knowsAttributes ? .describeLoadBalancerAttributes : .describeTargetGroupAttributes
    return Assumption(
      "\(loadBalancer.name) sends to targets of \(isOn ? "all zones" : "the node's own zone only")", for: call,
      network.ledger.status(of: call, in: Scope(arn: loadBalancer.id.text)))
  }

  /// Whether the snapshot tells whether targets of a Network Load Balancer see the addresses of its clients, or nobody can change it.
  var knowsClientAddresses: Bool {
    if knowsAttributes { return true }
    return switch targetType {
    case .ip: showsClientAddresses
    case .alb: true
    case .instance, .lambda, nil: false
    }
  }

  /// That client address preservation is as by default (NLB/edit-target-group-attributes).
  func clientAddressAssumption(in network: Network) -> Assumption {
    Assumption(
      "targets of \(name) see \(showsClientAddresses ? "the clients' addresses and ports" : "the load balancer's")",
      for: .describeTargetGroupAttributes,
      network.ledger.status(of: .describeTargetGroupAttributes, in: Scope(arn: id.text)))
  }
}
