extension IPAddress {
  /// Reads `"10.0.0.1"` or `"2001:db8::1"`; nil for anything else.
  ///
  /// IPv4 takes exactly four decimal parts without leading zeros, which some systems would read as octal.
  /// IPv6 takes the forms of RFC 4291 §2.2, an IPv4 tail included.
  public init?(_ text: String) {
    self.init(utf8: text.utf8.span)
  }

  /// Reads an address from the UTF-8 bytes of its text.
  public init?(utf8 text: Span<UInt8>) {
    // A text that is an IPv4 address is none of the other kind.
    if let bits = parseV4(text, in: 0..<text.count) {
      self = .v4(bits)
    } else if let bits = parseV6(text) {
      self = .v6(bits)
    } else {
      return nil
    }
  }
}

private func parseV4(_ text: Span<UInt8>, in range: Range<Int>) -> UInt32? {
  var bits: UInt32 = 0
  var part: UInt32 = 0
  var digits = 0
  var dots = 0
  for index in range {
    let byte = text[unchecked: index]
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      if digits == 1 && part == 0 { return nil }
      part = part &* 10 &+ UInt32(byte &- UInt8(ascii: "0"))
      digits &+= 1
      if part > 255 { return nil }
    case UInt8(ascii: "."):
      if digits == 0 || dots == 3 { return nil }
      bits = bits &<< 8 | part
      part = 0
      digits = 0
      dots &+= 1
    default:
      return nil
    }
  }
  return dots == 3 && digits > 0 ? bits << 8 | part : nil
}

private func parseV6(_ text: Span<UInt8>) -> UInt128? {
  var groups = (head: UInt128(0), headCount: 0, tail: UInt128(0), tailCount: 0)
  var seenGap = false
  var index = 0
  func append(_ group: UInt128, width: Int) {
    if seenGap {
      groups.tail = groups.tail << UInt128(16 * width) | group
      groups.tailCount += width
    } else {
      groups.head = groups.head << UInt128(16 * width) | group
      groups.headCount += width
    }
  }
  while index < text.count {
    if text[index] == UInt8(ascii: ":") {
      let isGap = index + 1 < text.count && text[index + 1] == UInt8(ascii: ":")
      if isGap {
        if seenGap { return nil }
        seenGap = true
        index += 2
        continue
      }
      // A single colon separates two groups: never first, never last, never right after a gap.
      guard index > 0, text[index - 1] != UInt8(ascii: ":"), index + 1 < text.count else { return nil }
      index += 1
    }
    let start = index
    var group: UInt128 = 0
    while index < text.count, let digit = hexDigit(text[index]) {
      group = group << 4 | UInt128(digit)
      index += 1
      if index - start > 4 { return nil }
    }
    if index < text.count, text[index] == UInt8(ascii: ".") {
      guard let tail = parseV4(text, in: start..<text.count) else { return nil }
      append(UInt128(tail), width: 2)
      index = text.count
    } else {
      guard index > start else { return nil }
      append(group, width: 1)
    }
    if groups.headCount + groups.tailCount > 8 { return nil }
  }
  let count = groups.headCount + groups.tailCount
  guard seenGap ? count < 8 : count == 8 else { return nil }
  if !seenGap { return groups.head }
  let head = groups.headCount == 0 ? 0 : groups.head << UInt128(16 * (8 - groups.headCount))
  return head | groups.tail
}

private func hexDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}

extension IPAddress: CustomStringConvertible {
  /// Dotted decimal for IPv4; for IPv6 the canonical text of RFC 5952.
  public var description: String {
    switch self {
    case .v4(let bits):
      return "\(bits >> 24).\(bits >> 16 & 255).\(bits >> 8 & 255).\(bits & 255)"
    case .v6(let bits):
      let groups = (0..<8).map { UInt16(truncatingIfNeeded: bits >> UInt128(112 - 16 * $0)) }
      let gap = longestZeroRun(groups)
      let text = { (part: ArraySlice<UInt16>) in
        part.map { String($0, radix: 16) }.joined(separator: ":")
      }
      guard let gap else { return text(groups[...]) }
      return "\(text(groups[..<gap.lowerBound]))::\(text(groups[gap.upperBound...]))"
    }
  }
}

/// The first of the longest runs of two or more zero groups: what RFC 5952 §4.2 replaces by `::`.
private func longestZeroRun(_ groups: [UInt16]) -> Range<Int>? {
  var best: Range<Int>?
  var start = 0
  while start < groups.count {
    var end = start
    while end < groups.count, groups[end] == 0 { end += 1 }
    if end - start >= 2, end - start > (best?.count ?? 0) { best = start..<end }
    start = max(end, start + 1)
  }
  return best
}
