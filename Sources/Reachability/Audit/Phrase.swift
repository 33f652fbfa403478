internal import NetworkModel
internal import Ports

/// How the sentences of an audit put numbers and lists.
enum Phrase {
  /// A number with its thousands apart: `28,232`.
  static func number(_ number: Int) -> String {
    number < 1000 ? "\(number)" : "\(Self.number(number / 1000)),\(String(1000 + number % 1000).dropFirst())"
  }

  /// A number and what it counts: `1 interface`, `12 interfaces`.
  static func count(_ number: Int, _ noun: String) -> String {
    "\(Self.number(number)) \(noun)\(number == 1 ? "" : "s")"
  }

  /// Ports as people write them, `80, 443, 1024–65535`; of many ranges the first.
  static func ports(_ ports: PortSet, limit: Int = 12) -> String {
    if ports == .all { return "all ports" }
    let shown = ports.ranges.prefix(limit).map { $0.lower == $0.upper ? "\($0.lower)" : "\($0.lower)–\($0.upper)" }
    let rest = ports.ranges.count - shown.count
    return shown.joined(separator: ", ") + (rest > 0 ? " and \(Self.count(rest, "more range"))" : "")
  }

  /// Names in a row, `web-1, web-2 and 10 more`.
  static func names(_ names: [String], limit: Int = 3) -> String {
    var seen: Set<String> = []
    let distinct = names.filter { seen.insert($0).inserted }
    if distinct.count <= limit + 1 { return distinct.joined(separator: ", ") }
    return distinct.prefix(limit).joined(separator: ", ") + " and \(number(distinct.count - limit)) more"
  }

  /// An entry's number and what it matches: `rule 110 (allow tcp 1024–65535 ← 0.0.0.0/0)`.
  static func entry(_ entry: NetworkACL.Entry) -> String {
    "rule \(entry.number) (\(entry.action.rawValue) \(match(entry.pattern)) \(arrow(entry.direction)) \(entry.cidrBlock))"
  }

  /// What a pattern matches: `tcp 1024–65535`, `all`, `icmp type 8`.
  static func match(_ pattern: TrafficPattern) -> String {
    guard let ipProtocol = pattern.ipProtocol, ipProtocol.hasPorts, pattern.selectors != .all else {
      return "\(pattern)"
    }
    return "\(ipProtocol) \(ports(pattern.selectors))"
  }

  /// From or to whom.
  static func arrow(_ direction: Direction) -> String { direction == .inbound ? "←" : "→" }
}
