internal import NetworkModel

extension TargetGroup {
  /// Reads one element of `TargetGroups`. Without a type its targets are instances, as in requests (BOTO:elbv2).
  init(_ fields: inout JSONObject) throws(MalformedJSON) {
    let id: Identifier<TargetGroup> = try fields.requiredIdentifier("TargetGroupArn")
    let name = try fields.requiredString("TargetGroupName")
    let protocolName = try fields.string("Protocol")
    let port = try fields.port("Port")
    let vpc: Identifier<VPC>? = try fields.identifier("VpcId")
    let healthCheckPort = try fields.optional("HealthCheckPort") { value throws(MalformedJSON) -> UInt16? in
      let text = try value.string()
      if text == "traffic-port" { return nil }
      guard let port = UInt16(text), String(port) == text else {
        throw value.isNot("traffic-port or a port from 0 to 65535")
      }
      return port
    }
    let checksHealth = try fields.bool("HealthCheckEnabled")
    let type = try fields.string("TargetType") ?? TargetType.instance.rawValue
    self.init(
      id: id, name: name, protocol: protocolName, port: port, vpc: vpc, targetType: TargetType(rawValue: type),
      targets: nil, healthCheckPort: healthCheckPort.flatMap(\.self), checksHealth: checksHealth ?? true,
      knowsAttributes: false)
  }

  /// The target group with its targets and attributes.
  func having(targets: [Target]?, preservesClientIP: Bool?, isCrossZone: Bool?, knowsAttributes: Bool) -> Self {
    Self(
      id: id, name: name, protocol: `protocol`, port: port, vpc: vpc, targetType: targetType, targets: targets,
      healthCheckPort: healthCheckPort, checksHealth: checksHealth, preservesClientIP: preservesClientIP,
      isCrossZone: isCrossZone, knowsAttributes: knowsAttributes)
  }
}

extension TargetGroup.Target {
  /// Reads one element of `TargetHealthDescriptions`.
  init(_ fields: inout JSONObject) throws(MalformedJSON) {
    let target = try fields.required("Target") { value throws(MalformedJSON) in
      var target = try value.object()
      return (
        id: try target.requiredString("Id"), port: try target.port("Port"),
        zone: try target.string("AvailabilityZone")
      )
    }
    let state = try fields.string("State", in: "TargetHealth")
    self.init(id: target.id, port: target.port, availabilityZone: target.zone, state: state)
  }
}
