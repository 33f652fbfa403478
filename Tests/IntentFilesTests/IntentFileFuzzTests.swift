import IntentFiles
import Reachability
import Seeds
import Testing

/// Whatever a file holds, it is read or refused with places inside it; nothing stops the reader in another way.
@Suite struct IntentFileFuzzTests {
  private static let sample = """
    groups:
      web: [web-1, "web-*"] # both
    intents:
      - id: orders
        allow:
          from: web
          not-from: 10.0.0.0/8
          to: orders
          ports: [5432, 8000-8100, any]
          protocol: tcp
          os: linux
          for: every client port
        reason: >
          Nothing is sold
        owner: 'shop'
      - {id: shells, deny: {from: internet, to: any, ports: 22, client-ports: 1024-65535, family: ipv6}}
    """
  private static let pieces = [
    "", " ", "\n", "\t", ":", "- ", "? ", "[", "]", "{", "}", "*a", "&a ", "<<: *a", "|", ">", "'", "\"", "#", "---\n",
    "...\n", "!!int ", "%YAML 1.2\n", "\u{0}", "\u{FEFF}", "\u{2028}", "é", "🧭", "65536", "-", "from", "ports: any",
    "null",
    "\\", "@", "`", "\r\n", "\u{7}", "~",
  ]

  @Test func `a mutated file is read or refused`() {
    var random = SeededGenerator(seed: 20_26)
    let sample = Array(Self.sample.utf8)
    var read = 0
    for _ in 0..<6_000 {
      var bytes = sample
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let start = Int.random(in: 0...bytes.count, using: &random)
        let end = min(bytes.count, start + [0, 0, 1, 1, 5, 40].randomElement(using: &random)!)
        let piece = Self.pieces.randomElement(using: &random)!
        bytes.replaceSubrange(start..<end, with: Array(piece.utf8))
      }
      if Int.random(in: 0..<20, using: &random) == 0, !bytes.isEmpty {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      do throws(IntentFileError) {
        _ = try IntentFile(parsing: bytes)
        read += 1
      } catch {
        let lines = bytes.count { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } + 4
        for problem in error.problems {
          #expect((1...lines).contains(problem.place.line) && problem.place.column > 0)
          #expect(!problem.message.isEmpty && !problem.message.contains { $0.isNewline })
        }
        #expect(!error.problems.isEmpty)
      }
    }
    print("6000 mutated files, \(read) of them read")
  }
}
