internal import Glibc
package import Reachability

/// The exit codes of every subcommand.
package enum Exit: Int32 {
  /// It works, holds, is clean.
  case works = 0
  /// It does not.
  case fails = 1
  /// Wrong usage or unreadable input.
  case usage = 2
  /// The snapshot does not tell.
  case unknown = 3

  package init(_ verdict: Verdict) {
    switch verdict {
    case .works: self = .works
    case .intermittent, .blocked: self = .fails
    case .unknown: self = .unknown
    }
  }

  /// Ends the process, once all that was written has arrived.
  package func terminate() -> Never {
    Console.closeOutput()
    Glibc.exit(rawValue)
  }
}
