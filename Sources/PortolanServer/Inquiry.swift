internal import Reachability

/// All that an address holds: the question, the edits that are tried with it, and which of several alternatives is looked at.
///
/// It is the words as somebody wrote them, so that a page can show them again, however wrong.
struct Inquiry: Hashable, Sendable {
  /// The words of the question, by the names that the fields of an address have.
  var from: String?
  var to: String?
  var ipProtocol: String?
  var port: String?
  var os: String?
  var clientPorts: String?
  var via: String?
  var prefersIPv6 = false
  var isAboutHealth = false
  /// Edits in the language of `EditSyntax`, each made of what the ones before have left.
  var edits: [String] = []
  /// The alternative to look at, counted from 1; nil for the first that does not work.
  var alternative: String?

  /// The names of the fields.
  static let names = [
    "from", "to", "protocol", "port", "os", "clientPorts", "via", "ipv6", "health", "alternative", "edit",
  ]

  init() {}

  /// Takes what the fields of an address say.
  init(_ fields: FormFields) {
    from = fields["from"]
    to = fields["to"]
    ipProtocol = fields["protocol"]
    port = fields["port"]
    os = fields["os"]
    clientPorts = fields["clientPorts"]
    via = fields["via"]
    prefersIPv6 = Self.isSet(fields["ipv6"])
    isAboutHealth = Self.isSet(fields["health"])
    edits = fields.all("edit")
    alternative = fields["alternative"]
  }

  private static func isSet(_ value: String?) -> Bool { value.map { !["0", "false", "no"].contains($0) } ?? false }

  /// The fields of an address that says the same.
  var fields: FormFields {
    var fields = FormFields()
    let values = [
      ("from", from), ("to", to), ("protocol", ipProtocol), ("port", port), ("os", os), ("clientPorts", clientPorts),
      ("via", via),
      ("ipv6", prefersIPv6 ? "1" : nil), ("health", isAboutHealth ? "1" : nil), ("alternative", alternative),
    ]
    for (name, value) in values { if let value { fields.add(name, value) } }
    for edit in edits { fields.add("edit", edit) }
    return fields
  }

  /// The address of its page, or of another that takes the same fields.
  func address(_ path: String = "/") -> String {
    let query = fields.query
    return query.isEmpty ? path : "\(path)?\(query)"
  }

  /// Whether it asks something, or something is still to be chosen.
  var asks: Bool { to != nil && (isAboutHealth || from != nil && (port != nil || !needsPort)) }

  private var needsPort: Bool { ["tcp", "udp", "6", "17"].contains(ipProtocol?.lowercased() ?? "tcp") }

  /// The question.
  ///
  /// - Throws: `EndpointError` when the port is none.
  var question: Question {
    get throws(EndpointError) {
      var question = Question()
      question.from = from
      question.to = to
      question.ipProtocol = ipProtocol
      question.os = os
      question.clientPorts = clientPorts
      question.via = via
      question.prefersIPv6 = prefersIPv6
      question.isAboutHealth = isAboutHealth
      if let port {
        guard let number = UInt16(port) else {
          throw .mismatched("“\(port)” is no port: ports are numbers from 0 to 65535")
        }
        question.port = number
      }
      return question
    }
  }

  /// The alternative of an answer to look at, counted from 0.
  func position(in trace: Trace) throws -> Int? {
    guard let alternative else { return nil }
    guard let number = Int(alternative), (1...max(1, trace.alternatives.count)).contains(number) else {
      throw InquiryProblem("“\(alternative)” is no alternative: there are \(trace.alternatives.count), counted from 1")
    }
    return number - 1
  }

  /// The inquiry with an endpoint chosen: as the client, if there is none yet or both ends are there, else as the server.
  func choosing(_ handle: String) -> Inquiry {
    var chosen = self
    chosen.alternative = nil
    if from == nil || to != nil {
      chosen.from = handle
      chosen.to = nil
    } else {
      chosen.to = handle
    }
    return chosen
  }
}
