public import NetworkModel
internal import Ports
public import Reachability

/// What became of the intents of a file, ready to be told.
public struct IntentReport: Sendable {
  /// The file, as it was named.
  public let file: String
  /// What became of each intent, in the order of the file.
  public let outcomes: [Intent.Outcome]
  /// The network they were held against.
  public let network: Network
  /// What the outcomes rest on.
  let grounds: Grounds

  /// Makes a report.
  public init(file: String, outcomes: [Intent.Outcome], network: Network) {
    self.file = file
    self.outcomes = outcomes
    self.network = network
    grounds = Grounds(of: network)
  }

  /// What they come to together: one that fails decides, else one that is unknown.
  public var status: Intent.Status {
    [.fails, .unknown].first { status in outcomes.contains { $0.status == status } } ?? .holds
  }

  /// How many intents have a status.
  func count(_ status: Intent.Status) -> Int { outcomes.count { $0.status == status } }

  /// How many intents come to what, in one line: `1 of 6 intents fails, 5 hold`.
  var summary: String {
    let kinds: [(Intent.Status, one: String, many: String)] = [
      (.fails, "fails", "fail"), (.unknown, "is unknown", "are unknown"), (.holds, "holds", "hold"),
    ]
    let parts = kinds.compactMap { status, one, many in
      count(status) == 0 ? nil : (count(status), count(status) == 1 ? one : many)
    }
    let all = outcomes.count
    let total = "\(grouped(all)) intent\(all == 1 ? "" : "s")"
    if parts.count == 1 {
      return all == 1 ? "the one intent \(parts[0].1)" : "all \(total) \(parts[0].1)"
    }
    return parts.enumerated().map { index, part in
      index == 0 ? "\(grouped(part.0)) of \(total) \(part.1)" : "\(grouped(part.0)) \(part.1)"
    }.joined(separator: ", ")
  }
}

extension Intent {
  /// What an intent claims, in a few words: `allow web-* → orders, tcp 5432`.
  var claim: String {
    var text = "\(action.rawValue) \(from.label) → \(to.label), "
    text += protocols.map { "\($0)" }.joined(separator: "/")
    if let ports { text += ports == .all ? " any port" : " \(pretty(ports))" }
    if let family { text += ", \(family.name) only" }
    if let clientPorts { text += ", from client ports \(pretty(clientPorts.ports)) (\(clientPorts.source))" }
    if extent != .everyClientPort { text += ", for \(extent.rawValue)" }
    return text
  }
}
