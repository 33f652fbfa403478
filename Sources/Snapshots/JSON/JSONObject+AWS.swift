internal import NetworkModel

/// The shapes that recur in AWS's answers.
extension JSONObject {
  /// The value of the `Name` tag in the list `key`; nil when there is none or it is empty.
  mutating func nameTag(_ key: StaticString = "Tags") throws(MalformedJSON) -> String? {
    var name: String?
    _ = try optional(key) { list throws(MalformedJSON) in
      try list.forEach { tag throws(MalformedJSON) in
        var tag = try tag.object()
        let isName = try tag.optional("Key") { value throws(MalformedJSON) in try value.isString("Name") }
        guard isName == true else { return }
        name = try tag.optional("Value") { value throws(MalformedJSON) in try value.string() }
      }
    }
    // Names are shown on terminals.
    return name?.isEmpty == true ? nil : name?.onOneLine
  }

  /// Reads `key`, which each object in the list `listKey` must have: one left out would be a rule or an address lost.
  ///
  /// With `stateKey`, only of those objects whose association is in force.
  mutating func each<Value>(
    of listKey: StaticString, _ key: StaticString, associatedBy stateKey: StaticString? = nil,
    _ read: (JSONValue) throws(MalformedJSON) -> Value
  ) throws(MalformedJSON) -> [Value] {
    var values: [Value] = []
    _ = try optional(listKey) { list throws(MalformedJSON) in
      try list.forEach { element throws(MalformedJSON) in
        var element = try element.object()
        if let stateKey, try !element.isAssociated(stateKey) { return }
        values.append(try element.required(key, read))
      }
    }
    return values
  }

  /// Whether the association whose state is the object `key` is in force. AWS goes on listing associations that failed or
  /// were taken away (BOTO:ec2 `RouteTableAssociationState`, `VpcCidrBlockState`, `SubnetCidrBlockState`).
  mutating func isAssociated(_ key: StaticString) throws(MalformedJSON) -> Bool {
    let state = try optional(key) { value throws(MalformedJSON) in
      var state = try value.object()
      return try state.string("State")
    }
    return state.flatMap(\.self).map { $0 == "associated" } ?? true
  }

  mutating func string(_ key: StaticString) throws(MalformedJSON) -> String? {
    try optional(key) { value throws(MalformedJSON) in try value.string() }
  }

  mutating func bool(_ key: StaticString) throws(MalformedJSON) -> Bool? {
    try optional(key) { value throws(MalformedJSON) in try value.bool() }
  }

  mutating func int(_ key: StaticString, in range: ClosedRange<Int>) throws(MalformedJSON) -> Int? {
    try optional(key) { value throws(MalformedJSON) in try value.int(in: range) }
  }

  mutating func address(_ key: StaticString) throws(MalformedJSON) -> IPAddress? {
    try optional(key) { value throws(MalformedJSON) in try value.address() }
  }

  mutating func cidrBlock(_ key: StaticString) throws(MalformedJSON) -> CIDRBlock? {
    try optional(key) { value throws(MalformedJSON) in try value.cidrBlock() }
  }

  mutating func identifier<Resource>(
    _ key: StaticString, of kind: Resource.Type = Resource.self
  ) throws(MalformedJSON) -> Identifier<Resource>? {
    try optional(key) { value throws(MalformedJSON) in try value.identifier() }
  }

  /// The ids in the list `key` of plain texts; none when there is no list.
  mutating func identifiers<Resource>(
    _ key: StaticString, of kind: Resource.Type = Resource.self
  ) throws(MalformedJSON) -> [Identifier<Resource>] {
    try optional(key) { list throws(MalformedJSON) in
      try list.list { value throws(MalformedJSON) in try value.identifier() }
    } ?? []
  }

  /// The text of `field` in the object `key`; nil when either is missing.
  mutating func string(_ field: StaticString, in key: StaticString) throws(MalformedJSON) -> String? {
    try optional(key) { value throws(MalformedJSON) in
      var fields = try value.object()
      return try fields.string(field)
    }.flatMap(\.self)
  }

  /// The VPC of a gateway, by the list `key` of its attachments. One carries packets once AWS calls it `available` (or
  /// `attached`).
  mutating func attachedVPC(
    _ key: StaticString, _ remarks: inout DescriptionRemarks
  ) throws(MalformedJSON) -> Identifier<VPC>? {
    var vpc: Identifier<VPC>?
    let list: Void? = try optional(key) { list throws(MalformedJSON) in
      try list.forEach { value throws(MalformedJSON) in
        var attachment = try value.object()
        let state = try attachment.string("State")
        let attached: Identifier<VPC>? = try attachment.identifier("VpcId")
        if state == nil { remarks.noteDoubt(of: "an attachment", "has no “State”, which AWS always prints") }
        if attached == nil { remarks.noteDoubt(of: "an attachment", "has no “VpcId”, which AWS always prints") }
        remarks.noteUnless(
          state, of: "State", isOneOf: ["available", "attached", "attaching", "detaching", "detached"])
        if state == nil || state == "available" || state == "attached" { vpc = attached }
      }
    }
    if list == nil { remarks.noteLack(of: "\(key)") }
    return vpc
  }

  /// What a VPC or subnet says of Block Public Access itself; a mode that is not known is a doubt.
  mutating func blockPublicAccess(_ remarks: inout DescriptionRemarks) throws(MalformedJSON) -> BlockPublicAccess.Mode?
  {
    guard let text = try string("InternetGatewayBlockMode", in: "BlockPublicAccessStates") else { return nil }
    let mode = BlockPublicAccess.Mode(rawValue: text)
    if mode == nil { remarks.noteDoubt(of: "Block Public Access", "has the mode “\(text.abbreviated)”") }
    return mode
  }

  mutating func requiredString(_ key: StaticString) throws(MalformedJSON) -> String {
    try required(key) { value throws(MalformedJSON) in try value.string() }
  }

  mutating func port(_ key: StaticString) throws(MalformedJSON) -> UInt16? {
    try optional(key) { value throws(MalformedJSON) in try value.port() }
  }

  mutating func requiredIdentifier<Resource>(
    _ key: StaticString, of kind: Resource.Type = Resource.self
  ) throws(MalformedJSON) -> Identifier<Resource> {
    try required(key) { value throws(MalformedJSON) in try value.identifier() }
  }
}

extension JSONValue {
  /// The tags in a list: the value of `Name`, nil when there is none or it is empty, and the others.
  func tags() throws(MalformedJSON) -> (name: String?, others: [Tag]) {
    var name: String?
    var others: [Tag] = []
    try forEach { tag throws(MalformedJSON) in
      var tag = try tag.object()
      guard let key = try tag.string("Key") else { return }
      let value = try tag.string("Value") ?? ""
      if key == "Name" { name = value } else { others.append(Tag(key: key, value: value)) }
    }
    // Names are shown on terminals.
    return (name?.isEmpty == true ? nil : name?.onOneLine, others)
  }
}
