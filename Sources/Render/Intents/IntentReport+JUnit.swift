internal import NetworkModel
internal import Reachability

extension IntentReport {
  /// The result as JUnit XML, as CI servers read it: a test case for each intent, a failure for one that fails and an error for one that
  /// is unknown: servers show a skipped test as no trouble, and whether this one would pass nobody knows.
  public var junit: String {
    let counts = #"tests="\#(outcomes.count)" failures="\#(count(.fails))" errors="\#(count(.unknown))""#
    var lines = [#"<?xml version="1.0" encoding="UTF-8"?>"#, #"<testsuites name="portolan verify" \#(counts)>"#]
    lines.append(#"  <testsuite name="\#(file.xml)" \#(counts) skipped="0">"#)
    for outcome in outcomes {
      let intent = outcome.intent
      let head =
        #"    <testcase classname="\#(file.xml)" name="\#(intent.id.xml)" file="\#(file.xml)" line="\#(intent.place.line)""#
      guard outcome.status != .holds else {
        lines.append(head + "/>")
        continue
      }
      let element = outcome.status == .fails ? "failure" : "error"
      lines.append(head + ">")
      lines.append(
        #"      <\#(element) type="\#(outcome.status.rawValue)" message="\#(intent.claim.xml)">\#(details(outcome).xml)</\#(element)>"#
      )
      lines.append("    </testcase>")
    }
    if !grounds.isEmpty { lines.append("    <system-out>\(grounds.notes.joined(separator: "\n").xml)</system-out>") }
    return (lines + ["  </testsuite>", "</testsuites>"]).joined(separator: "\n") + "\n"
  }

  /// Why an intent does not hold, a line for each connection and each reason.
  func details(_ outcome: Intent.Outcome) -> String {
    let text = BreachText(network: network)
    var lines = [outcome.intent.claim]
    if let reason = outcome.intent.reason { lines.append("Why: \(reason)") }
    if let owner = outcome.intent.owner { lines.append("Owner: \(owner)") }
    let breaches = outcome.breaches.filter { $0.status == outcome.status }
    for breach in breaches.prefix(10) {
      lines.append("\(text.connections(breach)): \(text.answer(breach))")
      lines += text.reasons(breach, of: outcome.intent).prefix(4).map { "  \($0)" }
      lines += text.remedy(breach, of: outcome.intent).map { "  fix: \($0)" }
    }
    lines += outcome.gaps.map { "\($0.what): \($0.why)" }
    let all = outcome.status == .fails ? outcome.failing : outcome.unknown
    lines.append("\(grouped(all)) of \(grouped(outcome.pairs)) pairs")
    return lines.joined(separator: "\n")
  }
}

extension String {
  /// The text as XML 1.0 has it in attributes and elements; what XML has no way to write, or commands whatever shows it, becomes U+FFFD.
  fileprivate var xml: String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "\n": text += "&#10;"
      case "\u{FFFE}", "\u{FFFF}": text += "\u{FFFD}"
      default: text.unicodeScalars.append(scalar.isCommand ? "\u{FFFD}" : scalar)
      }
    }
    return text
  }
}
