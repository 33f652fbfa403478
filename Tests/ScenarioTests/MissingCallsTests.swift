import Foundation
import Reachability
import Snapshots
import Testing

/// A snapshot that lacks a call's answer must not make the opposite of what is known with it.
@Suite struct MissingCallsTests {
  /// What is taken to be off, or as AWS sets it, unless it is described; what repeats another call in part; and what ends are named
  /// by, since their names may mean something else without it.
  private static let settings = [
    "public-access", "attributes", "vpn-connections", "describe-instances", "describe-load-balancers",
  ]

  @Test(arguments: Scenario.names)
  func `an answer never turns into its opposite for want of a call`(name: String) throws {
    let folder = URL(filePath: Scenario.snapshot(of: name))
    let scenario = try Scenario(name)
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    for missing in files where !Self.settings.contains(where: { missing.lastPathComponent.contains($0) }) {
      let rest = FileManager.default.temporaryDirectory.appending(component: "missing-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: rest, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: rest) }
      for file in files where file != missing {
        try FileManager.default.copyItem(at: file, to: rest.appending(component: file.lastPathComponent))
      }
      var engine = Engine(try Snapshot(readingFrom: rest.path).network)
      for question in scenario.questions {
        // Without its interface, an end cannot be named at all.
        guard let query = try? question.query(in: engine.directory) else { continue }
        let verdict = engine.trace(query).verdict.rawValue
        let isOpposite =
          (question.verdict == "works" && (verdict == "blocked" || verdict == "intermittent"))
          || (question.verdict == "blocked" && (verdict == "works" || verdict == "intermittent"))
          || (question.verdict == "intermittent" && (verdict == "works" || verdict == "blocked"))
        #expect(
          !isOpposite,
          "\(question.summary): \(question.verdict), and \(verdict) without \(missing.lastPathComponent)")
      }
    }
  }
}
