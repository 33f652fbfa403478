/// Several JSON texts one behind the other: pages as `aws` prints them into one file, or a text on each line (NDJSON).
enum ConcatenatedJSON {
  /// One list of all objects and lists in `text`, which may or may not be JSON then; nil when they are not two or more.
  static func list(of text: borrowing PaddedBytes) -> PaddedBytes? {
    let bytes = text.bytes
    var values: [Range<Int>] = []
    var position = text.markCount
    while let start = bytes[position...].firstIndex(where: { !isSpace($0) }) {
      guard let end = end(of: start, bytes) else { return nil }
      values.append(start..<end)
      position = end
    }
    guard values.count > 1 else { return nil }
    var list = PaddedBytes(capacity: bytes.count + values.count + 1)
    for (number, value) in values.enumerated() {
      list.append([UInt8(ascii: number == 0 ? "[" : ",")])
      list.append(UnsafeBufferPointer(rebasing: bytes[value]))
    }
    list.append([UInt8(ascii: "]")])
    list.finish()
    return list
  }

  /// The place behind the object or list that begins at `start`; nil when it does not end, or is something else.
  private static func end(of start: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var depth = 0
    var position = start
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth <= 0 { return depth == 0 ? position + 1 : nil }
      case UInt8(ascii: "\""):
        position += 1
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
          position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
      default: if depth == 0 { return nil }
      }
      position += 1
    }
    return nil
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
}
