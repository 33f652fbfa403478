internal import AWSCatalogue

extension GapSearch {
  /// Checks what load balancers, listeners and target groups refer to.
  mutating func visitLoadBalancers() {
    for balancer in network.loadBalancers {
      let referrer = balancer.id.text
      let place = Place.scope(Scope(arn: referrer))
      checkVPC(balancer.vpc, from: referrer, in: place)
      checkSubnets(balancer.zones.map(\.subnet), of: balancer.vpc, from: referrer)
      checkGroups(balancer.securityGroups, from: referrer, in: place)
    }
    for listener in network.listeners {
      let referrer = listener.id.text
      let place = Place.scope(Scope(arn: referrer))
      checkLoadBalancer(listener.loadBalancer, from: referrer, in: place)
      for case .forward(let group) in listener.actions {
        check(group, in: network.targetGroups, from: referrer, call: .describeTargetGroups, in: place)
      }
    }
    for group in network.targetGroups { visit(group) }
  }

  private mutating func visit(_ group: TargetGroup) {
    let referrer = group.id.text
    let place = Place.scope(Scope(arn: referrer))
    checkVPC(group.vpc, from: referrer, in: place)
    // What a Lambda function or a kind unknown here is named by leads nowhere in a network.
    guard let type = group.targetType, type != .lambda else { return }
    guard let targets = group.targets else {
      note(missing: referrer, part: "targets", from: referrer, call: .describeTargetHealth, in: place)
      return
    }
    for target in targets {
      switch type {
      case .instance: checkInstance(Identifier(target.id), from: referrer, in: place)
      case .alb: checkLoadBalancer(Identifier(target.id), from: referrer, in: place)
      case .ip, .lambda: break
      }
    }
  }

  private mutating func checkLoadBalancer(_ id: Identifier<LoadBalancer>, from referrer: String, in place: Place) {
    check(id, in: network.loadBalancers, from: referrer, call: .describeLoadBalancers, in: place)
  }
}
