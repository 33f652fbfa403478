internal import NetworkModel

extension Instance {
  /// Reads one element of `Instances`.
  init(_ fields: JSONObject) throws(MalformedJSON) {
    var id: Identifier<Instance>?
    var platform: String?
    var details: String?
    var state = State.running
    var tags: (name: String?, others: [Tag]) = (nil, [])
    try fields.visit { key, value throws(MalformedJSON) in
      switch key {
      case "InstanceId": id = try value.identifier(isRecurring: false)
      case "Platform": platform = try value.string()
      case "PlatformDetails": details = try value.recurringString()
      case "State":
        var fields = try value.object()
        let name = try fields.string("Name") ?? "running"
        state = name == "running" ? .running : .other(name)
      case "Tags": tags = try value.tags()
      default: break
      }
    }
    self.init(
      id: try JSONObject.required(id, "InstanceId"), name: tags.name, tags: tags.others, state: state,
      platform: details ?? platform)
  }
}
