internal import Network

/// Finds the positions of the endpoints whose addresses lie in a block.
struct AddressIndex: Sendable {
  /// Endpoints that stand side by side, and the addresses they lie between.
  private struct Run: Sendable {
    let members: Range<Int>
    let lowest: IPAddress
    let highest: IPAddress
  }

  private let runs: [Run]
  /// Whether every run's addresses are above those of the run before, as they are unless VPCs overlap.
  private let isAscending: Bool
  private let addresses: [IPAddress]

  /// Indexes `addresses`, of which those of a run lie close together.
  init(_ addresses: [IPAddress], runs: [Range<Int>]) {
    self.addresses = addresses
    self.runs = runs.compactMap { members in
      guard let lowest = addresses[members].min(), let highest = addresses[members].max() else { return nil }
      return Run(members: members, lowest: lowest, highest: highest)
    }
    isAscending = zip(self.runs, self.runs.dropFirst()).allSatisfy { $0.highest < $1.lowest }
  }

  /// Adds the positions of the addresses in a block to a set.
  func insert(_ block: CIDRBlock, into set: inout HostSet) {
    let range = block.range
    var index = isAscending ? firstRun(notBelow: range.lower) : 0
    while index < runs.count {
      let run = runs[index]
      if run.lowest > range.upper, isAscending { return }
      if range.lower <= run.lowest, run.highest <= range.upper {
        set.insert(run.members)
      } else if run.lowest <= range.upper, range.lower <= run.highest {
        for position in run.members where block.contains(addresses[position]) { set.insert(position) }
      }
      index += 1
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
