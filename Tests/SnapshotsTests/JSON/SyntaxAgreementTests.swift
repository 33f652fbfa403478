import Seeds
import Snapshots
import Testing

/// Two parsers read every broken text: the fast one, which says only that it is wrong, and the slow one, which says where.
@Suite struct SyntaxAgreementTests {
  /// Whether the two agree about a text; a disagreement is recorded.
  private static func agree(
    about bytes: [UInt8], _ parser: inout JSONParser, _ place: @autoclosure () -> String
  ) -> Bool {
    let text = PaddedBytes(bytes)
    let slow = JSONSyntax.firstError(in: text)
    var fast: MalformedJSON?
    do throws(MalformedJSON) {
      try parser.withRoot(of: text) { _ in }
    } catch {
      fast = error
    }
    if (slow == nil) == (fast == nil) { return true }
    let refusal = slow.map { "only the slow parser refuses it, \($0.place): \($0.problem)" }
    let shown = String(decoding: bytes.prefix(300), as: UTF8.self).debugDescription
    Issue.record("\(refusal ?? "only the fast parser refuses it") (\(place())): \(shown)")
    return false
  }

  /// What JSON is made of, and what it is nearly made of.
  private static let pieces: [[UInt8]] =
    [
      "{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\"b\":", "null", "true", "false", "nul", "//",
      "0", "-", "1", "-0", "01", "1.5", "1.", ".5", "1e5", "1e", "1e+", "1E-2", "1e400", "9223372036854775808",
      "18446744073709551616", " ", "\n", "\t", "\r", "\\", "\\n", "\\\"", "\\u", "\\u0041", "\\ud800", "\\udc00",
      "\\ud83d\\ude00", "é", "😀", "\u{FEFF}", "\u{0}", "\u{1F}", "\u{7F}",
    ].map { Array($0.utf8) }
    + [[0xFF], [0xC3], [0xA9], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82]]

  @Test func `both parsers judge texts made of pieces of JSON alike`() {
    let seed: UInt64 = 0x5359_0001
    var generator = SeededGenerator(seed: seed)
    var parser = JSONParser()
    for round in 1...200_000 {
      let count = Int.random(in: 0...8, using: &generator)
      let bytes = (0..<count).flatMap { _ in Self.pieces.randomElement(using: &generator) ?? [] }
      guard Self.agree(about: bytes, &parser, "seed \(seed), round \(round)") else { return }
    }
  }

  @Test func `both parsers judge pieces inside a string, a list and an object alike`() {
    let seed: UInt64 = 0x5359_0002
    var generator = SeededGenerator(seed: seed)
    var parser = JSONParser()
    let frames = [("\"", "\""), ("[", "]"), ("{\"a\":", "}"), ("[{\"", "\":1}]"), ("[\"x\",", ",2]")]
    for round in 1...100_000 {
      let count = Int.random(in: 0...5, using: &generator)
      let inside = (0..<count).flatMap { _ in Self.pieces.randomElement(using: &generator) ?? [] }
      let frame = frames.randomElement(using: &generator) ?? ("", "")
      let bytes = Array(frame.0.utf8) + inside + Array(frame.1.utf8)
      guard Self.agree(about: bytes, &parser, "seed \(seed), round \(round)") else { return }
    }
  }

  @Test func `both parsers judge damaged samples alike`() {
    let seed: UInt64 = 0x5359_0003
    var generator = SeededGenerator(seed: seed)
    var parser = JSONParser()
    let samples = Samples.all.map { Array($0.utf8) }
    for round in 1...20_000 {
      let bytes = Mutation.ofBytes(samples.randomElement(using: &generator) ?? [], using: &generator)
      guard Self.agree(about: bytes, &parser, "seed \(seed), round \(round)") else { return }
    }
  }

  @Test func `both parsers count the same depth`() {
    var parser = JSONParser()
    for levels in 1_000...1_040 {
      for (open, close) in [("[", "]"), (#"{"a":"#, "}"), (#"[{"a":"#, "}]")] {
        for inside in ["", "1", "[]", "{}"] where !(inside.isEmpty && open.hasSuffix(":")) {
          let text = String(repeating: open, count: levels) + inside + String(repeating: close, count: levels)
          guard Self.agree(about: Array(text.utf8), &parser, "\(levels) levels of \(open)") else { return }
        }
      }
    }
  }

  @Test func `both parsers judge every byte in every place alike`() {
    var parser = JSONParser()
    for byte in UInt8.min ... .max {
      for (before, after) in [
        ("", ""), ("{", "}"), ("[", "]"), ("\"", "\""), ("\"\\", "\""), ("1", ""), ("[1", "]"), ("tru", ""),
      ] {
        let bytes = Array(before.utf8) + [byte] + Array(after.utf8)
        guard Self.agree(about: bytes, &parser, "byte \(byte)") else { return }
      }
    }
    for first in UInt8(0xC0) ... .max {
      for second in stride(from: UInt8(0x70), through: 0xD0, by: 1) {
        for rest in [[], [0x80], [0x80, 0x80]] as [[UInt8]] {
          let bytes = [0x22, first, second] + rest + [0x22]
          guard Self.agree(about: bytes, &parser, "bytes \(first) \(second)") else { return }
        }
      }
    }
  }

  @Test func `both parsers judge halves of characters alike`() {
    var parser = JSONParser()
    let units = ["d7ff", "d800", "DBFF", "dc00", "DFFF", "e000", "0041", "d8", "dc0g"]
    for first in units {
      for second in units {
        for text in [#""\u\#(first)\u\#(second)""#, #""\u\#(first)x\u\#(second)""#, #""\u\#(first)\u\#(second)"#] {
          guard Self.agree(about: Array(text.utf8), &parser, text) else { return }
        }
      }
    }
  }
}
