internal import NetworkModel

/// A Classic Load Balancer as AWS describes it: with its listeners and instances, all in one (BOTO:elb).
struct ClassicLoadBalancer {
  let loadBalancer: LoadBalancer
  /// The listeners, and the instances behind each as a target group.
  let listeners: [(listener: Listener, targetGroup: TargetGroup)]
  /// The keys of members that it lacks though AWS always prints them.
  let lacks: Set<String>

  /// Reads one element of `LoadBalancerDescriptions`; `scope` is where it was read.
  init(_ fields: inout JSONObject, scope: Scope) throws(MalformedJSON) {
    let name = try fields.requiredString("LoadBalancerName")
    let dnsName = try fields.string("DNSName")
    let ports = try fields.optional("ListenerDescriptions") { list throws(MalformedJSON) in
      try list.list { value throws(MalformedJSON) in
        var description = try value.object()
        return try description.required("Listener") { value throws(MalformedJSON) in try Port(value) }
      }
    }
    let zones: [Identifier<Never>] = try fields.identifiers("AvailabilityZones")
    let subnets: [Identifier<Subnet>] = try fields.identifiers("Subnets")
    let vpc: Identifier<VPC>? = try fields.identifier("VPCId")
    let hasInstances = fields.value("Instances") != nil
    let instances = try fields.each(of: "Instances", "InstanceId") { value throws(MalformedJSON) in
      try value.string()
    }
    let healthCheckPort = try fields.optional("HealthCheck") { value throws(MalformedJSON) in
      var check = try value.object()
      return try check.optional("Target") { value throws(MalformedJSON) in try value.healthCheckPort() }
    }
    let groups: [Identifier<SecurityGroup>] = try fields.identifiers("SecurityGroups")
    let scheme = try fields.string("Scheme")

    let region = scope.region ?? zones.lazy.compactMap { Scope.region(ofZone: $0.text) }.first ?? ""
    let arn = "arn:aws:elasticloadbalancing:\(region):\(scope.account ?? ""):loadbalancer/\(name)"
    let loadBalancer = LoadBalancer(
      id: Identifier(arn), name: name, dnsName: dnsName, kind: .classic,
      isInternetFacing: scheme == "internet-facing", vpc: vpc,
      zones: subnets.map { LoadBalancer.Zone(subnet: $0) }, securityGroups: groups, knowsAttributes: false)
    self.loadBalancer = loadBalancer
    let told = [("Scheme", scheme != nil), ("ListenerDescriptions", ports != nil), ("Instances", hasInstances)]
    lacks = Set(told.filter { !$0.1 }.map(\.0))
    listeners = (ports ?? []).map { port in
      let id = "\(arn)/\(port.port)"
      let targetGroup = TargetGroup(
        id: Identifier("\(id)/instances"), name: name, protocol: port.instanceProtocol, port: port.instancePort,
        vpc: vpc, targetType: .instance,
        targets: instances.map { TargetGroup.Target(id: $0, port: port.instancePort) },
        healthCheckPort: healthCheckPort.flatMap(\.self))
      let listener = Listener(
        id: Identifier(id), loadBalancer: loadBalancer.id, port: port.port, protocol: port.name,
        actions: [.forward(targetGroup.id)])
      return (listener, targetGroup)
    }
  }

  /// A port it listens on, and that of its instances behind it.
  private struct Port {
    let name: String
    let port: UInt16
    let instanceProtocol: String?
    let instancePort: UInt16

    init(_ value: JSONValue) throws(MalformedJSON) {
      var fields = try value.object()
      name = try fields.requiredString("Protocol")
      port = try fields.required("LoadBalancerPort") { value throws(MalformedJSON) in try value.port() }
      instanceProtocol = try fields.string("InstanceProtocol")
      instancePort = try fields.required("InstancePort") { value throws(MalformedJSON) in try value.port() }
    }
  }
}

extension JSONValue {
  /// The port in a health check's target.
  fileprivate func healthCheckPort() throws(MalformedJSON) -> UInt16 {
    let parts = try string().split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let port = UInt16(parts[1].prefix { $0 != "/" }) else {
      throw isNot("a health check such as TCP:80 or HTTP:80/path")
    }
    return port
  }
}
