import Ports
import Testing

@Suite struct EphemeralRangeTests {
  @Test func `every entry has the ports and the count that its source states`() throws {
    let stated: [(key: String, ports: PortSet, count: Int)] = [
      ("linux", "32768-60999", 28_232), ("linux-2.6", "32768-61000", 28_233),
      ("rhel-7", "32768-61000", 28_233),
      ("linux-hardened", "32768-65535", 32_768), ("linux-lowmem", "1024-4999", 3_976),
      ("linux-2.2", "1024-4999", 3_976), ("amazon-linux", "32768-60999", 28_232),
      ("amazon-linux-aws", "32768-61000", 28_233), ("amazon-linux-1", "32768-61000", 28_233),
      ("bottlerocket", "32768-60999", 28_232), ("eks-al2023", "32768-60999", 28_232),
      ("windows", "49152-65535", 16_384), ("windows-2003", "1025-5000", 3_976),
      ("exchange-2007", "1025-60000", 58_976), ("macos", "49152-65535", 16_384),
      ("freebsd", "10000-65535", 55_536), ("openbsd", "1024-49151", 48_128),
      ("netbsd", "49152-65535", 16_384),
      ("solaris", "32768-65535", 32_768), ("aix", "32768-65535", 32_768), ("hp-ux", "49152-65535", 16_384),
      ("elb", "1024-65535", 64_512), ("nat-gateway", "1024-65535", 64_512), ("lambda", "1024-65535", 64_512),
      ("fargate", "32768-60999", 28_232), ("rds", "1024-65535", 64_512),
      ("route53-resolver", "1024-65535", 64_512), ("managed-service", "1024-65535", 64_512),
      ("unknown", "1024-65535", 64_512), ("iana", "49152-65535", 16_384), ("rfc6056", "1024-65535", 64_512),
      ("aws-advice", "1024-65535", 64_512),
    ]
    #expect(EphemeralRange.catalogue.map(\.key) == stated.map(\.key))
    for row in stated {
      let entry = try #require(EphemeralRange.named(row.key))
      #expect(entry.ports == row.ports, "\(row.key)")
      #expect(entry.ports.count == row.count, "\(row.key)")
    }
  }

  @Test func `keys and aliases are short, lower-case and each used once`() {
    var seen: Set<String> = []
    for entry in EphemeralRange.catalogue + EphemeralRange.serverSide {
      for name in [entry.key] + entry.aliases {
        #expect(seen.insert(name).inserted, "\(name) comes twice")
        #expect(
          name.utf8.allSatisfy { $0 == 45 || $0 == 46 || (48...57).contains($0) || (97...122).contains($0) })
      }
      #expect(entry.key.count <= 16 && entry.authority.count <= 10 && entry.name.count <= 28, "\(entry.key)")
      #expect(!entry.source.isEmpty && !entry.ports.contains(0), "\(entry.key)")
      #expect((entry.group == .serverSide) == EphemeralRange.serverSide.contains(entry), "\(entry.key)")
    }
  }

  @Test func `an entry is found by key and alias in any case`() {
    #expect(EphemeralRange.named("WINDOWS") == .windows)
    #expect(EphemeralRange.named("Mac") == .macOS)
    #expect(EphemeralRange.named("darwin") == .macOS)
    #expect(EphemeralRange.named("AL2023") == .amazonLinux)
    #expect(EphemeralRange.named("nat") == .unknown)
    #expect(EphemeralRange.named("") == nil)
    #expect(EphemeralRange.named("beos") == nil)
  }

  @Test func `a misspelt name brings up what may have been meant`() {
    #expect(EphemeralRange.candidates(for: "lnux").first == "linux")
    #expect(EphemeralRange.candidates(for: "Wnidows").first == "windows")
    #expect(EphemeralRange.candidates(for: "freebds").contains("freebsd"))
    #expect(EphemeralRange.candidates(for: "amazon").contains("amazon-linux"))
    #expect(EphemeralRange.candidates(for: "quux").isEmpty)
    #expect(EphemeralRange.candidates(for: "").isEmpty)
    #expect(EphemeralRange.candidates(for: String(repeating: "linux", count: 100_000)).isEmpty)
  }

  @Test func `the edit distance counts insertions, deletions, replacements and swaps`() {
    let distances = [
      ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("abc", "abd", 1), ("abc", "acb", 1), ("ab", "ba", 1),
    ]
    for (from, to, distance) in distances + [("kitten", "sitting", 3), ("linux", "lnux", 1)] {
      #expect(editDistance(Array(from.utf8), Array(to.utf8)) == distance, "\(from) → \(to)")
    }
  }
}
