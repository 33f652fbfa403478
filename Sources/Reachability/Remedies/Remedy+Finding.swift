public import NetworkModel
internal import Ports

extension Remedy {
  /// The edits that cure a finding of an audit, proven by auditing again; where its cure is none that edits make, those with which the
  /// connection works that shows it. Nil when there are none.
  public init?(for finding: Audit.Finding, in network: Network) {
    if !finding.cure.edits.isEmpty {
      let edited = network.applying(finding.cure.edits)
      let before = Audit(of: network).findings.count { $0.isAlike(finding) }
      guard Audit(of: edited).findings.count(where: { $0.isAlike(finding) }) < before else { return nil }
      self.init(edits: finding.cure.edits, cautions: [], network: edited)
      return
    }
    var engine = Engine(network)
    guard let query = finding.evidence?.query(in: engine.directory) else { return nil }
    self.init(for: engine.trace(query))
  }
}

extension Audit.Finding {
  /// Whether another finding says the same of the same thing, for some of the same ports; its rule may have another number.
  fileprivate func isAlike(_ other: Audit.Finding) -> Bool {
    guard code == other.code, component == other.component, direction == other.direction,
      ipProtocol == other.ipProtocol
    else { return false }
    guard let ports, let others = other.ports else { return ports == other.ports }
    return !ports.isDisjoint(with: others)
  }
}

extension Audit.Evidence {
  /// The question that shows it, for all ports that the client draws; nil where there is none about a connection that ought to work.
  fileprivate func query(in directory: Directory) -> Query? {
    guard let question, let from = question.from, [.blocked, .intermittent].contains(question.verdict),
      let client = try? directory.endpoint(from), let server = try? directory.endpoint(question.to)
    else { return nil }
    return try? Query(
      from: client, to: server, ipProtocol: ipProtocol, port: ipProtocol.hasPorts ? port : nil, family: source.family)
  }
}
