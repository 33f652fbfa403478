internal import NetworkModel

/// The keys of a file of intents.
enum IntentKeys {
  static let file = ["groups", "intents"]
  static let intent = ["id", "allow", "deny", "reason", "owner"]
  static let connections = [
    "from", "not-from", "to", "not-to", "ports", "protocol", "os", "client-ports", "for", "family",
  ]
  static let families: [(String, IPAddress.Family)] = [("ipv4", .v4), ("ipv6", .v6)]

  /// Whether a byte may stand in an id: such ids are names everywhere that results go to.
  static func isIDByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}
