internal import Glibc

/// A file of VPC Flow Log records in text, as CloudWatch Logs and S3 hand them out.
public struct FlowLog: Sendable {
  private let path: String
  /// A longer line is none of a flow log.
  private static let longestLine = 1 << 16
  /// No file has records of more years than there have been flow logs.
  private static let longestSpan = 20 * 366 * 86_400

  /// Makes a log of a file's path; `-` stands for standard input.
  public init(_ path: String) {
    self.path = path
  }

  /// Reads the records one after the other, in memory that does not grow with the file.
  ///
  /// - Returns: The format of its last line.
  /// - Throws: `FlowLogError` with the place of what cannot be read.
  @discardableResult
  public func read(_ take: (FlowRecord) -> Void) throws(FlowLogError) -> FlowLogFormat {
    let descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw error(.unreadable(errno)) }
    defer { close(descriptor) }
    var format = FlowLogFormat.standard
    var span: ClosedRange<Int>?
    var line = 0
    var unfinished: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &part, part.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw error(.unreadable(errno)) }
      if line == 0, unfinished.isEmpty, part[..<count].starts(with: [0x1F, 0x8B]) { throw error(.compressed) }
      // What follows the last line need not end in a new line.
      unfinished += count == 0 ? [UInt8(ascii: "\n")] : part[..<count]
      var rest = unfinished[...]
      while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        line += 1
        do throws(FlowLogError.Problem) {
          if let record = try Self.record(rest[..<end], &format) {
            span = try Self.span(span, with: record)
            take(record)
          }
        } catch {
          throw FlowLogError(file: path, line: line, problem: error)
        }
        rest = rest[(end + 1)...]
      }
      if count == 0 { return format }
      unfinished = Array(rest)
      guard unfinished.count < Self.longestLine else {
        throw FlowLogError(file: path, line: line + 1, problem: .fieldCount(1, of: 14))
      }
    }
  }

  private static func record(
    _ line: ArraySlice<UInt8>, _ format: inout FlowLogFormat
  ) throws(FlowLogError.Problem) -> FlowRecord? {
    let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    guard let first = line.first(where: { $0 != UInt8(ascii: " ") }) else { return nil }
    // A file's own heading, or that of the next one when several are put together.
    if first < UInt8(ascii: "0") || first > UInt8(ascii: "9"), let heading = try FlowLogFormat(heading: line) {
      format = heading
      return nil
    }
    return try format.record(line)
  }

  /// The times of records, and of one more.
  private static func span(
    _ span: ClosedRange<Int>?, with record: FlowRecord
  ) throws(FlowLogError.Problem) -> ClosedRange<Int> {
    let (first, last) = (span?.lowerBound ?? record.start, span?.upperBound ?? record.end)
    let longer = min(first, record.start)...max(last, record.end)
    guard longer.upperBound - longer.lowerBound <= longestSpan else {
      throw .farAway(record.start, days: max(record.end - first, last - record.start) / 86_400)
    }
    return longer
  }

  private func error(_ problem: FlowLogError.Problem) -> FlowLogError {
    FlowLogError(file: path, line: nil, problem: problem)
  }
}
