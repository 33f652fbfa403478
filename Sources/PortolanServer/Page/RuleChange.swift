internal import NetworkModel
internal import Reachability

/// What somebody filled in beside a rule of a hop: it becomes edits in words, which the address then holds.
struct RuleChange {
  /// What the rule is of, and which one it is, as an edit begins: `acl-0123 outbound 100`.
  private let rule: String?
  /// For a security group's rule, which has no number: the words that say which, `protocol=6 ports=22-22 from=10.0.0.0/8`.
  private let old: String?
  private let verb: String?
  /// What tells a new rule apart: an entry's number, a route's destination.
  private let new: String?
  private let values: [(key: String, value: String)]
  private let action: String?

  init(_ fields: FormFields) {
    rule = fields["rule"]
    old = fields["ruleOld"]
    verb = fields["ruleVerb"]
    new = fields["ruleNew"]?.trimmed.quoted
    action = fields["ruleAction"]
    let names = [
      ("ruleProtocol", "protocol"), ("rulePorts", "ports"), ("ruleFrom", "from"), ("ruleTo", "to"), ("ruleVia", "via"),
    ]
    // Ports that stand beside a protocol without any say nothing.
    let hasPorts = fields["ruleProtocol"].map { IPProtocol($0.trimmed)?.hasPorts ?? false } ?? true
    values = names.compactMap { name, key in
      key == "ports" && !hasPorts ? nil : fields[name].map { (key, $0.trimmed) }
    }
  }

  /// Whether nothing was filled in.
  var isEmpty: Bool { rule == nil }

  /// The edits in words.
  ///
  /// - Throws: `EditSyntaxError` when they are none of the network.
  func edits(of draft: Draft) throws -> [String] {
    let texts = self.texts
    var network = draft.network
    return try texts.map { text in
      let edit = try EditSyntax(network).edit(text)
      network.apply(edit)
      return edit.syntax
    }
  }

  private var texts: [String] {
    guard let rule else { return [] }
    // A word may be no more than one: what was typed with spaces in it is quoted.
    let words = ([action].compactMap(\.self) + values.map { "\($0.key)=\($0.value.quoted)" }).joined(separator: " ")
    switch (verb, old) {
    case ("remove", let old?): return ["\(rule) remove \(old)"]
    case ("remove", nil): return [Self.removing(rule)]
    case ("add", _): return ["\(rule) add \(new.map { $0 + " " } ?? "")\(words)"]
    case (_, let old?): return ["\(rule) remove \(old)", "\(rule) add \(words)"]
    default: return ["\(rule) \(words)"]
    }
  }

  /// `acl-0123 outbound 100` with the verb before its last word.
  private static func removing(_ rule: String) -> String {
    var words = rule.split(separator: " ").map(String.init)
    guard let last = words.popLast() else { return rule }
    return (words + ["remove", last]).joined(separator: " ")
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }

  /// The text as one word of an edit.
  fileprivate var quoted: String { contains { $0.isWhitespace } ? "\"\(filter { $0 != "\"" })\"" : self }
}
