internal import CZlib

/// Expands what gzip compressed (RFC 1952), of which several may stand one behind the other.
enum Gunzip {
  /// The text of `bytes`, which may become `limit` bytes: a few kilobytes may hold gigabytes of the same letter.
  static func text(of bytes: UnsafeBufferPointer<UInt8>, limit: Int) throws(MalformedJSON) -> PaddedBytes {
    var stream = z_stream()
    // 16 more than the largest window asks for gzip's header and checksum (zlib.h, `inflateInit2`).
    guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw MalformedJSON("cannot be expanded: out of memory")
    }
    defer { inflateEnd(&stream) }
    var text = PaddedBytes(capacity: min(limit, max(4_096, bytes.count * 8)))
    var rest = bytes[...]
    while true {
      text.reserve(1)
      let taken = min(rest.count, 1 << 30)
      let given = min(text.room.count, 1 << 30)
      // zlib does not write to its input, which its header does not say.
      stream.next_in = UnsafeMutablePointer(mutating: UnsafeBufferPointer(rebasing: rest).baseAddress)
      stream.avail_in = UInt32(taken)
      stream.next_out = text.room.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.avail_out = UInt32(given)
      let result = inflate(&stream, Z_NO_FLUSH)
      rest = rest.dropFirst(taken - Int(stream.avail_in))
      text.advance(by: given - Int(stream.avail_out))
      guard text.count <= limit else {
        throw MalformedJSON("becomes more than \(limit >> 20) MiB when it is expanded; a snapshot may be many files")
      }
      switch result {
      case Z_OK: break
      case Z_STREAM_END:
        // Padding of zeros is none of it, as gzip takes it.
        guard rest.contains(where: { $0 != 0 }) else {
          text.finish()
          return text
        }
        guard rest.starts(with: [0x1F, 0x8B]), inflateReset(&stream) == Z_OK else {
          throw MalformedJSON("is gzip with something else behind it")
        }
      case Z_BUF_ERROR where stream.avail_out == 0: break
      case Z_BUF_ERROR: throw MalformedJSON("is gzip that ends early: it may be truncated")
      default: throw MalformedJSON("is gzip that is damaged: its bytes or their checksum are wrong")
      }
    }
  }
}
