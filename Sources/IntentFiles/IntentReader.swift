internal import NetworkModel
internal import Ports
internal import Reachability

/// Reads intents off YAML nodes, and notes whatever is wrong with them.
struct IntentReader {
  private(set) var problems: [IntentProblem] = []
  private var groups: [String: [Intent.Term]] = [:]
  /// Aliases make few bytes many nodes.
  private var nodesLeft = mostNodes
  private static let mostNodes = 500_000

  /// The intents of a document.
  mutating func intents(of root: YAMLNode?) -> [Intent] {
    guard let root else {
      note("the file is empty: it needs a list “intents”", at: Intent.Place(line: 1, column: 1))
      return []
    }
    guard let fields = fields(of: root, IntentKeys.file, "the file") else { return [] }
    if let node = fields["groups"] { readGroups(node) }
    guard let list = fields["intents"] else {
      note("the file has no list “intents”", at: root)
      return []
    }
    guard let items = items(of: list, "“intents”") else { return [] }
    if items.isEmpty { note("“intents” is empty: a gate that asks nothing always holds", at: list) }
    var seen: [String: Int] = [:]
    return items.compactMap { item in
      guard let intent = intent(item) else { return nil }
      if let line = seen[intent.id] {
        note("the id “\(intent.id.shown)” is taken by the intent in line \(line)", at: item)
      }
      seen[intent.id] = intent.place.line
      return intent
    }
  }

  // MARK: Intents

  private mutating func intent(_ node: YAMLNode) -> Intent? {
    guard let fields = fields(of: node, IntentKeys.intent, "an intent") else { return nil }
    let id = fields["id"].flatMap { self.id($0) }
    if fields["id"] == nil {
      note("the intent has no “id”: give it a name of its own, such as web-to-orders", at: node)
    }
    let reason = fields["reason"].flatMap { prose($0, "“reason”") }
    let owner = fields["owner"].flatMap { prose($0, "“owner”") }
    let claim: (action: Intent.Action, node: YAMLNode)
    switch (fields["allow"], fields["deny"]) {
    case (let node?, nil): claim = (.allow, node)
    case (nil, let node?): claim = (.deny, node)
    case (nil, nil):
      note("the intent neither allows nor denies: it needs “allow” or “deny”", at: node)
      return nil
    case (.some, let second?):
      note("the intent has both “allow” and “deny”: make it two", at: second)
      return nil
    }
    guard let connections = connections(claim.node, claim.action), let id else { return nil }
    return Intent(
      id: id, action: claim.action, from: connections.from, to: connections.to, protocols: connections.protocols,
      ports: connections.ports, clientPorts: connections.clientPorts, family: connections.family,
      extent: connections.extent, reason: reason, owner: owner, place: node.place)
  }

  private struct Connections {
    let from: Intent.End
    let to: Intent.End
    let protocols: [IPProtocol]
    let ports: PortSet?
    let clientPorts: Endpoint.ClientPorts?
    let family: IPAddress.Family?
    let extent: Intent.Extent
  }

  private mutating func connections(_ node: YAMLNode, _ action: Intent.Action) -> Connections? {
    guard let fields = fields(of: node, IntentKeys.connections, "“\(action.rawValue)”") else { return nil }
    let before = problems.count
    let from = end("from", fields, node)
    let to = end("to", fields, node)
    let protocols = fields["protocol"].map { self.protocols($0) } ?? [.tcp]
    let ports = ports(fields["ports"], protocols, node)
    let clientPorts = clientPorts(fields, protocols)
    let family = fields["family"].flatMap { choice($0, "family", IntentKeys.families) }
    let extents = Intent.Extent.allCases.map { ($0.rawValue, $0) }
    let extent = fields["for"].flatMap { choice($0, "for", extents) } ?? .everyClientPort
    if action == .deny, extent != .everyClientPort, let node = fields["for"] {
      note("a “deny” holds only if no client port works: leave “for” out", at: node)
    }
    guard problems.count == before, let from, let to else { return nil }
    return Connections(
      from: from, to: to, protocols: protocols, ports: ports, clientPorts: clientPorts, family: family, extent: extent)
  }

  private mutating func id(_ node: YAMLNode) -> String? {
    guard let text = text(node, "“id”") else { return nil }
    let isPlain = text.utf8.allSatisfy { IntentKeys.isIDByte($0) }
    if text.utf8.count <= 100, isPlain { return text }
    note("“\(text.shown)” is no id: use up to 100 letters, digits, - _ and .", at: node)
    return nil
  }

  // MARK: Ends

  private mutating func readGroups(_ node: YAMLNode) {
    guard case .mapping(let mapping) = node.content else {
      note("“groups” is \(kind(of: node)), and must be a mapping from names to lists", at: node)
      return
    }
    for (key, value) in mapping {
      guard let name = text(key, "a group's name") else { continue }
      if groups[name] != nil { note("“\(name.shown)” is given twice", at: key) }
      groups[name] = terms(value, "the group “\(name.shown)”")
    }
  }

  private mutating func end(_ key: String, _ fields: [String: YAMLNode], _ whole: YAMLNode) -> Intent.End? {
    guard let node = fields[key] else {
      note("“\(key)” is missing", at: whole)
      return nil
    }
    guard let named = terms(node, "“\(key)”") else { return nil }
    let exceptions = fields["not-\(key)"].flatMap { terms($0, "“not-\(key)”") } ?? []
    var label = named.map(\.text).joined(separator: ", ")
    if !exceptions.isEmpty { label += " but " + exceptions.map(\.text).joined(separator: ", ") }
    return Intent.End(expanded(named), except: expanded(exceptions), label: label, at: node.place)
  }

  private func expanded(_ terms: [Intent.Term]) -> [Intent.Term] {
    terms.flatMap { groups[$0.text] ?? [$0] }
  }

  private mutating func terms(_ node: YAMLNode, _ what: String) -> [Intent.Term]? {
    let items: [YAMLNode]
    if case .sequence = node.content {
      guard let found = self.items(of: node, what) else { return nil }
      if found.isEmpty { note("\(what) is an empty list", at: node) }
      items = found
    } else {
      items = [node]
    }
    return items.compactMap { item in text(item, what).map { Intent.Term($0, at: item.place) } }
  }

  // MARK: Protocols and ports

  private mutating func protocols(_ node: YAMLNode) -> [IPProtocol] {
    var found: [IPProtocol] = []
    for (text, item) in texts(node, "“protocol”") {
      guard let ipProtocol = IPProtocol(text) else {
        note("“\(text.shown)” is not a protocol: use tcp, udp, icmp, another name, or a number from 0 to 255", at: item)
        continue
      }
      if !found.contains(ipProtocol) { found.append(ipProtocol) }
    }
    if let one = found.first(where: \.hasPorts), let other = found.first(where: { !$0.hasPorts }) {
      note("\(one) has ports and \(other) has none: make it two intents", at: node)
    }
    return found
  }

  private mutating func ports(_ node: YAMLNode?, _ protocols: [IPProtocol], _ whole: YAMLNode) -> PortSet? {
    guard let portless = protocols.first(where: { !$0.hasPorts }) else {
      guard let node else {
        note("“ports” is missing: name the servers' ports, such as 443 or [80, 8000-8100], or write any", at: whole)
        return nil
      }
      return ports(node, "“ports”")
    }
    if let node, protocols.allSatisfy({ !$0.hasPorts }) {
      note("\(portless) has no ports: leave “ports” out", at: node)
    }
    return nil
  }

  private mutating func ports(_ node: YAMLNode, _ what: String) -> PortSet {
    var set = PortSet.empty
    for (text, item) in texts(node, what) {
      if text == "any" {
        set = .all
        continue
      }
      do throws(PortSyntaxError) {
        set.formUnion(try PortSet(parsing: text))
      } catch {
        note("\(what): “\(error.found.shown)” is not \(error.expected)", at: item)
      }
    }
    return set
  }

  private mutating func clientPorts(_ fields: [String: YAMLNode], _ protocols: [IPProtocol]) -> Endpoint.ClientPorts? {
    if let portless = protocols.first(where: { !$0.hasPorts }) {
      for key in ["os", "client-ports"] {
        if let node = fields[key] { note("\(portless) has no ports: leave “\(key)” out", at: node) }
      }
      return nil
    }
    if let node = fields["os"] {
      if let other = fields["client-ports"] {
        note("“os” and “client-ports” both say which ports clients use: give one", at: other)
      }
      guard let text = text(node, "“os”") else { return nil }
      if let range = EphemeralRange.named(text) {
        return Endpoint.ClientPorts(range.ports, source: "\(range.name) default", order: range.drawingOrder)
      }
      let near = EphemeralRange.candidates(for: text)
      note(
        "“\(text.shown)” is not a system that Portolan knows"
          + (near.isEmpty ? ": see portolan ports ranges" : "; did you mean \(near.joined(separator: " or "))?"),
        at: node)
      return nil
    }
    return fields["client-ports"].map { Endpoint.ClientPorts(ports($0, "“client-ports”"), source: "as given") }
  }

  private mutating func choice<Value>(_ node: YAMLNode, _ key: String, _ choices: [(String, Value)]) -> Value? {
    guard let text = text(node, "“\(key)”") else { return nil }
    if let found = choices.first(where: { $0.0 == text }) { return found.1 }
    note(
      "“\(key)” is “\(text.shown)”, and must be \(choices.map { "“\($0.0)”" }.joined(separator: " or "))", at: node)
    return nil
  }

  // MARK: Nodes

  private mutating func note(_ message: String, at node: YAMLNode) { note(message, at: node.place) }

  private mutating func note(_ message: String, at place: Intent.Place) {
    problems.append(IntentProblem(message, at: place))
  }

  private func kind(of node: YAMLNode) -> String {
    switch node.content {
    case .scalar(let text) where text.isEmpty: "empty"
    case .scalar(let text): "“\(text.shown)”"
    case .mapping: "a mapping"
    case .sequence: "a list"
    }
  }

  /// The values of a mapping by their keys; nil where one is unknown, since it may be another misspelt.
  private mutating func fields(of node: YAMLNode, _ known: [String], _ what: String) -> [String: YAMLNode]? {
    guard spend(node) else { return nil }
    guard case .mapping(let mapping) = node.content else {
      let keys = known.map { "“\($0)”" }.joined(separator: ", ")
      note("\(what) is \(kind(of: node)), and must be a mapping with \(keys)", at: node)
      return nil
    }
    var fields: [String: YAMLNode] = [:]
    var isKnown = true
    for (key, value) in mapping {
      guard case .scalar(let name) = key.content, known.contains(name) else {
        let near = if case .scalar(let name) = key.content { nearest(to: name, among: known) } else { [String]() }
        note(
          "\(what) has no key \(kind(of: key))"
            + (near.isEmpty
              ? ": it has \(known.joined(separator: ", "))" : "; did you mean \(near.joined(separator: " or "))?"),
          at: key)
        isKnown = false
        continue
      }
      if fields[name] != nil { note("“\(name)” is given twice", at: key) }
      fields[name] = value
    }
    return isKnown ? fields : nil
  }

  private mutating func items(of node: YAMLNode, _ what: String) -> [YAMLNode]? {
    guard spend(node) else { return nil }
    guard case .sequence(let items) = node.content else {
      note("\(what) is \(kind(of: node)), and must be a list", at: node)
      return nil
    }
    return items
  }

  /// The texts of a scalar, or of a list of them.
  private mutating func texts(_ node: YAMLNode, _ what: String) -> [(String, YAMLNode)] {
    guard case .sequence = node.content else { return text(node, what).map { [($0, node)] } ?? [] }
    guard let items = items(of: node, what) else { return [] }
    if items.isEmpty { note("\(what) is an empty list", at: node) }
    return items.compactMap { item in text(item, what).map { ($0, item) } }
  }

  /// A text that is a name or a number; what would break a line or command a terminal becomes a space.
  private mutating func text(_ node: YAMLNode, _ what: String) -> String? {
    guard spend(node) else { return nil }
    guard case .scalar(let written) = node.content else {
      note("\(what) is \(kind(of: node)), and must be a text", at: node)
      return nil
    }
    let text = written.onOneLine
    if text.allSatisfy({ $0 == " " }) {
      note("\(what) is empty", at: node)
      return nil
    }
    return text
  }

  /// A text for people, whose line breaks are for the eyes of whoever writes it.
  private mutating func prose(_ node: YAMLNode, _ what: String) -> String? {
    text(node, what)?.split(separator: " ").joined(separator: " ")
  }

  /// Counts a node, and whether there may be more.
  private mutating func spend(_ node: YAMLNode) -> Bool {
    nodesLeft -= 1
    if nodesLeft == 0 { note("the file has more than \(Self.mostNodes) values, counted through its aliases", at: node) }
    return nodesLeft > 0
  }
}

extension String {
  /// The text on one line, cut where it is long.
  var shown: String { onOneLine.abbreviated }
}
