public import AWSCatalogue
public import NetworkModel

/// What a snapshot was read from, and what it lacks, ready to be printed.
public struct CheckReport: Sendable {
  /// What the files hold of one call, made in one account and Region.
  struct Reading: Sendable {
    let call: AWSCall
    let status: CallLedger.Status
    let scope: Scope
    /// How many elements they list, as far as that is known.
    let count: Int?
    let files: [String]
  }

  /// The snapshot as it was named.
  let snapshot: String
  /// How many files were read, and how many bytes they hold.
  let size: (files: Int, bytes: Int)
  /// What was noticed on the way.
  let notices: [String]
  /// What was read, in the order of the catalogue.
  let readings: [Reading]
  /// What it rests on.
  let grounds: Grounds

  /// Makes a report.
  ///
  /// - Parameters:
  ///   - network: What was read.
  ///   - snapshot: The snapshot as it was named.
  ///   - size: How many files were read, and how many bytes they hold.
  ///   - notices: What was noticed on the way.
  ///   - count: How many elements a file lists of a call; nil where that is not known.
  public init(
    of network: Network, snapshot: String, size: (files: Int, bytes: Int), notices: [String],
    count: (AWSCall, String) -> Int?
  ) {
    self.snapshot = snapshot
    self.size = size
    self.notices = notices
    grounds = Grounds(of: network)
    readings = AWSCall.allCases.flatMap { call in
      let byScope = Dictionary(grouping: network.ledger.entries[call] ?? []) { $0.scope }
      return byScope.sorted { $0.key.text < $1.key.text }.map { scope, entries in
        var files: [String] = []
        for entry in entries where !files.contains(entry.file) { files.append(entry.file) }
        let counts = files.compactMap { count(call, $0) }
        return Reading(
          call: call, status: network.ledger.status(of: call, in: scope), scope: scope,
          count: counts.isEmpty ? nil : counts.reduce(0, +), files: files)
      }
    }
  }

  /// Whether nothing is missing or in doubt that may decide an answer.
  public var isComplete: Bool { grounds.missing.isEmpty && grounds.doubts.isEmpty }

  /// The calls that were not made and without which nothing is missing.
  var needless: [AWSCall] {
    let known = Set(readings.map(\.call)).union((grounds.missing + grounds.assumptions).map(\.call))
    return AWSCall.allCases.filter { !known.contains($0) && $0.isCollected }
  }
}

extension Scope {
  /// The account and Region in a few words, as far as they are known.
  var text: String { [account, region].compactMap(\.self).joined(separator: " ") }
}
