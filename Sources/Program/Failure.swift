/// What ends a command with one line for people and exit code 2.
package struct Failure: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) {
    self.description = description
  }
}

/// Runs `body`, and ends the command with what it throws as one line.
package func orFail<Result: ~Copyable, Problem: Error & CustomStringConvertible>(
  _ body: () throws(Problem) -> Result
) throws -> Result {
  do throws(Problem) { return try body() } catch { throw Failure("\(error)") }
}
