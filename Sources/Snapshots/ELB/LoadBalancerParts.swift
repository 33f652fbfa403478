internal import AWSCatalogue
internal import NetworkModel

/// What the calls for one load balancer, listener or target group say of it, until all of it is read.
///
/// Those that do not print whose attributes or targets they list come in lists of a name of their own beside the ARN, such
/// as `LoadBalancerTargetHealth`.
struct LoadBalancerParts {
  /// The attributes that matter, by their names; of others nothing is kept.
  private struct Attributes: Equatable {
    var isCrossZone: Bool?
    var deniesInternetTraffic: Bool?
    var preservesClientIP: Bool?

    var text: String {
      let all = [
        ("cross-zone", isCrossZone), ("deny_all_igw_traffic", deniesInternetTraffic),
        ("preserve_client_ip", preservesClientIP),
      ]
      return all.compactMap { name, value in value.map { "\(name) \($0 ? "on" : "off")" } }.joined(separator: ", ")
    }
  }

  /// A part of resources that a call of its own tells, with the file; a second file may tell another.
  private struct Parts<Owner: Describable & Resource, Part: Equatable & Sendable> {
    var told: [Identifier<Owner>: (part: Part, file: String)] = [:]
    var others: [(owner: Identifier<Owner>, part: Part, file: String)] = []

    mutating func note(_ part: Part, of owner: Identifier<Owner>, from source: Source) {
      guard let known = told[owner] else { return told[owner] = (part, source.file) }
      if known.part != part { others.append((owner, part, source.file)) }
    }

    /// Notes the contradictions.
    func noteConflicts(
      _ what: String, in sightings: inout Sightings, _ notices: inout Notices, text: (Part, Part) -> String
    ) {
      for other in others {
        guard let known = told[other.owner] else { continue }
        let doubt = Doubt(
          contradicting: "\(what) of \(Owner.noun) \(other.owner.text.abbreviated)",
          (known.file, text(known.part, other.part)), (other.file, text(other.part, known.part)))
        sightings.note(contradiction: doubt, of: other.owner.text, &notices)
      }
    }
  }

  private var actions: [Identifier<Listener>: Set<Listener.Action>] = [:]
  private var attributes = Parts<LoadBalancer, Attributes>()
  private var targetGroupAttributes = Parts<TargetGroup, Attributes>()
  private var targets = Parts<TargetGroup, [TargetGroup.Target]>()

  /// Reads a `Rules` list.
  mutating func readRules(
    _ list: JSONValue, from source: Source, _ sightings: inout Sightings, _ notices: inout Notices
  ) throws(MalformedJSON) {
    let listeners = try list.described { fields, remarks throws(MalformedJSON) in
      let listener = try fields.required("RuleArn") { value throws(MalformedJSON) in try value.listenerOfRule() }
      let actions = try fields.optional("Actions") { list throws(MalformedJSON) in
        try Listener.Action.all(list, &remarks)
      }
      if actions == nil { remarks.noteDoubt(of: "a rule", "has no “Actions”, which AWS always prints") }
      self.actions[listener, default: []].formUnion(actions ?? [])
      return listener
    }
    sightings.note(
      listeners.remarks, of: { listeners.elements[$0].text }, Listener.noun, in: source.file, &notices)
  }

  /// Reads a `LoadBalancerTargetHealth` list.
  mutating func readTargetHealth(
    _ list: JSONValue, from source: Source, _ sightings: inout Sightings, _ notices: inout Notices
  ) throws(MalformedJSON) {
    let groups = try list.described { fields, remarks throws(MalformedJSON) in
      let group: Identifier<TargetGroup> = try fields.requiredIdentifier("TargetGroupArn")
      let targets = try fields.required("TargetHealthDescriptions") { list throws(MalformedJSON) in
        try list.list { value throws(MalformedJSON) in
          var fields = try value.object()
          return try TargetGroup.Target(&fields, &remarks)
        }
      }
      let sorted = targets.sorted { ($0.id, $0.port ?? 0) < ($1.id, $1.port ?? 0) }
      self.targets.note(sorted, of: group, from: source)
      return group
    }
    sightings.note(groups.remarks, of: { groups.elements[$0].text }, TargetGroup.noun, in: source.file, &notices)
  }

  /// Reads a `LoadBalancerAttributes` list.
  mutating func readAttributes(_ list: JSONValue, from source: Source) throws(MalformedJSON) {
    try Self.readAttributes(list, "LoadBalancerArn", into: &attributes, from: source)
  }

  /// Reads a `TargetGroupAttributes` list.
  mutating func readTargetGroupAttributes(_ list: JSONValue, from source: Source) throws(MalformedJSON) {
    try Self.readAttributes(list, "TargetGroupArn", into: &targetGroupAttributes, from: source)
  }

  private static func readAttributes<Owner: Describable & Resource>(
    _ list: JSONValue, _ arnKey: StaticString, into all: inout Parts<Owner, Attributes>, from source: Source
  ) throws(MalformedJSON) {
    try list.forEach { value throws(MalformedJSON) in
      var fields = try value.object()
      let owner: Identifier<Owner> = try fields.requiredIdentifier(arnKey)
      var attributes = Attributes()
      try fields.required("Attributes") { list throws(MalformedJSON) in
        try list.forEach { value throws(MalformedJSON) in
          var fields = try value.object()
          switch try fields.requiredString("Key") {
          case "load_balancing.cross_zone.enabled": attributes.isCrossZone = try fields.switchValue()
          case "ipv6.deny_all_igw_traffic": attributes.deniesInternetTraffic = try fields.switchValue()
          case "preserve_client_ip.enabled": attributes.preservesClientIP = try fields.switchValue()
          default: break
          }
        }
      }
      all.note(attributes, of: owner, from: source)
    }
  }

  /// Completes the load balancers, listeners and target groups of `network` with what their own calls say.
  func compose(_ network: inout Network, _ sightings: inout Sightings, _ notices: inout Notices) {
    attributes.noteConflicts("the attributes", in: &sightings, &notices) { one, _ in one.text }
    targetGroupAttributes.noteConflicts("the attributes", in: &sightings, &notices) { one, _ in one.text }
    targets.noteConflicts("the targets", in: &sightings, &notices) { one, other in
      one.filter { !other.contains($0) }.prefix(2).map(\.shortText).joined(separator: ", ")
    }
    for (id, (attributes, _)) in attributes.told {
      guard let whole = network.loadBalancers[id] else {
        notices.noteStray(id.text)
        continue
      }
      network.loadBalancers.update(
        whole.having(
          isCrossZone: attributes.isCrossZone, deniesInternetTraffic: attributes.deniesInternetTraffic ?? false))
    }
    // Every listener has a rule at least, the default one.
    let areRulesCutOff = network.ledger.status(of: .describeRules) == .cutOff
    for listener in network.listeners {
      if let actions = actions[listener.id] {
        network.listeners.update(
          Listener(
            id: listener.id, loadBalancer: listener.loadBalancer, port: listener.port, protocol: listener.protocol,
            actions: listener.actions + actions + (areRulesCutOff ? [.undescribed] : [])))
      } else if listener.id.text.contains(":listener/app/") {
        notices.noteUnruled(listener.id.text)
        network.listeners.update(
          Listener(
            id: listener.id, loadBalancer: listener.loadBalancer, port: listener.port, protocol: listener.protocol,
            actions: listener.actions + [.undescribed]))
      }
    }
    for id in actions.keys where network.listeners.position(of: id) == nil { notices.noteStray(id.text) }
    for id in Set(targets.told.keys).union(targetGroupAttributes.told.keys) {
      guard let whole = network.targetGroups[id] else {
        notices.noteStray(id.text)
        continue
      }
      if whole.targetType != .lambda, let told = targets.told[id], told.part.contains(where: { $0.port == nil }) {
        let doubt = Doubt(
          what: "the targets of target group \(id.text.abbreviated)".onOneLine,
          why: "\(told.file) tells one without “Port”, which AWS always prints".onOneLine)
        notices.noteDoubt(doubt)
        sightings.note(doubt, of: id.text)
      }
      let attributes = targetGroupAttributes.told[id]?.part
      network.targetGroups.update(
        whole.having(
          targets: targets.told[id]?.part, preservesClientIP: attributes?.preservesClientIP,
          isCrossZone: attributes?.isCrossZone, knowsAttributes: attributes != nil))
    }
  }
}

extension TargetGroup.Target {
  fileprivate var shortText: String {
    "\(id)\(port.map { ":\($0)" } ?? "") \(state ?? "in no state")".abbreviated
  }
}

extension JSONObject {
  /// The `Value` of an attribute that is on or off; nil for a target group's `use_load_balancer_configuration`.
  fileprivate mutating func switchValue() throws(MalformedJSON) -> Bool? {
    try required("Value") { value throws(MalformedJSON) -> Bool? in
      switch try value.string() {
      case "true": true
      case "false": false
      case "use_load_balancer_configuration": nil
      default: throw value.isNot("true, false or use_load_balancer_configuration")
      }
    }
  }
}

extension JSONValue {
  /// The listener whose rule has this ARN: `…:listener-rule/app/front/1/2/3` is of `…:listener/app/front/1/2`.
  fileprivate func listenerOfRule() throws(MalformedJSON) -> Identifier<Listener> {
    let arn = try string()
    let halves = arn.split(separator: ":listener-rule/", omittingEmptySubsequences: false)
    guard halves.count == 2, let end = halves[1].lastIndex(of: "/") else {
      throw isNot("the ARN of a listener rule: arn:…:listener-rule/app/…")
    }
    return Identifier("\(halves[0]):listener/\(halves[1][..<end])")
  }
}
