/// Why a text is not a port set.
public struct PortSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The part of the text that is wrong.
  public let found: String
  /// What should stand there.
  public let expected: String

  /// One sentence for people.
  public var description: String { "“\(found)” is not \(expected)" }
}

extension PortSet {
  /// Reads a list of ports and ranges, such as `"80,443,1024-65535"`; the parts may overlap, and may have spaces around them.
  ///
  /// The empty text is the empty set, so that what `description` prints reads back.
  ///
  /// - Throws: `PortSyntaxError` naming the part that is not a port from 0 to 65,535 or an ascending range of them.
  public init(parsing text: some StringProtocol) throws(PortSyntaxError) {
    let bytes = Array(text.utf8)
    guard !trimmed(bytes[...]).isEmpty else {
      self.init()
      return
    }
    var ranges: [PortRange] = []
    for part in bytes.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      ranges.append(try PortRange(parsing: part))
    }
    self.init(ranges)
  }
}

extension PortRange {
  fileprivate init(parsing part: ArraySlice<UInt8>) throws(PortSyntaxError) {
    let part = trimmed(part)
    let bounds = part.split(
      separator: UInt8(ascii: "-"), maxSplits: 1, omittingEmptySubsequences: false)
    let malformed = PortSyntaxError(
      found: String(decoding: part, as: UTF8.self),
      expected: "a port from 0 to 65535 or a range such as 1024-65535")
    guard let first = bounds.first, let last = bounds.last,
      let lower = port(trimmed(first)), let upper = port(trimmed(last))
    else { throw malformed }
    guard lower <= upper else {
      throw PortSyntaxError(
        found: malformed.found, expected: "a range: it ends before it begins")
    }
    self.init(lower, upper)
  }
}

private func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

private func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  let tail = bytes.drop(while: isSpace)
  guard let last = tail.lastIndex(where: { !isSpace($0) }) else { return tail.prefix(0) }
  return tail[...last]
}

/// A decimal port of at most five digits; nil for anything else, a sign included.
private func port(_ digits: ArraySlice<UInt8>) -> UInt16? {
  guard (1...5).contains(digits.count) else { return nil }
  var value: UInt32 = 0
  for digit in digits {
    guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
    value = value * 10 + UInt32(digit - UInt8(ascii: "0"))
  }
  return UInt16(exactly: value)
}

extension PortSet: CustomStringConvertible {
  /// The set as people and AWS write it, `"80,443,1024-65535"`; `""` when empty.
  public var description: String { ranges.map(\.description).joined(separator: ",") }
}

extension PortSet: ExpressibleByStringLiteral {
  /// Makes a set from a literal such as `"80,443,1024-65535"`.
  ///
  /// - Precondition: The literal is a well-formed port set.
  public init(stringLiteral value: StaticString) {
    do throws(PortSyntaxError) {
      self = try PortSet(parsing: "\(value)")
    } catch {
      preconditionFailure("\(error)")
    }
  }
}
