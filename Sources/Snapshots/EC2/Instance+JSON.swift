internal import NetworkModel

extension Instance {
  /// Reads one element of `Instances`.
  init(_ fields: JSONObject, _ remarks: inout DescriptionRemarks) throws(MalformedJSON) {
    var id: Identifier<Instance>?
    var platform: String?
    var details: String?
    var state: State?
    var tags: (name: String?, others: [Tag]) = (nil, [])
    try fields.visit { key, value throws(MalformedJSON) in
      switch key {
      case "InstanceId": id = try value.identifier(isRecurring: false)
      case "Platform": platform = try value.string()
      case "PlatformDetails": details = try value.recurringString()
      case "State":
        var fields = try value.object()
        let name = try fields.string("Name")
        state = name.map { $0 == "running" ? .running : .other($0) }
        remarks.noteUnless(
          name, of: "State",
          isOneOf: ["running", "stopped", "terminated", "pending", "stopping", "shutting-down"])
      case "Tags": tags = try value.tags()
      default: break
      }
    }
    if state == nil { remarks.noteLack(of: "State") }
    self.init(
      id: try JSONObject.required(id, "InstanceId"), name: tags.name, tags: tags.others, state: state ?? .running,
      platform: details ?? platform)
  }
}

extension Instance: Describable {
  static let noun = "instance"

  static let members: [Member<Instance>] = [
    Member("State", \.state, "the state", .required) { $0.shortText },
    Member("PlatformDetails", known: \.platform, "the platform", .elidable),
    Member("Tags", \.name, "the name", .label, idle: .some(nil)) { $0 ?? "none" },
  ]
}

extension Instance.State {
  fileprivate var shortText: String {
    switch self {
    case .running: "running"
    case .other(let state): state
    }
  }
}
