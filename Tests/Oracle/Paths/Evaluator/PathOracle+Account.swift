extension PathOracle {
  /// What every packet of a question meets, in words for whoever looks into a disagreement.
  package func account(of question: PathNetwork.Question) -> String {
    let chooser = Chooser()
    let notebook = Notebook()
    var lines: [String] = []
    repeat {
      notebook.account = []
      let inquiry = Inquiry(oracle: self, question: question, chooser: chooser, notebook: notebook)
      lines.append(inquiry.legs() == nil ? "no way of AWS's" : "way")
      lines += notebook.account ?? []
    } while chooser.advance()
    return lines.joined(separator: "\n")
  }
}

extension PathOracle.Inquiry {
  /// The account of one leg.
  func account(_ call: Call, _ request: Course, _ reply: Course?) -> [String] {
    var lines = ["  leg \(call.client.address) -> \(call.dialled):\(call.port)"]
    for (name, course) in [("request", request), ("reply", reply)] {
      guard let course else { continue }
      lines += course.gates.map { "    \(name) \($0.account)" }
      lines.append("    \(name) \(course.end.account)")
    }
    return lines
  }
}

extension PathOracle.Gate {
  fileprivate var account: String {
    switch self {
    case .closed(let reason): "dropped: \(reason)"
    case .unknown(let reason): "unknown: \(reason)"
    case .accessList(let rules, let peer): "network ACL, \(rules.count) entries for \(peer)"
    case .disputed(let rules, let peer): "network ACL, asked or not, \(rules.count) entries for \(peer)"
    case .groups(let rules, let peer): "security groups, \(rules.count) rules, peer \(peer.address)"
    case .unlessSeen(let id, let rules, _): "security groups of \(id), \(rules.count) rules, unless it saw the request"
    }
  }
}

extension PathOracle.End {
  fileprivate var account: String {
    switch self {
    case .arrived: "arrives"
    case .left(let portal): "leaves by \(portal)"
    case .natGateway(let gateway): "is translated by \(gateway.id)"
    case .natInstance(let box): "is translated by \(box.id)"
    case .stopped: "ends"
    case .lost: "is lost"
    }
  }
}
