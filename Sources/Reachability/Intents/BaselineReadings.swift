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
  private let cells: [Reading]

  init(_ units: [IntentUnit], _ columns: [Column], _ cells: [Reading]) {
    self.units = units
    self.columns = columns
    self.cells = cells
  }

  subscript(client: Int, server: Int, column: Int) -> Reading {
    cells[(client * units.count + server) * columns.count + column]
  }

  /// The readings of one pair, in the order of the columns.
  func row(_ client: Int, _ server: Int) -> ArraySlice<Reading> {
    let start = (client * units.count + server) * columns.count
    return cells[start..<start + columns.count]
  }

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
    for pair in [row(other, one), row(one, one), row(other, other)]
    where pair.first != .absent && !pair.elementsEqual(between) { return false }
    return units.indices.allSatisfy { third in
      third == one || third == other
        || (row(one, third).elementsEqual(row(other, third)) && row(third, one).elementsEqual(row(third, other)))
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

  /// What a trace tells.
  init(_ trace: Trace) {
    if trace.status(.every) == .holds {
      self = .works
    } else if trace.status(.none) == .holds {
      self = .blocked
    } else {
      self = trace.status(.some) == .holds ? .some : .unclear
    }
  }

  /// What a cell of the matrix tells; nil where only a trace does.
  init?(_ cell: Matrix.Cell) {
    switch cell.verdict {
    case .works: self = .works
    case .blocked: self = .blocked
    case .intermittent where !cell.working.sure.isEmpty: self = .some
    case .intermittent, .unknown: return nil
    }
  }
}
