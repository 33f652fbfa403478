internal import NetworkModel

/// What was noticed while reading and did not stop it.
struct Notices {
  /// Top-level keys that nothing reads.
  private var unread: Set<String> = []
  /// What calls print without saying whose it is, each with the key under which a snapshot says it.
  private var ownerless: Set<String> = []
  /// Files that end with a token for more.
  private var truncated: Set<String> = []
  /// What two descriptions of a resource tell differently.
  private var conflicts: Set<Doubt> = []
  /// What cannot be relied on for what a description says or leaves out.
  private var doubts: Set<Doubt> = []
  /// What descriptions lack, with the resources.
  private var lacks: [String: Set<String>] = [:]
  /// How often each member was met that Portolan does not know.
  private var strangers: [DescriptionRemarks.Stranger: Int] = [:]
  /// Answers of other services that stand under a key of an answer that is read.
  private var foreign: Set<String> = []
  /// Ids of resources of which a call tells a part, and no call the whole.
  private var strays: Set<String> = []
  /// Names of services whose subnet group is not described.
  private var ungrouped: Set<String> = []
  /// ARNs of listeners of Application Load Balancers without a single rule.
  private var unruled: Set<String> = []

  mutating func noteUnread(_ key: String) {
    if let wrapper = Self.wrappers[key] {
      ownerless.insert("\(key) under \(wrapper)")
    } else {
      unread.insert(key.abbreviated)
    }
  }
  mutating func noteTruncated(_ file: String) { truncated.insert(file) }
  mutating func noteConflict(_ doubt: Doubt) { conflicts.insert(doubt) }
  mutating func noteDoubt(_ doubt: Doubt) { doubts.insert(doubt) }
  mutating func noteLack(of key: String, _ kind: String, _ id: String) {
    lacks["“\(key)” of \(kind)", default: []].insert(id.abbreviated)
  }
  mutating func noteStrangers(_ counts: [DescriptionRemarks.Stranger: Int]) { strangers.merge(counts, uniquingKeysWith: +) }
  mutating func noteForeign(_ key: String, in file: String) {
    foreign.insert("“\(key.abbreviated)” in \(file)")
  }
  mutating func noteStray(_ id: String) { strays.insert(id.abbreviated) }
  mutating func noteUngrouped(_ name: String) { ungrouped.insert(name.abbreviated) }
  mutating func noteUnruled(_ arn: String) { unruled.insert(arn.abbreviated) }

  /// One line for each kind of thing that was noticed, and one for each contradiction and doubt.
  var lines: [String] {
    let kinds = [
      ("not read, since Portolan does not model them", unread),
      ("not read, since AWS prints it without saying whose it is, which docs/snapshots.md says how to add", ownerless),
      ("passed over, since by its shape it is another service's answer", foreign),
      ("incomplete, since it ends with a token for more pages", truncated),
      ("left out, since of these the snapshot has a part only", strays),
      ("of unknown subnets, since the snapshot lacks their subnet group", ungrouped),
      ("known by their default actions only (aws elbv2 describe-rules)", unruled),
      ("members that Portolan does not know", Set(strangers.map { "\($0.key.shape).\($0.key.key) (\($0.value))" })),
    ].filter { !$1.isEmpty }.map { notice, names in "\(notice): \(Self.listed(names))".onOneLine }
    let told = Self.lines(conflicts, "described twice and differently") + Self.lines(doubts, "in doubt")
    let cutDown = lacks.sorted { $0.key < $1.key }.map { lack, ids in
      "cut down, what depends on it is unknown: \(lack) \(Self.listed(ids))".onOneLine
    }
    return kinds + told + cutDown
  }

  /// A line for each of some doubts, as many as people read.
  private static func lines(_ doubts: Set<Doubt>, _ notice: String) -> [String] {
    let most = 16
    let sorted = doubts.sorted { ($0.what, $0.why) < ($1.what, $1.why) }
    let shown = sorted.prefix(most).map { "\(notice): \($0.what): \($0.why)".onOneLine }
    return sorted.count > most ? shown + ["\(notice): and \(sorted.count - most) more"] : shown
  }

  /// The keys of answers that do not say whom they are about, and where a snapshot holds such an answer together with what was asked about.
  private static let wrappers = [
    "Entries": "ManagedPrefixListEntries", "Routes": "TransitGatewayRoutes",
    "Associations": "TransitGatewayAssociations",
    "TransitGatewayRouteTablePropagations": "TransitGatewayPropagations",
    "TargetHealthDescriptions": "LoadBalancerTargetHealth",
    "Attributes": "LoadBalancerAttributes or TargetGroupAttributes",
  ]

  /// Names in their order, as many as one line should hold.
  private static func listed(_ names: Set<String>) -> String {
    let most = 32
    let shown = names.sorted().prefix(most).joined(separator: ", ")
    return names.count > most ? "\(shown) and \(names.count - most) more" : shown
  }
}
