internal import CSimdjson

/// A parser for JSON texts, one after the other, reusing its memory.
///
/// The work is simdjson's; what is read here is the tape it leaves, in place.
package struct JSONParser: ~Copyable, @unchecked Sendable {
  // It owns all that it points to.
  private let parser: OpaquePointer
  private var document = portolan_json_document()

  /// Makes a parser.
  package init() {
    guard let parser = portolan_json_parser_new() else { fatalError("out of memory") }
    self.parser = parser
  }

  deinit {
    portolan_json_parser_free(parser)
  }

  /// Parses `text` and hands its root value to `body`; the value and all in it are valid only until `body` returns.
  ///
  /// - Throws: `MalformedJSON` with the line and column where `text` stops being JSON, or what `body` throws.
  package mutating func withRoot<Result>(
    of text: borrowing PaddedBytes, _ body: (JSONValue) throws(MalformedJSON) -> Result
  ) throws(MalformedJSON) -> Result {
    guard parse(text), let tape = tape(sharing: nil) else {
      let reason = document.error.map { String(cString: $0) } ?? "no document"
      throw JSONSyntax.firstError(in: text) ?? MalformedJSON("is not JSON that can be read: \(reason)")
    }
    return try tape.withRoot(body)
  }

  /// Parses `text`; false when it is not JSON, and nobody looks for the reason.
  mutating func parse(_ text: borrowing PaddedBytes) -> Bool {
    document = portolan_json_parse(parser, text.start + text.markCount, text.count - text.markCount)
    return document.tape != nil
  }

  /// Hands the root of what was parsed last to `body`, as `withRoot` does, with the texts that many values are taken from `texts`.
  ///
  /// - Precondition: `parse` has said that it is JSON.
  func withParsed<Result, Failure: Error>(
    sharing texts: borrowing TextCache, _ body: (JSONValue) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard let tape = tape(sharing: texts.reference) else { preconditionFailure("nothing was parsed") }
    return try tape.withRoot(body)
  }

  private func tape(sharing texts: TextCache.Reference?) -> JSONTape? {
    guard let words = document.tape, let strings = document.strings else { return nil }
    return JSONTape(words: words, strings: strings, texts: texts)
  }
}

/// simdjson's tape: 64-bit words of an 8-bit type and a 56-bit payload, and the strings they point into.
struct JSONTape {
  let words: UnsafePointer<UInt64>
  let strings: UnsafePointer<UInt8>
  let texts: TextCache.Reference?

  /// Hands the root to `body`; values know their tape by where it is.
  func withRoot<Result, Failure: Error>(
    _ body: (JSONValue) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withUnsafePointer(to: self) { tape throws(Failure) in try body(JSONValue(tape: tape, index: 1)) }
  }

  func type(_ index: Int) -> UInt8 { UInt8(truncatingIfNeeded: words[index] >> 56) }

  func payload(_ index: Int) -> Int { Int(truncatingIfNeeded: words[index] & 0x00FF_FFFF_FFFF_FFFF) }

  /// The index of the word behind the value at `index`.
  @inline(__always)
  func end(of index: Int) -> Int {
    let word = words[index]
    switch UInt8(truncatingIfNeeded: word &>> 56) {
    case UInt8(ascii: "{"), UInt8(ascii: "["): return Int(truncatingIfNeeded: word & 0xFFFF_FFFF)
    case UInt8(ascii: "l"), UInt8(ascii: "u"), UInt8(ascii: "d"): return index &+ 2
    default: return index &+ 1
    }
  }

  /// The head of the string at `index`: its length in 32 bits and the four bytes behind it, which of a shorter string are not all its own.
  func head(_ index: Int) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(strings + payload(index)).loadUnaligned(as: UInt64.self))
  }

  /// The bytes of the string at `index`.
  func string(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    let count = UnsafeRawPointer(strings + payload(index)).loadUnaligned(as: UInt32.self)
    return UnsafeBufferPointer(start: text(index), count: Int(count))
  }

  /// The text of `bytes`, which are valid UTF-8 and which many values may hold.
  func recurringText(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    texts?.text(bytes) ?? String(decoding: bytes, as: UTF8.self)
  }

  /// Where the bytes of the string at `index` begin: behind its length.
  func text(_ index: Int) -> UnsafePointer<UInt8> { strings + payload(index) + 4 }
}
