import Glibc
import Reachability

/// What ends a command with one line for people and exit code 2.
struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}

/// Runs `body`, and ends the command with what it throws as one line.
func orFail<Result: ~Copyable, Problem: Error & CustomStringConvertible>(
  _ body: () throws(Problem) -> Result
) throws -> Result {
  do throws(Problem) { return try body() } catch { throw Failure("\(error)") }
}

/// The exit codes of every subcommand.
enum Exit: Int32 {
  /// It works, holds, is clean.
  case works = 0
  /// It does not.
  case fails = 1
  /// Wrong usage or unreadable input.
  case usage = 2
  /// The snapshot does not tell.
  case unknown = 3

  init(_ verdict: Verdict) {
    switch verdict {
    case .works: self = .works
    case .intermittent, .blocked: self = .fails
    case .unknown: self = .unknown
    }
  }

  /// Ends the process.
  func terminate() -> Never { Glibc.exit(rawValue) }
}
