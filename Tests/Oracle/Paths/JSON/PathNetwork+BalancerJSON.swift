extension PathNetwork.LoadBalancer {
  func described(_ subnets: [RandomNetwork.Subnet]) -> JSONValue {
    .members([
      "LoadBalancerArn": .string(arn),
      "LoadBalancerName": .string(name),
      "DNSName": .string("\(name)-1.eu-west-1.elb.amazonaws.com"),
      "Scheme": .string(isInternetFacing ? "internet-facing" : "internal"),
      "VpcId": .string(vpcID),
      "State": .members(["Code": .string(state)]),
      "Type": .string(kind.rawValue),
      "AvailabilityZones": .array(
        subnetIDs.map { id in
          .members([
            "ZoneName": subnets.first { $0.id == id }.map { .string($0.zone) },
            "SubnetId": .string(id),
            "LoadBalancerAddresses": .array([]),
          ])
        }),
      "SecurityGroups": groupIDs.isEmpty ? nil : .strings(groupIDs),
      "IpAddressType": .string("ipv4"),
    ])
  }

  var describedListeners: JSONValue {
    .members([
      "LoadBalancerArn": .string(arn),
      "Listeners": .array(
        listeners.map { listener in
          .members([
            "ListenerArn": .string(arn.replacing(":loadbalancer/", with: ":listener/") + "/\(listener.port)"),
            "LoadBalancerArn": .string(arn),
            "Port": .integer(Int(listener.port)),
            "Protocol": .string(listener.protocolText),
            "DefaultActions": .array(listener.defaultActions),
          ])
        }),
    ])
  }

  /// The default rule of each listener, which AWS lists with the others.
  var describedRules: [JSONValue] {
    listeners.map { listener in
      .members([
        "RuleArn": .string(arn.replacing(":loadbalancer/", with: ":listener-rule/") + "/\(listener.port)/default"),
        "Priority": .string("default"),
        "Actions": .array(listener.defaultActions),
        "IsDefault": .boolean(true),
      ])
    }
  }

  var describedAttributes: JSONValue {
    .members([
      "LoadBalancerArn": .string(arn),
      "Attributes": .array(
        isCrossZone.map { [JSONValue.attribute("load_balancing.cross_zone.enabled", $0)] } ?? []),
    ])
  }

  /// As DescribeLoadBalancers of Classic Load Balancers prints it, all in one.
  var describedAsClassic: JSONValue {
    .members([
      "LoadBalancerName": .string(name),
      "DNSName": .string("\(name)-1.eu-west-1.elb.amazonaws.com"),
      "Scheme": .string(isInternetFacing ? "internet-facing" : "internal"),
      "VPCId": .string(vpcID),
      "Subnets": .strings(subnetIDs),
      "AvailabilityZones": .strings(["eu-west-1a"]),
      "SecurityGroups": .strings(groupIDs),
      "Instances": .array(instanceIDs.map { .members(["InstanceId": .string($0)]) }),
      "ListenerDescriptions": .array(
        listeners.map { listener in
          .members([
            "Listener": .members([
              "Protocol": .string(listener.protocolText),
              "LoadBalancerPort": .integer(Int(listener.port)),
              "InstanceProtocol": .string(listener.protocolText),
              "InstancePort": .integer(Int(listener.instancePort)),
            ]),
            "PolicyNames": .array([]),
          ])
        }),
    ])
  }
}

extension PathNetwork.LoadBalancer.Listener {
  /// One weighted forward for several groups; an answer of its own stands alone.
  fileprivate var defaultActions: [JSONValue] {
    let groups = actions.compactMap { action in
      if case .forward(let arn) = action { arn } else { nil }
    }
    if groups.isEmpty { return [.members(["Type": .string("fixed-response"), "Order": .integer(1)])] }
    return [
      .members([
        "Type": .string("forward"),
        "TargetGroupArn": groups.count == 1 ? .string(groups[0]) : nil,
        "ForwardConfig": .members([
          "TargetGroups": .array(
            groups.map { .members(["TargetGroupArn": .string($0), "Weight": .integer(1)]) })
        ]),
        "Order": .integer(1),
      ])
    ]
  }
}

extension PathNetwork.TargetGroup {
  func described(_ balancers: [PathNetwork.LoadBalancer]) -> JSONValue {
    let users = balancers.filter { balancer in
      balancer.listeners.contains { $0.actions.contains(.forward(arn)) }
    }
    return .members([
      "TargetGroupArn": .string(arn),
      "TargetGroupName": .string(String(arn.split(separator: "/")[1])),
      "Protocol": .string(protocolText),
      "Port": .integer(Int(port)),
      "VpcId": .string(vpcID),
      "HealthCheckPort": .string("traffic-port"),
      "HealthCheckEnabled": .boolean(true),
      "LoadBalancerArns": .strings(users.map(\.arn)),
      "TargetType": .string(kind.rawValue),
    ])
  }

  var describedAttributes: JSONValue {
    .members([
      "TargetGroupArn": .string(arn),
      "Attributes": .array(
        [
          preservesClient.map { JSONValue.attribute("preserve_client_ip.enabled", $0) },
          isCrossZone.map { JSONValue.attribute("load_balancing.cross_zone.enabled", $0) },
        ].compactMap(\.self)),
    ])
  }

  /// Nil when DescribeTargetHealth was not called.
  var describedHealth: JSONValue? {
    targets.map { targets in
      .members([
        "TargetGroupArn": .string(arn),
        "TargetHealthDescriptions": .array(
          targets.map { target in
            .members([
              "Target": .members([
                "Id": .string(target.id),
                "Port": .integer(Int(target.port ?? port)),
                "AvailabilityZone": target.zone.map(JSONValue.string),
              ]),
              "TargetHealth": target.state.map { .members(["State": .string($0)]) },
            ])
          }),
      ])
    }
  }
}

extension JSONValue {
  /// One of the attributes of a load balancer or target group.
  fileprivate static func attribute(_ key: String, _ flag: Bool) -> JSONValue {
    .members(["Key": .string(key), "Value": .string(flag ? "true" : "false")])
  }
}
