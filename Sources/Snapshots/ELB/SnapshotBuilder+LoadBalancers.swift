internal import NetworkModel

extension SnapshotBuilder {
  /// Reads a list of load balancers, or of what belongs to them; false when `key` is none of theirs.
  mutating func readLoadBalancers(
    _ key: String, _ value: JSONValue, from source: Source
  ) throws(MalformedJSON) -> Bool {
    switch key {
    case "LoadBalancers":
      try network.loadBalancers.read(value, &notices, LoadBalancer.init)
    case "Listeners":
      try network.listeners.read(value, &notices, Listener.init)
    case "LoadBalancerListeners":
      try value.forEach { value throws(MalformedJSON) in
        var fields = try value.object()
        try fields.required("Listeners") { list throws(MalformedJSON) in
          try network.listeners.read(list, &notices, Listener.init)
        }
      }
    case "Rules":
      try loadBalancers.readRules(value)
    case "TargetGroups":
      try network.targetGroups.read(value, &notices, TargetGroup.init)
    case "LoadBalancerTargetHealth":
      try loadBalancers.readTargetHealth(value, &notices)
    // The call for Classic Load Balancers prints one object, which does not say whose it is.
    case "LoadBalancerAttributes" where value.isList:
      try loadBalancers.readAttributes(value, &notices)
    case "TargetGroupAttributes":
      try loadBalancers.readTargetGroupAttributes(value, &notices)
    case "LoadBalancerDescriptions":
      try value.forEach { value throws(MalformedJSON) in
        var fields = try value.object()
        insert(try ClassicLoadBalancer(&fields, scope: source.scope))
      }
    default:
      return false
    }
    return true
  }

  private mutating func insert(_ classic: ClassicLoadBalancer) {
    network.loadBalancers.insert(classic.loadBalancer, &notices)
    for (listener, targetGroup) in classic.listeners {
      network.listeners.insert(listener, &notices)
      network.targetGroups.insert(targetGroup, &notices)
    }
  }

  /// Completes load balancers, listeners and target groups with what the calls for each of them say.
  mutating func composeLoadBalancers() {
    loadBalancers.compose(&network, &notices)
  }
}
