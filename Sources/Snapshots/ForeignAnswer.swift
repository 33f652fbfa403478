/// Answers of other services that stand under a key of an answer that is read.
///
/// Their elements tell: they have what ours never has, or nothing that ours always has. A broken answer of ours is neither.
enum ForeignAnswer {
  /// Whether the list under a key of a root is another service's, by its first element.
  static func isOne(_ key: String, _ list: JSONValue) -> Bool {
    guard let shape = shapes[key], let first = list.first else { return false }
    guard var element = try? first.object() else {
      // EFS lists plain ids of security groups.
      return shape.mayBeText && (try? first.string()) != nil
    }
    if shape.theirs.contains(where: { element.value($0) != nil }) { return true }
    // What Auto Scaling says of a load balancer is its name and a word for its state.
    if let text = shape.textOfTheirs, (try? element.value(text)?.string()) != nil { return true }
    if shape.ours.isEmpty || shape.ours.contains(where: { element.value($0) != nil }) { return false }
    return element.tellsAnything
  }

  private struct Shape {
    /// Members of which each of our elements has one at least, however cut down.
    var ours: [StaticString] = []
    /// Members that none of our elements has.
    var theirs: [StaticString] = []
    /// A member that is an object in our elements.
    var textOfTheirs: StaticString?
    var mayBeText = false
  }

  /// By the key (BOTO: the outputs of all services).
  private static let shapes: [String: Shape] = [
    "Rules": Shape(
      ours: ["RuleArn", "Actions", "Conditions", "Priority", "IsDefault"],
      theirs: ["EventPattern", "ScheduleExpression", "EventBusName"]),
    "LoadBalancers": Shape(
      ours: ["LoadBalancerArn", "LoadBalancerName", "Type", "VpcId", "AvailabilityZones"], textOfTheirs: "State"),
    "Listeners": Shape(
      ours: ["LoadBalancerArn", "ListenerArn", "DefaultActions", "Port"], theirs: ["PortRanges", "ClientAffinity"]),
    "SecurityGroups": Shape(
      ours: ["GroupId", "GroupName", "IpPermissions", "IpPermissionsEgress", "VpcId"], mayBeText: true),
    "TargetGroups": Shape(theirs: ["DBProxyName", "ConnectionPoolConfig"]),
    "FileSystems": Shape(theirs: ["FileSystemType", "StorageCapacity"]),
    "Instances": Shape(
      ours: ["InstanceId", "NetworkInterfaces", "State", "PlatformDetails", "VpcId"],
      theirs: ["Ec2InstanceId", "StackId", "Attributes"]),
    "Reservations": Shape(theirs: ["OfferingId", "ResourceSpecification", "OfferingType"]),
    "Addresses": Shape(
      ours: ["PublicIp", "AllocationId", "AssociationId", "Domain", "NetworkInterfaceId"],
      theirs: ["AddressId", "Street1"]),
    "VpcEndpoints": Shape(theirs: ["DomainArn", "VpcOptions"]),
    "Subnets": Shape(mayBeText: true),
    "NetworkInterfaces": Shape(mayBeText: true),
    "Functions": Shape(ours: ["FunctionName", "FunctionArn", "VpcConfig", "Runtime"]),
    "tasks": Shape(ours: ["taskArn", "attachments", "clusterArn", "lastStatus"]),
  ]
}

extension JSONObject {
  /// Whether any field is not `null`.
  fileprivate var tellsAnything: Bool {
    var tells = false
    try? visit { _, _ in tells = true }
    return tells
  }
}

extension JSONValue {
  /// The first element of a list; nil for an empty one, and for anything else.
  fileprivate var first: JSONValue? {
    var first: JSONValue?
    guard isList, !isEmptyList else { return nil }
    // Stops at the first by way of an error that nobody sees.
    try? forEach { value throws(MalformedJSON) in
      first = value
      throw MalformedJSON("")
    }
    return first
  }
}
