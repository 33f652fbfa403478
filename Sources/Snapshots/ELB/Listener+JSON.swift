internal import NetworkModel

extension Listener {
  /// Reads one element of `Listeners`. That of a Gateway Load Balancer has neither port nor protocol.
  init(_ fields: inout JSONObject, _ remarks: inout DescriptionRemarks) throws(MalformedJSON) {
    let id: Identifier<Listener> = try fields.requiredIdentifier("ListenerArn")
    let loadBalancer: Identifier<LoadBalancer> = try fields.requiredIdentifier("LoadBalancerArn")
    let port = try fields.port("Port")
    let name = try fields.string("Protocol")
    let actions = try fields.optional("DefaultActions") { list throws(MalformedJSON) in try Action.all(list, &remarks) }
    if !id.text.contains(":listener/gwy/") {
      if port == nil { remarks.noteLack(of: "Port") }
      if name == nil { remarks.noteLack(of: "Protocol") }
    }
    if actions == nil { remarks.noteLack(of: "DefaultActions") }
    self.init(id: id, loadBalancer: loadBalancer, port: port, protocol: name ?? "GENEVE", actions: actions ?? [])
  }
}

extension Listener.Action {
  /// Reads the actions of a listener or of one of its rules.
  ///
  /// Whatever does not forward may answer: a demand to sign in does until it is met, and a forward whose groups all have
  /// weight 0 always does (BOTO:elbv2 `Action`).
  static func all(_ list: JSONValue, _ remarks: inout DescriptionRemarks) throws(MalformedJSON) -> [Self] {
    var actions: [Self] = []
    try list.forEach { value throws(MalformedJSON) in
      var fields = try value.object()
      let type = try fields.requiredString("Type")
      if type != "forward" {
        // What a type does that AWS's model does not list yet nobody can say.
        let isKnown = [
          "redirect", "fixed-response", "authenticate-oidc", "authenticate-cognito", "jwt-validation",
        ].contains(type)
        if !isKnown {
          remarks.noteDoubt(of: "an action", "is of the type “\(type.abbreviated)”, which Portolan does not know")
        }
        actions.append(isKnown ? .answer : .undescribed)
        return
      }
      let single: Identifier<TargetGroup>? = try fields.identifier("TargetGroupArn")
      guard let groups = try weightedGroups(&fields) ?? single.map({ [$0] }) else {
        remarks.noteDoubt(of: "a forward action", "names no target group, which AWS always prints")
        actions.append(.undescribed)
        return
      }
      actions += groups.isEmpty ? [.answer] : groups.map(Self.forward)
    }
    return actions
  }

  /// The target groups of `ForwardConfig` that get traffic; nil when it lists none.
  private static func weightedGroups(
    _ fields: inout JSONObject
  ) throws(MalformedJSON) -> [Identifier<TargetGroup>]? {
    var isListed = false
    var groups: [Identifier<TargetGroup>] = []
    _ = try fields.optional("ForwardConfig") { value throws(MalformedJSON) in
      var config = try value.object()
      _ = try config.optional("TargetGroups") { list throws(MalformedJSON) in
        try list.forEach { value throws(MalformedJSON) in
          var fields = try value.object()
          isListed = true
          let group: Identifier<TargetGroup> = try fields.requiredIdentifier("TargetGroupArn")
          if try fields.int("Weight", in: 0...999) != 0 { groups.append(group) }
        }
      }
    }
    return isListed ? groups : nil
  }
}

extension Listener: Describable {
  static let noun = "listener"

  static let members: [Member<Listener>] = [
    Member("Port", \.port, "the port", .required) { $0.map { "\($0)" } ?? "none" },
    Member("Protocol", \.protocol, "the protocol", .required),
    Member("DefaultActions", list: \.actions, "the default actions", .required) { $0.shortText },
    Member("LoadBalancerArn", \.loadBalancer, "the load balancer", .elidable),
  ]
}

extension Listener.Action {
  fileprivate var shortText: String {
    if case .forward(let group) = self { "forward to \(group)" } else { "an answer" }
  }
}
