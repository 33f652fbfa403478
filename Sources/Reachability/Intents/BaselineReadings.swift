internal import NetworkModel
internal import Ports

/// What connections between all units of a network come to, by protocol and port.
struct BaselineReadings {
  /// What every connection of a pair of units comes to.
  enum Reading: UInt8 {
    /// There are none: a unit that is one address, with itself.
    case absent
    /// Every client port works.
    case works
    /// A client port works.
    case some
    /// No client port works.
    case blocked
    /// None of these: a fact is missing, or pairs differ.
    case unclear
  }

  /// Server ports of a protocol that fare alike.
  struct Column {
    let ipProtocol: IPProtocol
    let ports: PortSet?
  }

  let units: [IntentUnit]
  let columns: [Column]
  /// The readings of a pair, column by column: of thousands of pairs few differ.
  private var rows = Numbering<[Reading]>()
  /// The number of the row of each pair, by client and server.
  private var numbers: [Int] = []

  /// Reads every pair of `units`, whose readings in the order of the columns `row` tells.
  init(_ units: [IntentUnit], _ columns: [Column], row: (_ client: IntentUnit, _ server: IntentUnit) -> [Reading]) {
    self.units = units
    self.columns = columns
    numbers.reserveCapacity(units.count * units.count)
    for client in units {
      for server in units { numbers.append(rows.number(of: row(client, server))) }
    }
  }

  subscript(client: Int, server: Int, column: Int) -> Reading {
    rows.keys[row(client, server)][column]
  }

  /// The number of what is read of one pair.
  private func row(_ client: Int, _ server: Int) -> Int { numbers[client * units.count + server] }

  /// Whether there is no connection of a pair.
  private func isAbsent(_ row: Int) -> Bool { rows.keys[row].first == .absent }

  /// Puts units of interfaces together that fare alike with everything else and with one another.
  ///
  /// Faring alike is transitive, so that it is enough to compare with the first of each group.
  func groups() -> [[Int]] {
    var groups: [[Int]] = []
    for unit in units.indices {
      if case .hosts = units[unit], let group = groups.firstIndex(where: { faresAlike($0[0], unit) }) {
        groups[group].append(unit)
      } else {
        groups.append([unit])
      }
    }
    return groups
  }

  private func faresAlike(_ one: Int, _ other: Int) -> Bool {
    guard case .hosts = units[one] else { return false }
    let between = row(one, other)
    for pair in [row(other, one), row(one, one), row(other, other)] where pair != between && !isAbsent(pair) {
      return false
    }
    return units.indices.allSatisfy { third in
      third == one || third == other
        || (row(one, third) == row(other, third) && row(third, one) == row(third, other))
    }
  }
}

extension BaselineReadings.Reading {
  /// What pairs come to together.
  init(all readings: [BaselineReadings.Reading]) {
    if readings.isEmpty {
      self = .absent
    } else if readings.allSatisfy({ $0 == readings[0] }) {
      self = readings[0]
    } else {
      self = readings.allSatisfy { $0 == .works || $0 == .some } ? .some : .unclear
    }
  }

  /// What each demand comes to.
  init(_ prospect: Prospect) {
    if prospect.status(.every) == .holds {
      self = .works
    } else if prospect.status(.none) == .holds {
      self = .blocked
    } else {
      self = prospect.status(.some) == .holds ? .some : .unclear
    }
  }
}
