extension EphemeralRange {
  /// Every known range of client ports, the commonest of each group first.
  public static let catalogue: [EphemeralRange] = [
    .linux, .linux26, .redHat7, .linuxHardened, .linuxSmallMemory, .linux22,
    .amazonLinux, .amazonLinuxAsDocumented, .amazonLinux1, .bottlerocket, .eksAmazonLinux2023,
    .windows, .windows2003, .windowsExchange2007,
    .macOS, .freeBSD, .openBSD, .netBSD, .solaris, .aix, .hpUX,
    .loadBalancer, .natGateway, .lambda, .fargate, .rds, .route53Resolver, .managedService,
    .unknown, .iana, .rfc6056, .awsAdvice,
  ]

  /// The client range whose key or alias is `name`, whatever its case.
  ///
  /// The server-side ranges are not found: nothing may take them for a client's.
  public static func named(_ name: String) -> EphemeralRange? {
    let name = name.lowercased()
    return catalogue.first { $0.key == name || $0.aliases.contains(name) }
  }

  /// The keys that someone who typed `name` may have meant, the likeliest first; at most three.
  public static func candidates(for name: String) -> [String] {
    let name = Array(name.lowercased().utf8)
    // No key is longer; and a megabyte of nonsense resembles none of them.
    guard (1...40).contains(name.count) else { return [] }
    let allowed = max(1, name.count / 3)
    var best: [(distance: Int, key: String)] = []
    for range in catalogue {
      let distances = ([range.key] + range.aliases).map { known in
        known.utf8.starts(with: name) ? 0 : editDistance(name, Array(known.utf8))
      }
      if let distance = distances.min(), distance <= allowed { best.append((distance, range.key)) }
    }
    // Sorting by distance alone would leave ties in no certain order.
    return best.enumerated().sorted { ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset) }
      .prefix(3).map(\.element.key)
  }

  /// One line for a `key` that names nothing, with the keys that may have been meant.
  public static func unknownKey(_ key: String) -> String {
    let candidates = candidates(for: key)
    let hint =
      candidates.isEmpty
      ? "portolan ports ranges lists them all" : "did you mean \(candidates.joined(separator: " or "))?"
    // A key may hold what a terminal obeys; what is printable there is enough to recognise it.
    let printable = key.unicodeScalars.prefix(40).map {
      $0.properties.generalCategory == .control ? "?" : "\($0)"
    }
    return "no range is named “\(printable.joined())”; \(hint)"
  }
}
