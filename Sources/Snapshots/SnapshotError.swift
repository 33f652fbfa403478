internal import NetworkModel

/// Why a snapshot cannot be read: one line that names the file, the place in it, what is wrong and what to do.
public struct SnapshotError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file or folder, as the user named it; `-` for standard input.
  public let file: String
  /// The JSON path, or line and column, in the file; empty when the file as a whole is at fault.
  public let place: String
  /// What is wrong.
  public let problem: String

  init(file: String, place: String = "", problem: String) {
    self.file = file
    self.place = place
    self.problem = problem
  }

  init(file: String, _ error: MalformedJSON) {
    self.init(file: file, place: error.place, problem: error.problem)
  }

  /// Why the text of a file, which did not parse, is no JSON text.
  init(inTextOf file: String, _ text: borrowing PaddedBytes, with parser: inout JSONParser) {
    do throws(MalformedJSON) {
      try parser.withRoot(of: text) { _ in }
      self.init(file: file, problem: "changed while it was read: try again")
    } catch {
      self.init(file: file, error)
    }
  }

  /// The line for people; it never holds a line break or control character, whatever the file held.
  public var description: String {
    (place.isEmpty ? "\(file): \(problem)" : "\(file): \(place): \(problem)").onOneLine
  }
}
