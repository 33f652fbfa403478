internal import NetworkModel

/// What `nft` is told in one namespace: one table of chains, and a record of what they drop.
///
/// Whatever is dropped is written down by the kernel, with its addresses, ports and the number of the reason. So a port counts as
/// dropped because a rule dropped its packets, and never because an answer was late.
struct Ruleset: Sendable {
  /// Why packets are dropped at a place.
  struct Reason: Hashable, Sendable {
    /// For people: `network ACL data outbound rule *`.
    let text: String
    /// Whether it is a lack of the lab's, and says nothing of AWS.
    let isOfLab: Bool
  }

  private(set) var reasons: [Reason] = []
  private var chains: [String] = []
  private var declarations: [String] = []

  /// Whether there is nothing to say.
  var isEmpty: Bool { chains.isEmpty }

  /// Adds a chain; of a hook if `hook` names one, as in `input priority filter`.
  mutating func add(chain name: String, hook: String? = nil, _ rules: [String]) {
    let head = hook.map { ["type filter hook \($0); policy accept;"] } ?? []
    addRaw(chain: name, head + rules)
  }

  /// Adds a chain that translates source addresses.
  mutating func add(translatingChain name: String, _ rules: [String]) {
    addRaw(chain: name, ["type nat hook postrouting priority srcnat; policy accept;"] + rules)
  }

  /// Adds a set or map, in nftables' words.
  mutating func add(declaration: String) { declarations.append("  \(declaration)\n") }

  private mutating func addRaw(chain name: String, _ lines: [String]) {
    chains.append("  chain \(name) {\n" + lines.map { "    \($0)\n" }.joined() + "  }\n")
  }

  /// The end of a rule that drops and records what it matches.
  mutating func drop(_ text: String, isOfLab: Bool = false) -> String {
    let reason = Reason(text: text, isOfLab: isOfLab)
    let number = reasons.firstIndex(of: reason) ?? reasons.count
    if number == reasons.count { reasons.append(reason) }
    return "counter meta mark set \(number + 1) goto fell comment \"\(Self.comment(text))\""
  }

  /// What ends packets that go in circles, which the kernel would end without a word (ip(7), TTL).
  static let circle = "the routes lead in a circle"

  /// Rules against packets that have been forwarded too often.
  var circleGuards: [String] {
    mutating get {
      let end = drop(Self.circle)
      return ["ip ttl < 2 \(end)", "meta nfproto ipv6 ip6 nexthdr != 58 ip6 hoplimit < 2 \(end)"]
    }
  }

  /// Adds a chain against what comes back to the one that sent it.
  mutating func addCircleGuard(of addresses: [IPAddress]) {
    let end = drop(Self.circle)
    add(
      chain: "circles", hook: "prerouting priority raw",
      circleGuards + addresses.map { "iifname != \"lo\" \($0.family.field) saddr \($0) \(end)" })
  }

  /// The end of a rule that lets pass what it matches: on to what `verdict` says.
  static func pass(_ verdict: String, _ text: String) -> String {
    "counter \(verdict) comment \"\(comment(text))\""
  }

  /// Text as a comment may be: without quotes, and not longer than nftables keeps (128 bytes with the end).
  private static func comment(_ text: String) -> String {
    let plain = text.unicodeScalars.filter { $0 != "\"" && $0 != "\\" && $0.value >= 0x20 && $0.value < 0x7F }
    return String(String.UnicodeScalarView(plain.prefix(120)))
  }

  /// The name of the table, which is for both families.
  static let table = "portolan"

  /// The name of the set that records what was dropped of a family: source and destination, each with its port, and the mark with the
  /// number of the reason.
  static func recordName(_ family: IPAddress.Family) -> String { family == .v4 ? "drops4" : "drops6" }

  /// What to give to `nft -f -`.
  var text: String {
    let key = { (ip: String) in "\(ip) saddr . th sport . \(ip) daddr . th dport . meta mark" }
    let record = { (ip: String, name: String) in
      "  set \(name) {\n    typeof \(key(ip))\n    size 524288; flags dynamic\n  }\n"
    }
    let (drops4, drops6) = (Self.recordName(.v4), Self.recordName(.v6))
    return """
      table inet \(Self.table) {
      \(record("ip", drops4))\(record("ip6", drops6))\(declarations.joined())  chain fell {
          meta nfproto ipv4 add @\(drops4) { \(key("ip")) } drop
          meta nfproto ipv6 add @\(drops6) { \(key("ip6")) } drop
        }
      \(chains.joined())}

      """
  }
}
