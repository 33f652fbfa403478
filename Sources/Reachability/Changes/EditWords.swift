internal import NetworkModel
internal import Ports

/// What is wrong with an edit.
struct EditProblem: Error {
  let reason: String

  init(_ reason: String) {
    self.reason = reason
  }

  /// What is wrong with a name, and which others come near it.
  init(_ reason: String, near name: String, _ names: Set<String>) {
    let near = nearest(to: name, among: names.subtracting([""]))
    self.reason = near.isEmpty ? reason : "\(reason); did you mean \(near.joined(separator: " or "))?"
  }
}

/// The words of an edit: one after the other, and values by their keys. Quotes keep the words of a name together.
struct EditWords {
  /// What an edit does with a rule; nil where it changes one.
  enum Verb {
    case add
    case remove
  }

  /// What is edited, where its name alone may mean several things.
  enum Kind {
    case networkACL
    case securityGroup
    case routeTable
  }

  private(set) var words: [String] = []
  private var values: [(key: String, value: String)] = []

  init(_ text: String) throws(EditProblem) {
    for word in try Self.split(text) {
      if let equals = word.firstIndex(of: "="), Self.keys.contains(String(word[..<equals])) {
        let key = String(word[..<equals])
        let value = String(word[word.index(after: equals)...])
        if value.isEmpty { throw EditProblem("\(key)= needs a value") }
        if values.contains(where: { $0.key == key }) { throw EditProblem("\(key)= is there twice") }
        values.append((key, value))
      } else if let equals = word.firstIndex(of: "="), equals != word.startIndex, words.count > 0 {
        throw EditProblem("“\(word[..<equals])=” is no part of an edit", near: String(word[..<equals]), Set(Self.keys))
      } else {
        words.append(word)
      }
    }
  }

  static let keys = ["ports", "port", "protocol", "from", "to", "cidr", "action", "via", "type", "code"]

  private static func split(_ text: String) throws(EditProblem) -> [String] {
    var words: [String] = []
    var word = ""
    var quote: Character?
    var isStarted = false
    for character in text {
      if let open = quote {
        if character == open { quote = nil } else { word.append(character) }
      } else if character == "\"" || character == "'" {
        quote = character
        isStarted = true
      } else if character.isWhitespace {
        if isStarted { words.append(word) }
        (word, isStarted) = ("", false)
      } else {
        word.append(character)
        isStarted = true
      }
    }
    if quote != nil { throw EditProblem("a quotation mark is never closed") }
    if isStarted { words.append(word) }
    return words
  }

  /// The next word.
  mutating func takeFirst() -> String? { words.isEmpty ? nil : words.removeFirst() }

  /// The kind of what is edited, if the first word of several says so.
  mutating func takeKind() -> Kind? {
    let kinds: [String: Kind] = ["acl": .networkACL, "group": .securityGroup, "table": .routeTable]
    guard words.count > 1, let kind = kinds[words[0]], !Self.isDirection(words[1]) else { return nil }
    words.removeFirst()
    return kind
  }

  /// Whether a direction is among the words, as only filters have one.
  var nameADirection: Bool { words.contains(where: Self.isDirection) }

  /// Whether there are words that have no meaning for a route, which has a destination and `via=`.
  var isForFilter: Bool {
    values.contains { $0.key != "via" } || words.contains { Int($0) != nil || IPProtocol($0) != nil }
      || words.contains { NetworkACL.Entry.Action(rawValue: $0) != nil }
  }

  private static func isDirection(_ word: String) -> Bool {
    ["inbound", "outbound", "ingress", "egress"].contains(word)
  }

  /// The verb, if the next word is one.
  mutating func takeVerb() throws(EditProblem) -> Verb? {
    guard let word = words.first, let verb = Self.verbs[word] else { return nil }
    words.removeFirst()
    return verb
  }

  static let verbs: [String: Verb] = ["add": .add, "remove": .remove, "delete": .remove]

  /// The value of a key.
  mutating func takeValue(_ key: String) throws(EditProblem) -> String? {
    guard let position = values.firstIndex(where: { $0.key == key }) else { return nil }
    return values.remove(at: position).value
  }

  /// A key that nothing took the value of.
  var unusedKey: String? { values.first?.key }
}

/// What an edit says of a rule of a filter.
struct EditDraft {
  private(set) var direction: Direction?
  private(set) var verb: EditWords.Verb?
  private(set) var number: Int?
  private(set) var action: NetworkACL.Entry.Action?
  private var ipProtocol: IPProtocol??
  private var ports: PortSet?
  private var icmp: (type: Int, code: Int)?
  private var from: String?
  private var to: String?
  private var cidr: String?

  /// Reads what is left of an edit; a number by itself is that of an entry, or for a group the ports.
  init(_ words: inout EditWords, isForGroup: Bool) throws(EditProblem) {
    while let word = words.takeFirst() {
      if let verb = EditWords.verbs[word] {
        self.verb = verb
      } else if let direction = Self.directions[word] {
        self.direction = direction
      } else if let action = NetworkACL.Entry.Action(rawValue: word) {
        self.action = action
      } else if !isForGroup, number == nil, let number = Int(word) {
        self.number = number
      } else if word.utf8.first.map({ (48...57).contains($0) }) ?? false {
        try take(ports: word)
      } else {
        try take(ipProtocol: word)
      }
    }
    if let text = try words.takeValue("protocol") { try take(ipProtocol: text) }
    if let text = try words.takeValue("ports") { try take(ports: text) }
    if let text = try words.takeValue("port") { try take(ports: text) }
    if let text = try words.takeValue("action") {
      guard let action = NetworkACL.Entry.Action(rawValue: text) else {
        throw EditProblem("action= is allow or deny, not “\(text)”")
      }
      self.action = action
    }
    if let text = try words.takeValue("type") {
      let code = try words.takeValue("code") ?? "-1"
      guard let type = Int(text), let number = Int(code), TrafficPattern.selectors(icmpType: type, code: number) != nil
      else { throw EditProblem("type= and code= are numbers from 0 to 255") }
      icmp = (type, number)
    }
    from = try words.takeValue("from")
    to = try words.takeValue("to")
    cidr = try words.takeValue("cidr")
    if let key = words.unusedKey { throw EditProblem("\(key)= has no meaning here") }
  }

  private static let directions: [String: Direction] = [
    "inbound": .inbound, "ingress": .inbound, "outbound": .outbound, "egress": .outbound,
  ]

  private mutating func take(ports text: String) throws(EditProblem) {
    if ports != nil { throw EditProblem("the ports are there twice") }
    let set: PortSet
    do throws(PortSyntaxError) { set = try PortSet(parsing: text) } catch { throw EditProblem("\(error)") }
    guard set.ranges.count == 1 else { throw EditProblem("a rule has one range of ports, and “\(text)” is more") }
    ports = set
  }

  private mutating func take(ipProtocol text: String) throws(EditProblem) {
    if ipProtocol != nil { throw EditProblem("“\(text)” has no meaning here") }
    if text == "all" || text == "any" {
      ipProtocol = .some(nil)
    } else if let known = IPProtocol(text) {
      ipProtocol = .some(known)
    } else {
      throw EditProblem(
        "“\(text)” has no meaning here", near: text,
        ["inbound", "outbound", "add", "remove", "allow", "deny", "tcp", "udp", "icmp", "icmpv6", "all"])
    }
  }

  /// Whether nothing is said of what the rule is for.
  var isBare: Bool {
    action == nil && ipProtocol == nil && ports == nil && icmp == nil && from == nil && to == nil && cidr == nil
  }

  func neededDirection() throws(EditProblem) -> Direction {
    guard let direction else { throw EditProblem("say “inbound” or “outbound”") }
    return direction
  }

  /// Whom the rule is for, as written.
  func peer(_ direction: Direction) throws(EditProblem) -> String? {
    if direction == .inbound, to != nil { throw EditProblem("an inbound rule is for a source: say from=") }
    if direction == .outbound, from != nil { throw EditProblem("an outbound rule is for a destination: say to=") }
    if cidr != nil, from != nil || to != nil { throw EditProblem("cidr= and from= or to= say the same: give one") }
    return cidr ?? from ?? to
  }

  /// The packets that a rule is for, of which what is not said stays as in `old`.
  func pattern(insteadOf old: TrafficPattern? = nil) throws(EditProblem) -> TrafficPattern {
    let kind: IPProtocol?
    switch ipProtocol {
    case .some(let told): kind = told
    case nil: kind = old.map(\.ipProtocol) ?? (ports == nil ? nil : .some(.tcp))
    }
    let isSame = kind == old?.ipProtocol
    if let icmp {
      guard let kind, kind.hasTypeAndCode,
        let selectors = TrafficPattern.selectors(icmpType: icmp.type, code: icmp.code)
      else { throw EditProblem("type= and code= are for icmp and icmpv6") }
      return TrafficPattern(kind, selectors)
    }
    guard let ports else { return TrafficPattern(kind, isSame ? old?.selectors ?? .all : .all) }
    guard let kind, kind.hasPorts else {
      throw EditProblem("only tcp and udp have ports: say which, as in “protocol=tcp ports=\(ports)”")
    }
    return TrafficPattern(kind, ports)
  }
}
