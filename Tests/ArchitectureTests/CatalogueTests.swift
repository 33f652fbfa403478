import AWSCatalogue
import Foundation
import Testing

/// The catalogue of calls, the documentation of them, and what the sources say of them.
@Suite struct CatalogueTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test func `docs/snapshots.md has every call and its key`() throws {
    let text = try String(contentsOf: Self.root.appending(path: "docs/snapshots.md"), encoding: .utf8)
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `aws ") }
    for call in AWSCall.allCases {
      let row = rows.first { $0.contains("| `aws \(call.words)` |") }
      #expect(row?.contains("`\(call.parent?.wrapper ?? call.key)`") ?? false, "\(call.words)")
    }
    #expect(rows.count == AWSCall.allCases.count, "a row is of no call")
  }

  /// Files that name calls without the catalogue: the lab must not see it, and sentences of the engine name one each.
  private static let writers: Set<String> = [
    // The lab knows the model and the kernel alone.
    "BlueprintBuilder.swift", "BlueprintBuilder+Hosts.swift", "BlueprintBuilder+Routes.swift",
    // Why an answer is not known, beside what decides it.
    "Plane+Explain.swift", "RouteLookup.swift", "HealthChecks.swift", "Directory+Services.swift", "Directory.swift",
    "Connection.swift", "Handover.swift", "Journey+VPCEndpoint.swift", "Journey+Middlebox.swift",
    "Journey+VPNGateway.swift", "Journey+TransitGateway.swift", "Journey+NATGateway.swift", "Journey+Peering.swift",
    "Journey+Internet.swift", "SceneBuilder.swift",
    // How to begin, before anything was read; and what is no call that is read.
    "SnapshotFiles.swift", "Notices.swift", "PublicAccessSettings.swift", "SubnetSite.swift",
    "GroupReferenceCheck.swift",
  ]

  @Test func `calls are named by the catalogue, and by it alone where that is cheap`() throws {
    let sources = Self.root.appending(path: "Sources")
    let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    let known = Set(AWSCall.allCases.map(\.command)).union(["describe-stale-security-groups"])
    for case let file as URL in files where file.pathExtension == "swift" && !file.path.contains("/AWSCatalogue/") {
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        let code = line.drop { $0 == " " }
        if code.hasPrefix("//") { continue }
        for found in code.matches(of: /aws (ec2|elbv2|elb|rds) (describe-[a-z-]*[a-z])/) {
          #expect(Self.writers.contains(file.lastPathComponent), "\(file.lastPathComponent) names \(found.0)")
          #expect(known.contains(String(found.2)), "\(file.lastPathComponent): no call is \(found.0)")
        }
      }
    }
  }
}
