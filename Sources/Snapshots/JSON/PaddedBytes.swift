internal import CSimdjson

/// The bytes of a text, followed by the readable bytes that simdjson wants behind it.
package struct PaddedBytes: ~Copyable, @unchecked Sendable {
  // It owns the memory.
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
    append(bytes)
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

  /// Adds `bytes` to the text, making room when there is none.
  mutating func append(_ bytes: some Collection<UInt8>) {
    reserve(bytes.count)
    _ = UnsafeMutableBufferPointer(start: start + count, count: bytes.count).initialize(from: bytes)
    advance(by: bytes.count)
  }

  /// Takes away what is behind the first `length` bytes.
  mutating func shrink(to length: Int) {
    precondition(length <= count, "a text that shrinks to more than it has")
    count = length
  }

  /// Clears the padding behind the text, which is complete now.
  mutating func finish() {
    (start + count).initialize(repeating: 0, count: Self.padding)
  }

  /// Makes room for `length` bytes more, doubling what there is at the least.
  mutating func reserve(_ length: Int) {
    guard room.count < length else { return }
    var text = PaddedBytes(capacity: max(capacity * 2, count + length))
    text.start.initialize(from: start, count: count)
    text.advance(by: count)
    self = text
  }

  /// The bytes of the text; valid only while the text is.
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  /// How many bytes at the start of the text are a byte order mark, which a reader may pass over (RFC 8259 §8.1).
  var markCount: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }
}
