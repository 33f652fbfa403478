internal import NetworkModel
internal import Ports

/// What each demand on some connections comes to.
struct Prospect {
  private let every: Intent.Status
  private let some: Intent.Status
  private let none: Intent.Status

  /// What a demand comes to.
  func status(_ demand: Intent.Demand) -> Intent.Status {
    switch demand {
    case .every: every
    case .some: some
    case .none: none
    }
  }

  /// What connections come to together, which may take any of these ways.
  init(all prospects: [Prospect]) {
    every = Intent.Status(all: prospects.map(\.every))
    some = Intent.Status(all: prospects.map(\.some))
    none = Intent.Status(all: prospects.map(\.none))
  }

  /// What connections come to of which one of these is right, and nobody knows which.
  init(either prospects: [Prospect]) {
    every = Intent.Status(either: prospects.map(\.every))
    some = Intent.Status(either: prospects.map(\.some))
    none = Intent.Status(either: prospects.map(\.none))
  }

  /// What the connections of a cell come to; `unknown` also where the cell alone does not tell, since it has put the ways together that
  /// AWS may choose.
  init(_ cell: Matrix.Cell) {
    every = cell.status(.every)
    some = cell.status(.some)
    none = cell.status(.none)
  }

  /// Whether what every demand comes to is known.
  var isSure: Bool { every != .unknown && some != .unknown && none != .unknown }

  /// What connections to any of some ports come to by one way, link by link.
  init(_ links: [LinkPassage], at ports: PortSet) {
    let parts = links.map { ($0.working(at: ports), $0.asked, $0.keepsClientPorts) }
    let outcome = Outcome(parts)
    let dropsSurely = parts.contains { working, asked, _ in working.possible != asked }
    every = outcome.verdict == .works ? .holds : dropsSurely ? .fails : .unknown
    some = !outcome.working.sure.isEmpty ? .holds : outcome.working.possible.isEmpty ? .fails : .unknown
    none = outcome.working.possible.isEmpty ? .holds : outcome.working.sure.isEmpty ? .unknown : .fails
  }

  /// The same where not every way has been looked at, or none.
  var ofSome: Prospect { Prospect(every: every.ofSome, some: some.ofSome, none: none.ofSome) }

  private init(every: Intent.Status, some: Intent.Status, none: Intent.Status) {
    (self.every, self.some, self.none) = (every, some, none)
  }
}

extension Intent.Status {
  /// What is known of all when some are so.
  var ofSome: Intent.Status { self == .holds ? .unknown : self }
}
