internal import NetworkModel
internal import Ports
public import Reachability

extension IntentFile {
  /// A file that says what a network does today, and reads back as just that.
  public static func text(of baseline: Baseline) -> String {
    var lines = [
      "# What the network lets through today. Cross out what should not be, and say why the rest is as it is:",
      "# each intent may have a reason and an owner.",
    ]
    if !baseline.groups.isEmpty {
      lines += ["", "groups:"]
      for group in baseline.groups { lines += block(scalar(group.name), group.members.map(scalar), indent: 2) }
    }
    lines += ["", "intents:"]
    for intent in baseline.intents { lines += item(intent) }
    if !baseline.remarks.isEmpty {
      lines += ["", "# Left out, since no intent would surely hold:"]
      lines += baseline.remarks.map { "#   \($0.onOneLine)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func item(_ intent: Intent) -> [String] {
    var fields: [(key: String, values: [String])] = [("from", intent.from.terms.map { scalar($0.text) })]
    func add(_ key: String, _ terms: [Intent.Term]) {
      if !terms.isEmpty { fields.append((key, terms.map { scalar($0.text) })) }
    }
    add("not-from", intent.from.exceptions)
    add("to", intent.to.terms)
    add("not-to", intent.to.exceptions)
    if let ports = intent.ports { fields.append(("ports", ports == .all ? ["any"] : ports.ranges.map { "\($0)" })) }
    if intent.protocols != [.tcp] { fields.append(("protocol", intent.protocols.map { "\($0)" })) }
    if let family = intent.family { fields.append(("family", [family == .v4 ? "ipv4" : "ipv6"])) }
    if intent.extent != .everyClientPort { fields.append(("for", [intent.extent.rawValue])) }
    let inline = fields.map { "\($0.key): \(flow($0.values))" }.joined(separator: ", ")
    var lines = ["  - id: \(scalar(intent.id))"]
    if inline.count <= 80 {
      lines.append("    \(intent.action.rawValue): {\(inline)}")
    } else {
      lines.append("    \(intent.action.rawValue):")
      for field in fields { lines += block(field.key, field.values, indent: 6) }
    }
    if let reason = intent.reason { lines.append("    reason: \(scalar(reason))") }
    return lines
  }

  private static func flow(_ values: [String]) -> String {
    values.count == 1 ? values[0] : "[\(values.joined(separator: ", "))]"
  }

  /// A key and its values: on one line if they fit there, else each on its own.
  private static func block(_ key: String, _ values: [String], indent: Int) -> [String] {
    let space = String(repeating: " ", count: indent)
    let line = "\(space)\(key): \(flow(values))"
    if line.count <= 100 || values.count == 1 { return [line] }
    return ["\(space)\(key):"] + values.map { "\(space)  - \($0)" }
  }

  /// A text as a YAML scalar: plain where every reader takes it for a text, else in quotes.
  private static func scalar(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let isPlain =
      bytes.first.map { isLetter($0) } ?? false
      && bytes.allSatisfy { isLetter($0) || "0123456789-_./ ".utf8.contains($0) } && bytes.last != UInt8(ascii: " ")
      && !["y", "n", "yes", "no", "on", "off", "true", "false", "null"].contains(text.lowercased())
    if isPlain { return text }
    var quoted = ""
    for scalar in text.unicodeScalars {
      if scalar.isCommand {
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        continue
      }
      if scalar == "\"" || scalar == "\\" { quoted += "\\" }
      quoted.unicodeScalars.append(scalar)
    }
    return "\"\(quoted)\""
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
