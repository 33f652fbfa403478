internal import NetworkModel

extension SnapshotBuilder {
  /// Reads a list of load balancers, or of what belongs to them; false when `key` is none of theirs.
  mutating func readLoadBalancers(
    _ key: String, _ value: JSONValue, from source: Source
  ) throws(MalformedJSON) -> Bool {
    switch key {
    case "LoadBalancers":
      try read(value, into: \.loadBalancers, from: source, LoadBalancer.init)
    case "Listeners":
      try read(value, into: \.listeners, from: source, Listener.init)
    case "LoadBalancerListeners":
      try value.forEach { value throws(MalformedJSON) in
        var fields = try value.object()
        try fields.required("Listeners") { list throws(MalformedJSON) in
          try read(list, into: \.listeners, from: source, Listener.init)
        }
      }
    case "Rules":
      try loadBalancers.readRules(value, from: source, &sightings, &notices)
    case "TargetGroups":
      try read(value, into: \.targetGroups, from: source, TargetGroup.init)
    case "LoadBalancerTargetHealth":
      try loadBalancers.readTargetHealth(value, from: source, &sightings, &notices)
    // The call for Classic Load Balancers prints one object, which does not say whose it is.
    case "LoadBalancerAttributes" where value.isList:
      try loadBalancers.readAttributes(value, from: source)
    case "TargetGroupAttributes":
      try loadBalancers.readTargetGroupAttributes(value, from: source)
    case "LoadBalancerDescriptions":
      try value.forEach { value throws(MalformedJSON) in
        var fields = try value.object()
        insert(try ClassicLoadBalancer(&fields, scope: source.scope), from: source)
      }
    default:
      return false
    }
    return true
  }

  private mutating func insert(_ classic: ClassicLoadBalancer, from source: Source) {
    let file = source.file
    sightings.add(
      Description(classic.loadBalancer, in: file, lacking: classic.lacks), to: &network.loadBalancers, &notices)
    for (listener, targetGroup) in classic.listeners {
      sightings.add(Description(listener, in: file), to: &network.listeners, &notices)
      sightings.add(Description(targetGroup, in: file), to: &network.targetGroups, &notices)
    }
  }

  /// Completes load balancers, listeners and target groups with what the calls for each of them say.
  mutating func composeLoadBalancers() {
    loadBalancers.compose(&network, &sightings, &notices)
  }
}
