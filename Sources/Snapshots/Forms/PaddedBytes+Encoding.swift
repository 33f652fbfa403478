internal import NetworkModel

/// How the bytes of a file hold its text.
enum TextEncoding {
  case utf8, utf16LittleEndian, utf16BigEndian, gzip

  /// Tells by the first bytes: a byte order mark, gzip's magic number (RFC 1952), or the zero beside the first letter that UTF-16 has.
  init(of head: UnsafeBufferPointer<UInt8>) {
    guard head.count > 1 else {
      self = .utf8
      return
    }
    switch (head[0], head[1]) {
    case (0x1F, 0x8B): self = .gzip
    case (0xFF, 0xFE), (0x01...0x7F, 0x00): self = .utf16LittleEndian
    case (0xFE, 0xFF), (0x00, 0x01...0x7F): self = .utf16BigEndian
    default: self = .utf8
    }
  }
}

extension PaddedBytes {
  /// How the bytes hold a text.
  var encoding: TextEncoding { TextEncoding(of: bytes) }

  /// The text as UTF-8; what was compressed may become `limit` bytes.
  package consuming func decoded(limit: Int = 1 << 30) throws(MalformedJSON) -> PaddedBytes {
    switch encoding {
    case .utf8: return self
    case .utf16LittleEndian: return try decodedUTF16(highFirst: false)
    case .utf16BigEndian: return try decodedUTF16(highFirst: true)
    case .gzip:
      let text = try Gunzip.text(of: bytes, limit: limit)
      // A bomb may be packed twice.
      if case .gzip = text.encoding { throw MalformedJSON("is compressed twice") }
      return try text.decoded(limit: limit)
    }
  }

  private func decodedUTF16(highFirst: Bool) throws(MalformedJSON) -> PaddedBytes {
    guard count.isMultiple(of: 2) else {
      throw MalformedJSON("is UTF-16 that ends within a character: it may be truncated")
    }
    var text = PaddedBytes(capacity: count + count / 2)
    var decoder = Unicode.UTF16.ForwardParser()
    let bytes = bytes
    let (high, low) = highFirst ? (0, 1) : (1, 0)
    var units = stride(from: 0, to: count, by: 2).lazy.map { place in
      UInt16(bytes[place + high]) << 8 | UInt16(bytes[place + low])
    }.makeIterator()
    while true {
      switch decoder.parseScalar(from: &units) {
      case .valid(let scalar):
        let character = Unicode.UTF16.decode(scalar)
        if character == "\u{FEFF}" && text.count == 0 { continue }
        text.append(UTF8.encode(character).map(Array.init) ?? [])
      case .error: throw MalformedJSON("is UTF-16 with half of a character, without its other half")
      case .emptyInput:
        text.finish()
        return text
      }
    }
  }
}
