internal import NetworkModel
internal import Ports
public import Reachability

/// A file of intents, in YAML (`docs/verify.md`).
///
/// Scalars are read from their text: what YAML 1.1 would make of `022`, `yes` or `12:30` plays no part.
public struct IntentFile: Hashable, Sendable {
  /// The intents, in the order in which they were written.
  public let intents: [Intent]

  /// As many bytes as a file may have.
  public static let mostBytes = 4 << 20

  /// Reads the text of a file.
  ///
  /// - Throws: `IntentFileError` with every problem that was found.
  public init(parsing bytes: [UInt8]) throws(IntentFileError) {
    let start = Intent.Place(line: 1, column: 1)
    guard bytes.count <= Self.mostBytes else {
      throw IntentFileError([IntentProblem("the file is larger than \(Self.mostBytes >> 20) MiB", at: start)])
    }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw IntentFileError([IntentProblem("this is not UTF-8 text", at: Self.firstInvalid(in: bytes))])
    }
    let document: YAMLDocument
    do { document = try YAMLDocument(parsing: bytes) } catch { throw IntentFileError([error]) }
    var reader = IntentReader()
    intents = reader.intents(of: document.root)
    if !reader.problems.isEmpty { throw IntentFileError(reader.problems) }
  }

  private static func firstInvalid(in bytes: [UInt8]) -> Intent.Place {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let bad = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
    return Intent.Place(line: bad + 1, column: 1)
  }
}

/// Everything that is wrong with a file of intents, in the order of its lines.
public struct IntentFileError: Error, Hashable, Sendable {
  /// The problems; at least one.
  public let problems: [IntentProblem]

  init(_ problems: [IntentProblem]) {
    self.problems = problems.sorted { ($0.place.line, $0.place.column) < ($1.place.line, $1.place.column) }
  }
}
