internal import NetworkModel
internal import Ports
internal import Reachability
internal import Render

/// The rules of a hop, each to be edited where it stands: of a network ACL, a security group or a route table.
struct RuleEditor {
  let inquiry: Inquiry
  let network: Network

  /// As HTML; empty for a hop whose rules nobody edits.
  func html(for hop: Hop, _ number: Int) -> String {
    let ids = hop.component.id?.split(separator: ",").map(String.init) ?? []
    let deciding = Set(hop.decisions.compactMap(\.rule))
    var markup = Markup()
    switch hop.component.kind {
    case .networkACL:
      guard let direction = hop.direction, let acl = ids.first.flatMap({ network.networkACLs[Identifier($0)] }) else {
        return ""
      }
      details("\(number)", "Edit the \(direction.rawValue) rules of \(acl.name ?? acl.id.text)", into: &markup) {
        write(acl, direction, deciding, "\(number)", into: &$0)
      }
    case .securityGroup:
      guard let direction = hop.direction else { return "" }
      for (position, group) in ids.compactMap({ network.securityGroups[Identifier($0)] }).enumerated() {
        let id = "\(number)-\(position)"
        details(id, "Edit the \(direction.rawValue) rules of \(group.name)", into: &markup) {
          write(group, direction, deciding, id, into: &$0)
        }
      }
    case .routeTable:
      guard let table = ids.first.flatMap({ network.routeTables[Identifier($0)] }) else { return "" }
      details("\(number)", "Edit the routes of \(table.name ?? table.id.text)", into: &markup) {
        write(table, deciding, "\(number)", into: &$0)
      }
    default: return ""
    }
    return markup.text
  }

  private func details(_ hop: String, _ summary: String, into markup: inout Markup, _ content: (inout Markup) -> Void) {
    markup.element("details", ["class": "rules", "id": "rules-\(hop)"]) { markup in
      markup.element("summary", text: summary.brief)
      content(&markup)
    }
  }

  // MARK: Network ACLs

  private func write(
    _ acl: NetworkACL, _ direction: Direction, _ deciding: Set<Hop.Rule>, _ hop: String, into markup: inout Markup
  ) {
    let end = direction == .inbound ? Field("ruleFrom", "from") : Field("ruleTo", "to")
    for entry in acl.entries(direction) where !entry.isImplicitDeny {
      let isDeciding = deciding.contains(.entry(entry))
      form(
        "\(acl.id) \(direction.rawValue) \(entry.number)", id: "\(hop)-\(entry.number)", isDeciding,
        into: &markup
      ) { markup in
        markup.element("span", ["class": "which"], text: "rule \(entry.number)")
        actions(entry.action, id: "\(hop)-\(entry.number)", into: &markup)
        pattern(entry.pattern, id: "\(hop)-\(entry.number)", into: &markup)
        end.write("\(entry.cidrBlock)", id: "\(hop)-\(entry.number)", size: 18, into: &markup)
      }
    }
    form("\(acl.id) \(direction.rawValue)", id: "\(hop)-new", isNew: true, into: &markup) { markup in
      Field("ruleNew", "new rule").write(
        "", id: "\(hop)-new", size: 5, hint: "\(free(acl, direction))", into: &markup)
      actions(.allow, id: "\(hop)-new", into: &markup)
      pattern(nil, id: "\(hop)-new", into: &markup)
      end.write("", id: "\(hop)-new", size: 18, hint: "0.0.0.0/0", into: &markup)
    }
  }

  private func free(_ acl: NetworkACL, _ direction: Direction) -> Int {
    (acl.entries(direction).filter { !$0.isImplicitDeny }.map(\.number).max() ?? 0) + 10
  }

  private func actions(_ action: NetworkACL.Entry.Action, id: String, into markup: inout Markup) {
    markup.element("span", ["class": "field"]) { markup in
      markup.element("label", ["for": "ruleAction-\(id)"], text: "action")
      markup.element("select", ["id": "ruleAction-\(id)", "name": "ruleAction"]) { markup in
        for one in [NetworkACL.Entry.Action.allow, .deny] {
          markup.element(
            "option", ["value": one.rawValue, "selected": one == action ? "selected" : ""], text: one.rawValue)
        }
      }
    }
  }

  private func pattern(_ pattern: TrafficPattern?, id: String, into markup: inout Markup) {
    let ipProtocol = pattern.map { $0.ipProtocol.map(\.word) ?? "all" } ?? ""
    Field("ruleProtocol", "protocol").write(ipProtocol, id: id, size: 5, hint: "tcp", into: &markup)
    // What a rule says of ICMP types stays as it is.
    guard pattern?.ipProtocol?.hasTypeAndCode != true else { return }
    let ports = pattern.map { $0.ipProtocol?.hasPorts == true ? "\($0.selectors)" : "" } ?? ""
    Field("rulePorts", "ports").write(ports, id: id, size: 12, hint: "32768-60999", into: &markup)
  }

  // MARK: Security groups

  private func write(
    _ group: SecurityGroup, _ direction: Direction, _ deciding: Set<Hop.Rule>, _ hop: String,
    into markup: inout Markup
  ) {
    let end = direction == .inbound ? Field("ruleFrom", "from") : Field("ruleTo", "to")
    for (position, rule) in group.rules(direction).enumerated() {
      let id = "\(hop)-\(position)"
      form(
        "\(group.id) \(direction.rawValue)", id: id, deciding.contains(.securityGroup(group.id, rule)),
        old: Edit.words(rule), into: &markup
      ) { markup in
        pattern(rule.pattern, id: id, into: &markup)
        end.write(Edit.words(rule.peer), id: id, size: 20, into: &markup)
      }
    }
    form("\(group.id) \(direction.rawValue)", id: "\(hop)-new", isNew: true, into: &markup) { markup in
      markup.element("span", ["class": "which"], text: "new rule")
      pattern(nil, id: "\(hop)-new", into: &markup)
      end.write("", id: "\(hop)-new", size: 20, hint: "10.0.0.0/8 or a group", into: &markup)
    }
  }

  // MARK: Route tables

  private func write(_ table: RouteTable, _ deciding: Set<Hop.Rule>, _ hop: String, into markup: inout Markup) {
    let rule = RuleText(network: network)
    for (position, route) in table.routes.enumerated() where !route.isPropagated {
      let id = "\(hop)-\(position)"
      form(
        "\(table.id) \(Edit.words(route.destination))", id: id, deciding.contains(.route(route)), into: &markup
      ) { markup in
        markup.element("span", ["class": "which"], text: rule.describe(route.destination))
        Field("ruleVia", "via").write(Edit.words(route), id: id, size: 24, into: &markup)
      }
    }
    form("\(table.id)", id: "\(hop)-new", isNew: true, into: &markup) { markup in
      Field("ruleNew", "new route to").write("", id: "\(hop)-new", size: 18, hint: "192.168.0.0/16", into: &markup)
      Field("ruleVia", "via").write("", id: "\(hop)-new", size: 24, hint: "igw-…, nat-…, tgw-…", into: &markup)
    }
  }

  // MARK: Forms

  /// A labelled field of a rule.
  private struct Field {
    let name: String
    let label: String

    init(_ name: String, _ label: String) {
      self.name = name
      self.label = label
    }

    func write(_ value: String, id: String, size: Int, hint: String = "", into markup: inout Markup) {
      markup.element("span", ["class": "field"]) { markup in
        markup.element("label", ["for": "\(name)-\(id)"], text: label)
        QuestionForm.input(
          [
            "id": "\(name)-\(id)", "name": name, "value": value, "size": "\(size)", "placeholder": hint,
            "autocomplete": "off",
            "spellcheck": "false", "autocapitalize": "none",
          ], into: &markup)
      }
    }
  }

  private func form(
    _ rule: String, id: String, _ isDeciding: Bool = false, old: String? = nil, isNew: Bool = false,
    into markup: inout Markup, _ fields: (inout Markup) -> Void
  ) {
    markup.element(
      "form", ["action": "/", "method": "get", "class": isDeciding ? "rule decides" : "rule", "aria-label": rule]
    ) { markup in
      QuestionForm.hidden(inquiry, into: &markup)
      QuestionForm.hidden("rule", rule, into: &markup)
      if let old { QuestionForm.hidden("ruleOld", old, into: &markup) }
      if isDeciding { markup.element("span", ["class": "mark"], text: "decides here") }
      fields(&markup)
      if isNew {
        markup.element("button", ["type": "submit", "name": "ruleVerb", "value": "add"], text: "Add")
      } else {
        markup.element("button", ["type": "submit"], text: "Try")
        markup.element(
          "button", ["type": "submit", "name": "ruleVerb", "value": "remove", "class": "quiet"], text: "Remove")
      }
    }
  }
}

extension IPProtocol {
  /// What an edit calls it: its name, where it has one that can be read again.
  fileprivate var word: String { IPProtocol("\(self)") == self ? "\(self)" : "\(rawValue)" }
}
