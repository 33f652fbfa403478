internal import NetworkModel

/// A decision that does not depend on ports.
enum Gate: Hashable, Sendable {
  /// Every packet passes.
  case open
  /// Every packet is dropped, and why.
  case closed(Finding.Code, String)
  /// It is not known whether packets pass; what is missing, and why it matters.
  case unknown(Unknown)
  /// It is not known where packets go from here, and with what addresses.
  case lost(Unknown)

  /// The gate as a passage.
  var passage: Passage {
    switch self {
    case .open: .open
    case .closed: .closed
    case .unknown, .lost: .unknown
    }
  }

  /// Whether the way goes on behind the gate, perhaps.
  var letsOn: Bool {
    switch self {
    case .open, .unknown: true
    case .closed, .lost: false
    }
  }

  /// Whether the description of what stands here may have made the gate; the addresses of packets alone make some.
  var dependsOnDescription: Bool {
    switch self {
    case .open: true
    case .closed(let code, _):
      ![
        .privateDestination, .sharedDestination, .noPossibleDestination, .privateSource, .noPublicAddressForEgress,
        .noPublicAddressForIngress, .routingLoop,
      ].contains(code)
    case .unknown, .lost: false
    }
  }

  /// The gate that something missing from the snapshot makes.
  static func lost(_ what: String, why: String) -> Gate { .lost(Unknown(what: what, why: why)) }

  /// The gate at something whose state the snapshot does not tell.
  static func unknown(_ what: String, why: String) -> Gate { .unknown(Unknown(what: what, why: why)) }
}
