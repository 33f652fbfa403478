import NetworkModel
import Seeds
import Snapshots
import Testing

/// Damaged snapshots: the reader never stops the program, and refuses with one short line that begins with the file.
@Suite struct ReaderFuzzTests {
  private static func isOneShortLine(_ line: String) -> Bool {
    line.unicodeScalars.count < 600
      && line.unicodeScalars.allSatisfy { scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: false
        default: true
        }
      }
  }

  /// Reads `bytes`, and says whether the reader took them.
  private static func isTaken(_ bytes: [UInt8], _ place: @autoclosure () -> String) -> Bool {
    do throws(SnapshotError) {
      let snapshot = try Snapshot(utf8: bytes, name: "fuzz.json")
      if !snapshot.notices.allSatisfy(isOneShortLine) { Issue.record("\(snapshot.notices) (\(place()))") }
      // Whatever was taken is a network that can be asked.
      _ = snapshot.network.gaps
      return true
    } catch {
      let line = error.description
      if !line.hasPrefix("fuzz.json: ") || !isOneShortLine(line) { Issue.record("\(line) (\(place()))") }
      return false
    }
  }

  @Test func `the shop with damaged bytes`() throws {
    let seed: UInt64 = 0x465A_0001
    var generator = SeededGenerator(seed: seed)
    let files = try Shop.files()
    var taken = 0
    for round in 1...4_000 {
      let bytes = Mutation.ofBytes(files.randomElement(using: &generator) ?? [], using: &generator)
      if Self.isTaken(bytes, "seed \(seed), round \(round)") { taken += 1 }
    }
    #expect((200..<3_800).contains(taken), "the damage is too slight or too heavy to tell anything: \(taken)")
  }

  @Test func `samples with damaged bytes`() {
    let seed: UInt64 = 0x465A_0002
    var generator = SeededGenerator(seed: seed)
    let samples = Samples.all.map { Array($0.utf8) }
    var taken = 0
    for round in 1...15_000 {
      let bytes = Mutation.ofBytes(samples.randomElement(using: &generator) ?? [], using: &generator)
      if Self.isTaken(bytes, "seed \(seed), round \(round)") { taken += 1 }
    }
    #expect(
      (500..<14_500).contains(taken), "the damage is too slight or too heavy to tell anything: \(taken)")
  }

  @Test func `samples with damaged values`() throws {
    let seed: UInt64 = 0x465A_0003
    var generator = SeededGenerator(seed: seed)
    let samples = try Samples.all.map { try JSONTree(parsing: Array($0.utf8)) }
    let pool = samples.flatMap(\.all)
    var taken = 0
    for round in 1...15_000 {
      guard let sample = samples.randomElement(using: &generator) else { return }
      let tree = Mutation.ofTree(sample, pool: pool, using: &generator)
      if Self.isTaken(Array(tree.text.utf8), "seed \(seed), round \(round)") { taken += 1 }
    }
    #expect(
      (1_000..<14_000).contains(taken), "the damage is too slight or too heavy to tell anything: \(taken)")
  }

  @Test func `the shop with damaged values`() throws {
    let seed: UInt64 = 0x465A_0004
    var generator = SeededGenerator(seed: seed)
    let files = try Shop.files().map { try JSONTree(parsing: $0) }
    let pool = files.flatMap(\.all)
    for round in 1...2_000 {
      guard let file = files.randomElement(using: &generator) else { return }
      let tree = Mutation.ofTree(file, pool: pool, using: &generator)
      _ = Self.isTaken(Array(tree.text.utf8), "seed \(seed), round \(round)")
    }
  }

  @Test func `random bytes`() {
    let seed: UInt64 = 0x465A_0005
    var generator = SeededGenerator(seed: seed)
    for round in 1...8_000 {
      let count = Int.random(in: 0...64, using: &generator)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0 ... .max, using: &generator) }
      _ = Self.isTaken(bytes, "seed \(seed), round \(round)")
    }
  }

  @Test func `null in the place of each value in turn`() throws {
    for sample in try Samples.all.map({ try JSONTree(parsing: Array($0.utf8)) }) {
      for position in 0..<sample.count {
        for value in [JSONTree.null, .list([]), .object([]), .string(""), .number("-1"), .bool(true)] {
          let tree = sample.replacing(at: position) { _ in value } ?? .null
          _ = Self.isTaken(Array(tree.text.utf8), tree.text)
        }
      }
    }
  }

  @Test func `samples in other forms, with damaged bytes`() throws {
    let seed: UInt64 = 0x465A_0006
    var generator = SeededGenerator(seed: seed)
    let samples = Samples.all
    var taken = 0
    for round in 1...6_000 {
      let (one, other) = (
        samples.randomElement(using: &generator) ?? "", samples.randomElement(using: &generator) ?? ""
      )
      let text =
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: one + "\n" + other
        case 1: "[\(one), \(other)]"
        case 2: #"{"status_code": 200, "data": \#(one)}"#
        case 3: "[\(Self.elements(of: one)), \(Self.elements(of: other))]"
        case 4: #"{"configurationItems": [{"resourceType": "AWS::EC2::NetworkAcl", "configuration": \#(one)}]}"#
        default: #"{"tgw-rtb-1": {"Routes": []}, "pl-01234567": {"Entries": \#(Self.elements(of: one))}}"#
        }
      let isWide = Int.random(in: 0..<4, using: &generator) == 0
      let bytes = isWide ? [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] } : Array(text.utf8)
      if Self.isTaken(Mutation.ofBytes(bytes, using: &generator), "seed \(seed), round \(round)") { taken += 1 }
    }
    #expect((300..<5_700).contains(taken), "the damage is too slight or too heavy to tell anything: \(taken)")
  }

  /// The first list in a text.
  private static func elements(of text: String) -> String {
    guard let start = text.firstIndex(of: "["), let end = text.lastIndex(of: "]") else { return "[]" }
    return String(text[start...end])
  }

  @Test func `compressed samples with damaged bytes`() throws {
    let seed: UInt64 = 0x465A_0007
    var generator = SeededGenerator(seed: seed)
    let packed = try EncodingTests.gzip(Array(Samples.networkACLs.utf8))
    for round in 1...3_000 {
      _ = Self.isTaken(Mutation.ofBytes(packed, using: &generator), "seed \(seed), round \(round)")
    }
  }
}
