internal import NetworkModel

/// Finds the endpoints whose addresses lie in a block.
struct AddressIndex: Sendable {
  /// Endpoints that stand side by side, and the addresses they lie between.
  private struct Run: Sendable {
    let members: Range<Int>
    /// The bit of the first member.
    let firstBit: Int
    let lowest: IPAddress
    let highest: IPAddress
  }

  private let runs: [Run]
  /// Whether every run's addresses are above those of the run before, as they are unless VPCs overlap.
  private let isAscending: Bool
  private let addresses: [IPAddress]

  /// Indexes `addresses`, of which those of a spot lie close together.
  init(_ addresses: [IPAddress], spots: [EndpointClasses.Spot]) {
    self.addresses = addresses
    runs = spots.compactMap { spot in
      guard let lowest = addresses[spot.members].min(), let highest = addresses[spot.members].max() else { return nil }
      return Run(members: spot.members, firstBit: spot.words.lowerBound << 6, lowest: lowest, highest: highest)
    }
    isAscending = zip(runs, runs.dropFirst()).allSatisfy { $0.highest < $1.lowest }
  }

  /// The endpoints whose addresses are in a block.
  func hosts(in block: CIDRBlock) -> HostSet {
    var set = HostSet()
    let range = block.range
    for run in runs[(isAscending ? firstRun(notBelow: range.lower) : 0)...] {
      if run.lowest > range.upper, isAscending { break }
      if range.lower <= run.lowest, run.highest <= range.upper {
        set.insert(run.firstBit..<run.firstBit + run.members.count)
      } else if run.lowest <= range.upper, range.lower <= run.highest {
        for position in run.members where block.contains(addresses[position]) {
          set.insert(run.firstBit + position - run.members.lowerBound)
        }
      }
    }
    return set
  }

  /// Whether a block holds some endpoints of a spot and not others, so that who asks about it tells them apart.
  func divides(_ block: CIDRBlock) -> Bool {
    let range = block.range
    return runs.contains { run in
      let isWithin = range.lower <= run.lowest && run.highest <= range.upper
      guard !isWithin, run.lowest <= range.upper, range.lower <= run.highest else { return false }
      let inside = addresses[run.members].count { block.contains($0) }
      return inside > 0 && inside < run.members.count
    }
  }

  /// The first run that does not end below an address.
  private func firstRun(notBelow address: IPAddress) -> Int {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].highest < address { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
