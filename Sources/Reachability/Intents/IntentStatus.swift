internal import Ports

extension Intent {
  /// What becomes of an intent, or of one connection that it is about.
  public enum Status: String, Hashable, Sendable, CaseIterable {
    /// It is as it must be.
    case holds
    /// It surely is not.
    case fails
    /// It hangs on a fact that the snapshot lacks.
    case unknown
  }

  /// What must be true of a connection.
  enum Demand {
    /// Every client port works.
    case every
    /// A client port works.
    case some
    /// No client port works.
    case none
  }

  var demand: Demand {
    switch (action, extent) {
    case (.deny, _): .none
    case (.allow, .everyClientPort): .every
    case (.allow, .someClientPort): .some
    }
  }
}

extension Intent.Status {
  /// The status of what must all hold: one that surely fails decides, whatever is unknown of others.
  init(all statuses: some Sequence<Intent.Status>) {
    var all = Intent.Status.holds
    for status in statuses {
      if status == .fails {
        self = .fails
        return
      }
      if status == .unknown { all = .unknown }
    }
    self = all
  }
}

extension Intent.Status {
  /// The status where one of several is right, and nobody knows which.
  init(either statuses: [Intent.Status]) {
    self = statuses.first.map { first in statuses.allSatisfy { $0 == first } ? first : .unknown } ?? .unknown
  }
}

extension Matrix.Cell {
  /// Whether the connections of a cell are as they must be; `unknown` also where the cell alone does not tell, since it has put the ways
  /// together that AWS may choose.
  func status(_ demand: Intent.Demand) -> Intent.Status {
    switch (demand, verdict) {
    case (.every, .works), (.none, .blocked): .holds
    case (.every, .intermittent), (.every, .blocked), (.none, .works), (.none, .intermittent), (.some, .blocked): .fails
    case (.none, .unknown): working.sure.isEmpty ? .unknown : .fails
    case (.some, _): working.sure.isEmpty ? .unknown : .holds
    case (.every, .unknown): .unknown
    }
  }
}
