import Foundation
import Reachability
import Snapshots
import Testing

/// A snapshot that lacks a call's answer must not make the opposite of what is known with it.
@Suite struct MissingCallsTests {
  @Test(arguments: Scenario.names)
  func `an answer never turns into its opposite for want of a call`(name: String) throws {
    let folder = URL(filePath: Scenario.snapshot(of: name))
    let scenario = try Scenario(name)
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    for missing in files {
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
        let trace = engine.trace(query)
        let verdict = trace.verdict.rawValue
        // What is taken for granted in place of the call is said.
        let isSaid = trace.assumptions.contains { $0.call != nil }
        let isOpposite = verdict != "unknown" && question.verdict != "unknown" && verdict != question.verdict && !isSaid
        #expect(
          !isOpposite,
          "\(question.summary): \(question.verdict), and \(verdict) without \(missing.lastPathComponent)")
      }
    }
  }
}
