internal import NetworkModel

extension Instance {
  /// Reads one element of `Instances`.
  init(_ fields: inout JSONObject) throws(MalformedJSON) {
    let id: Identifier<Instance> = try fields.requiredIdentifier("InstanceId")
    let platform = try fields.string("Platform")
    let details = try fields.recurringString("PlatformDetails")
    let state = try fields.optional("State") { value throws(MalformedJSON) in
      var state = try value.object()
      return try state.string("Name")
    }
    let tags = try fields.tags()
    self.init(
      id: id, name: tags.name, tags: tags.others,
      state: state.flatMap(\.self).map { $0 == "running" ? .running : .other($0) } ?? .running,
      platform: details ?? platform)
  }
}
