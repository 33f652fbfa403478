import NetworkModel
import Reachability

extension Sketch {
  /// What an audit finds, of one code if given.
  func findings(_ code: Audit.Code? = nil) throws -> [Audit.Finding] {
    Audit(of: try network).findings.filter { code == nil || $0.code == code }
  }
}

extension Audit.Finding {
  /// The finding in short: `acl-data outbound 100`.
  var place: String {
    var number: String?
    if case .entry(let entry)? = rule { number = "\(entry.number)" }
    return [component.id, direction?.rawValue, number].compactMap(\.self).joined(separator: " ")
  }
}
