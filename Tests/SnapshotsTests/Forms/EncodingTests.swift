import Foundation
import NetworkModel
import Snapshots
import Testing

/// How the bytes of a file may hold its text.
@Suite struct EncodingTests {
  private static let text = #"{"Vpcs": [{"VpcId": "vpc-1", "Tags": [{"Key": "Name", "Value": "Größe 😀"}]}]}"#

  private static func name(_ bytes: [UInt8]) throws -> String? {
    try Form(["vpcs.json": bytes]).network.vpcs["vpc-1"]?.name
  }

  private static func utf16(_ text: String, mark: Bool = true, bigEndian: Bool) -> [UInt8] {
    ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit -> [UInt8] in
      let bytes = [UInt8(unit >> 8), UInt8(unit & 255)]
      return bigEndian ? bytes : bytes.reversed()
    }
  }

  /// What `gzip` makes of bytes.
  static func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    try folder.write(bytes, to: "a")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "-n", "\(folder.path)/a"]
    try process.run()
    process.waitUntilExit()
    return Array(try Data(contentsOf: URL(filePath: "\(folder.path)/a.gz")))
  }

  @Test func `UTF-8 with a mark, and UTF-16 of either order, with a mark or not`() throws {
    #expect(try Self.name([0xEF, 0xBB, 0xBF] + Array(Self.text.utf8)) == "Größe 😀")
    for bigEndian in [false, true] {
      for mark in [false, true] {
        #expect(try Self.name(Self.utf16(Self.text, mark: mark, bigEndian: bigEndian)) == "Größe 😀")
        let lines = Self.text.replacing("[", with: "[\r\n")
        #expect(try Form(["a.json": Self.utf16(lines, mark: mark, bigEndian: bigEndian)]).network.vpcs.count == 1)
      }
    }
  }

  @Test func `UTF-16 with half a character says so`() throws {
    let half = Self.utf16(Self.text, bigEndian: false)
    #expect(refusal(ofBytes: half.dropLast()) == "f.json: is UTF-16 that ends within a character: it may be truncated")
    let broken = [0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00] as [UInt8]
    #expect(refusal(ofBytes: broken) == "f.json: is UTF-16 with half of a character, without its other half")
    let cut = Self.utf16(#"{"Vpcs": ["#, bigEndian: true)
    #expect(refusal(ofBytes: cut)?.hasPrefix("f.json: line 1, column 11, in Vpcs[0]: the text ends") == true)
  }

  @Test func `gzip by its name or its first bytes, in one part or several, of any encoding`() throws {
    let packed = try Self.gzip(Array(Self.text.utf8))
    for name in ["vpcs.json.gz", "vpcs.json", "a/VPCS.JSON.GZ"] {
      #expect(try Form([name: packed]).network.vpcs.count == 1)
    }
    let other = try Self.gzip(Array(#"{"Vpcs": [{"VpcId": "vpc-2"}]}"#.utf8))
    #expect(try Form(["vpcs.json.gz": packed + other + [0, 0, 0]]).network.vpcs.count == 2)
    #expect(try Self.name(try Self.gzip(Self.utf16(Self.text, bigEndian: false))) == "Größe 😀")
  }

  @Test func `a large compressed file is read in pieces, and an error is told with its place`() throws {
    let vpcs = (0..<20_000).map { #"{"VpcId": "vpc-\#($0)", "CidrBlock": "10.0.0.0/\#($0 == 19_000 ? 33 : 16)"}"# }
    let right = try Self.gzip(Array(#"{"Vpcs": [\#(vpcs[..<19_000].joined(separator: ",\n"))]}"#.utf8))
    #expect(try Form(["v.json.gz": right]).network.vpcs.count == 19_000)
    let wrong = try Self.gzip(Array(#"{"Vpcs": [\#(vpcs.joined(separator: ",\n"))]}"#.utf8))
    let folder = try TemporaryFolder()
    try folder.write(wrong, to: "v.json.gz")
    #expect(refusal(ofPath: folder.path)?.contains("v.json.gz: Vpcs[19000].CidrBlock: ") == true)
  }

  @Test func `gzip that is damaged, truncated or followed by something else says so`() throws {
    let packed = try Self.gzip(Array(Self.text.utf8))
    for length in [2, 9, 20, packed.count - 1] {
      #expect(
        refusal(ofBytes: Array(packed.prefix(length))) == "f.json: is gzip that ends early: it may be truncated",
        "\(length)")
    }
    var damaged = packed
    damaged[packed.count - 5] ^= 1
    #expect(
      refusal(ofBytes: damaged) == "f.json: is gzip that is damaged: its bytes or their checksum are wrong")
    #expect(refusal(ofBytes: packed + [0x7B]) == "f.json: is gzip with something else behind it")
    #expect(refusal(ofBytes: try Self.gzip(packed)) == "f.json: is compressed twice")
  }

  @Test func `what a few bytes expand to is bounded`() throws {
    let bomb = try Self.gzip(Array(repeating: 0x20, count: 3 << 20))
    #expect(bomb.count < 10_000)
    #expect {
      _ = try PaddedBytes(bomb).decoded(limit: 1 << 20)
    } throws: { error in
      (error as? MalformedJSON)?.problem
        == "becomes more than 1 MiB when it is expanded; a snapshot may be many files"
    }
    let text = try PaddedBytes(bomb).decoded(limit: 3 << 20)
    #expect(text.count == 3 << 20)
  }
}
