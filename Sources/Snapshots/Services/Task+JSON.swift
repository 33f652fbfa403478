internal import NetworkModel

extension ManagedService {
  /// Reads one element of ECS's `tasks`, whose keys AWS writes in lower camel case; nil for a task without an interface of
  /// its own.
  init?(task fields: inout JSONObject) throws(MalformedJSON) {
    var interfaces: [Identifier<NetworkInterface>] = []
    var subnets: [Identifier<Subnet>] = []
    _ = try fields.optional("attachments") { list throws(MalformedJSON) in
      try list.forEach { value throws(MalformedJSON) in
        var attachment = try value.object()
        let type = try attachment.string("type")
        let status = try attachment.string("status")
        // A task that ended goes on being described for a while, with the interface it had.
        guard type == "ElasticNetworkInterface", status == nil || status == "ATTACHED" else { return }
        _ = try attachment.optional("details") { list throws(MalformedJSON) in
          try list.forEach { value throws(MalformedJSON) in
            var detail = try value.object()
            switch try detail.string("name") {
            case "networkInterfaceId": interfaces.append(try detail.requiredIdentifier("value"))
            case "subnetId": subnets.append(try detail.requiredIdentifier("value"))
            default: break
            }
          }
        }
      }
    }
    let group = try fields.string("group")
    let arn = try fields.requiredString("taskArn")
    if interfaces.isEmpty { return nil }
    self.init(
      id: Identifier(arn), kind: .task, name: arn.split(separator: "/").last.map(String.init) ?? arn,
      aliases: [group].compactMap(\.self), vpc: nil, subnets: subnets, networkInterfaces: interfaces)
  }
}
