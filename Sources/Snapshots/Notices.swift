internal import NetworkModel

/// What was noticed while reading and did not stop it.
struct Notices {
  /// Top-level keys that nothing reads.
  private var unread: Set<String> = []
  /// What calls print without saying whose it is, each with the key under which a snapshot says it.
  private var ownerless: Set<String> = []
  /// Files that end with a token for more.
  private var truncated: Set<String> = []
  /// Ids of resources that were described twice and differently.
  private var conflicts: Set<String> = []
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
  mutating func noteConflict(_ id: String) { conflicts.insert(id.abbreviated) }
  mutating func noteStray(_ id: String) { strays.insert(id.abbreviated) }
  mutating func noteUngrouped(_ name: String) { ungrouped.insert(name.abbreviated) }
  mutating func noteUnruled(_ arn: String) { unruled.insert(arn.abbreviated) }

  /// One line for each kind of thing that was noticed.
  var lines: [String] {
    [
      ("not read, since Portolan does not model them", unread),
      ("not read, since AWS prints it without saying whose it is, which docs/snapshots.md says how to add", ownerless),
      ("incomplete, since it ends with a token for more pages", truncated),
      ("described twice and differently, the first in file order counts", conflicts),
      ("left out, since of these the snapshot has a part only", strays),
      ("of unknown subnets, since the snapshot lacks their subnet group", ungrouped),
      ("known by their default actions only (aws elbv2 describe-rules)", unruled),
    ].filter { !$1.isEmpty }.map { notice, names in "\(notice): \(Self.listed(names))".onOneLine }
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
