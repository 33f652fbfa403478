internal import NetworkModel

extension TargetGroup {
  /// Reads one element of `TargetGroups`. That of functions has neither protocol nor port.
  init(_ fields: inout JSONObject, _ remarks: inout DescriptionRemarks) throws(MalformedJSON) {
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
    let type = try fields.string("TargetType")
    if type == nil { remarks.noteLack(of: "TargetType") }
    if type != "lambda" {
      if protocolName == nil { remarks.noteLack(of: "Protocol") }
      if port == nil { remarks.noteLack(of: "Port") }
      if healthCheckPort == nil { remarks.noteLack(of: "HealthCheckPort") }
    }
    self.init(
      id: id, name: name, protocol: protocolName, port: port, vpc: vpc,
      targetType: TargetType(rawValue: type ?? TargetType.instance.rawValue),
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

extension TargetGroup: Describable {
  static let noun = "target group"

  static let members: [Member<TargetGroup>] = [
    Member("TargetType", \.targetType, "the type of the targets", .required) { $0?.rawValue ?? "one not known" },
    Member("Protocol", \.protocol, "the protocol", .required) { $0 ?? "none" },
    Member("Port", \.port, "the port", .required) { $0.map { "\($0)" } ?? "none" },
    Member("HealthCheckPort", \.healthCheckPort, "the port of health checks", .required) {
      $0.map { "\($0)" } ?? "that of the traffic"
    },
    // Only functions are not checked (BOTO:elbv2 `TargetGroup`).
    Member("HealthCheckEnabled", \.checksHealth, "whether health is checked", .elidable, idle: true),
    Member("VpcId", known: \.vpc, "the VPC", .elidable),
  ]
}

extension TargetGroup.Target {
  /// Reads one element of `TargetHealthDescriptions`.
  init(_ fields: inout JSONObject, _ remarks: inout DescriptionRemarks) throws(MalformedJSON) {
    let target = try fields.required("Target") { value throws(MalformedJSON) in
      var target = try value.object()
      return (
        id: try target.requiredString("Id"), port: try target.port("Port"),
        zone: try target.string("AvailabilityZone")
      )
    }
    let state = try fields.string("State", in: "TargetHealth")
    if state == nil { remarks.noteDoubt(of: "a target", "has no “TargetHealth”, which AWS always prints") }
    remarks.noteUnless(
      state, of: "TargetHealth",
      isOneOf: ["healthy", "unhealthy", "initial", "unused", "draining", "unhealthy.draining", "unavailable"])
    self.init(id: target.id, port: target.port, availabilityZone: target.zone, state: state)
  }
}
