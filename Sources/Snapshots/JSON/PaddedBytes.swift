internal import CSimdjson

/// The bytes of a text, followed by the readable bytes that simdjson wants behind it.
package struct PaddedBytes: ~Copyable {
  let start: UnsafeMutablePointer<UInt8>
  /// The number of bytes of the text.
  package private(set) var count = 0
  private let capacity: Int

  private static let padding = portolan_json_padding()

  /// Makes an empty text with room for `capacity` bytes.
  init(capacity: Int) {
    self.capacity = capacity
    start = .allocate(capacity: capacity + Self.padding)
    portolan_prefer_huge_pages(start, capacity)
  }

  /// Makes a copy of `bytes`.
  package init(_ bytes: some Collection<UInt8>) {
    self.init(capacity: bytes.count)
    _ = UnsafeMutableBufferPointer(start: start, count: capacity).initialize(from: bytes)
    advance(by: bytes.count)
    finish()
  }

  deinit {
    start.deallocate()
  }

  /// The room behind the text, for a reader to fill.
  var room: UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(start: start + count, count: capacity - count)
  }

  /// Says that the first `bytes` bytes of `room` are text now.
  mutating func advance(by bytes: Int) {
    precondition(bytes <= capacity - count, "a text longer than its room")
    count += bytes
  }

  /// Clears the padding behind the text, which is complete now.
  mutating func finish() {
    (start + count).initialize(repeating: 0, count: Self.padding)
  }

  /// The same text with twice the room.
  consuming func grown() -> PaddedBytes {
    var text = PaddedBytes(capacity: capacity * 2)
    text.start.initialize(from: start, count: count)
    text.advance(by: count)
    return text
  }

  /// The bytes of the text; valid only while the text is.
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  /// How many bytes at the start of the text are a byte order mark, which a reader may pass over (RFC 8259 §8.1).
  var markCount: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }
}
