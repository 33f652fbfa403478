internal import NetworkModel

/// Why a snapshot cannot be read: a line that names the file, the place in it, what is wrong and what to do; and one for each other file.
public struct SnapshotError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file or folder, as the user named it; `-` for standard input.
  public let file: String
  /// The JSON path, or line and column, in the file; empty when the file as a whole is at fault.
  public let place: String
  /// What is wrong.
  public let problem: String
  /// What is wrong with other files, in their order.
  public private(set) var others: [SnapshotError] = []

  init(file: String, place: String = "", problem: String) {
    self.file = file
    self.place = place
    self.problem = problem
  }

  init(file: String, _ error: MalformedJSON) {
    self.init(file: file, place: error.place, problem: error.problem)
  }

  /// What is wrong with several files as one error, in the order of the files: of each the first that is told.
  init(_ problems: [SnapshotError]) {
    let firsts = Dictionary(problems.map { ($0.file, $0) }) { first, _ in first }
    let sorted = firsts.values.sorted { $0.file < $1.file }
    self = sorted.first ?? SnapshotError(file: "-", problem: "nothing in it is read")
    others = Array(sorted.dropFirst())
  }

  /// Why the text of a file, which did not parse, is no JSON text.
  init(inTextOf file: String, _ text: borrowing PaddedBytes, with parser: inout JSONParser) {
    if let error = JSONSyntax.firstError(in: text, ofSeveral: true) {
      self.init(file: file, error)
      return
    }
    do throws(MalformedJSON) {
      try parser.withRoot(of: text) { _ in }
      self.init(file: file, problem: "changed while it was read: try again")
    } catch {
      self.init(file: file, error)
    }
  }

  /// As many files as are told of.
  private static let most = 20

  /// The lines for people, as many as help; none ever holds a control character, whatever the file held.
  public var lines: [String] {
    let all = [self] + others
    let rest = all.count > Self.most ? ["and \(all.count - Self.most) more files cannot be read"] : []
    return all.prefix(Self.most).map(\.line) + rest
  }

  /// The lines for people as one text.
  public var description: String { lines.joined(separator: "\n") }

  private var line: String { (place.isEmpty ? "\(file): \(problem)" : "\(file): \(place): \(problem)").onOneLine }
}
