internal import Glibc

/// Why a flow log cannot be read, and where.
public struct FlowLogError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public enum Problem: Error, Hashable, Sendable {
    /// The file cannot be read; with its `errno`.
    case unreadable(Int32)
    /// The file is compressed.
    case compressed
    /// The line that names the fields lacks one that is needed.
    case missingField(String)
    /// A line has another number of fields than the format.
    case fieldCount(Int, of: Int)
    /// A field's value is not one that it may have.
    case value(String, String)
    /// A `start` or `end` is no time in seconds of the years that there are flow logs of.
    case time(String, Int)
    /// A record ends before it begins.
    case endsBeforeStart(start: Int, end: Int)
    /// A record is so long before or after others of the file that one of them is wrong: by so many days.
    case farAway(Int, days: Int)
  }

  /// The file; `-` for standard input.
  public let file: String
  /// The line, from 1; nil when it is about the file.
  public let line: Int?
  /// What is wrong.
  public let problem: Problem

  /// One sentence for people.
  public var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    return switch problem {
    case .unreadable(let number): "\(place): \(String(cString: strerror(number)))"
    case .compressed: "\(place): is compressed: zcat \(file) | portolan … --flows -"
    case .missingField(let name):
      "\(place): the names of the fields lack \(name), without which flows cannot be counted"
    case .fieldCount(let found, let expected):
      """
      \(place): \(found) fields where there should be \(expected): a log that is not in the default format begins with a line \
      that names its fields
      """
    case .value(let field, let text): "\(place): “\(text)” is no \(field)"
    case .time(let field, let time):
      "\(place): \(field) \(time) is no time in seconds since 1970\(time > 100_000_000_000 ? ": in milliseconds?" : "")"
    case .endsBeforeStart(let start, let end): "\(place): end \(end) is before start \(start)"
    case .farAway(let time, let days):
      "\(place): start \(time) is \(days) days from another record of the file: one of them is wrong"
    }
  }
}
