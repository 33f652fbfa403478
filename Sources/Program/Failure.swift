package import Snapshots

/// A fault of what the user gave, or of the machine: what the command ends with, on standard error and with exit code 2.
package struct Failure: Error, CustomStringConvertible {
  /// A line for each thing that is wrong.
  package let lines: [String]

  package init(_ line: String) {
    lines = [line]
  }

  package init(_ error: SnapshotError) {
    lines = error.lines
  }

  package var description: String { lines.joined(separator: "; ") }

  /// Says the lines on standard error.
  package func tell() {
    for line in lines { Console.error("portolan: \(line)") }
  }
}

/// Runs `body`, and ends the command with what it throws as one line.
package func orFail<Result: ~Copyable, Problem: Error & CustomStringConvertible>(
  _ body: () throws(Problem) -> Result
) throws -> Result {
  do throws(Problem) { return try body() } catch { throw Failure("\(error)") }
}

/// Runs `body`, and ends the command with a line for each file that cannot be read.
package func orFail<Result: ~Copyable>(_ body: () throws(SnapshotError) -> Result) throws -> Result {
  do throws(SnapshotError) { return try body() } catch { throw Failure(error) }
}
