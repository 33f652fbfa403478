import AWSCatalogue
import Foundation
import Testing

/// The answers that the aws CLI's own documentation shows.
@Suite struct ExampleAnswersTests {
  /// Blocks that are not read, by what their refusal holds: each is no answer, does not say whose it is, or is no JSON in itself.
  private static let refused: [String: String] = {
    let broken: KeyValuePairs = [
      "ec2.describe-subnets.1": "line 17, column 43",  // a quotation mark that is an apostrophe
      "ec2.describe-security-groups.1": "line 53, column 13", "elbv2.describe-target-health.6": "line 7, column 17",
      "ec2.describe-instances.1": "“10-0-0-157” is not an IP address",
      // Parts left out with dots.
      "ec2.describe-instances.3": "line 14, column 9", "rds.describe-db-instances.1": "line 14, column 17",
      "rds.describe-db-clusters.2": "line 17, column 9", "ec2.describe-instances.5": "line 10, column 10",
    ]
    // What `--query` left has other names, or filters and placements are what is shown.
    let renamed = [
      "ec2.describe-security-groups.2", "ec2.describe-instances.2", "ec2.describe-instances.4",
      "rds.describe-db-clusters.3",
    ]
    var refused = Dictionary(uniqueKeysWithValues: broken.map { ($0, $1) })
    for name in renamed { refused[name] = "do not tell what they are" }
    refused["elbv2.describe-target-groups.2"] = "holds “my-instance-targets” where an answer"
    return refused
  }()

  /// What is printed without the id of what was asked about is read beside other files, and not alone.
  private static let unowned: Set<String> = Set(
    AWSCall.allCases.filter { $0.parent?.wrapper != nil }.map { "\($0.service).\($0.command)" })

  private static let python: URL = {
    let installed = Portolan.root.appending(path: ".build-checkers/venv/bin/python")
    return FileManager.default.isExecutableFile(atPath: installed.path) ? installed : URL(filePath: "/usr/bin/env")
  }()

  /// The names of the blocks, which were put into `folder`.
  private static func extract(to folder: URL) throws -> [String] {
    let process = Process()
    process.executableURL = python
    let calls = AWSCall.allCases.map { "\($0.service)/\($0.command)" }
    let script = ["Tests/CommandTests/Examples/examples.py", folder.path] + calls
    process.arguments = python.lastPathComponent == "env" ? ["python3"] + script : script
    process.currentDirectoryURL = Portolan.root
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return text.split(separator: "\n").map(String.init)
  }

  @Test func `each is read, or refused with the reason`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(component: "portolan-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let names = try Self.extract(to: folder)
    if let only = names.first, names.count == 1 {
      print("skipped: \(only)")
      return
    }
    #expect(names.count == 72)
    var read = 0
    for name in names {
      let block = name.replacing(".json", with: "")
      let call = block.split(separator: ".").dropLast().joined(separator: ".")
      let outcome = try Portolan.run(["audit", folder.appending(component: name).path])
      if let reason = Self.refused[block] {
        #expect(outcome.status == 2 && outcome.errors.contains(reason), "\(outcome.errors)")
      } else if Self.unowned.contains(call) {
        #expect(outcome.status == 2 && outcome.errors.contains("does not say whose it is"), "\(outcome.errors)")
      } else {
        #expect(outcome.status != 2, "\(outcome.errors)")
        read += 1
      }
    }
    #expect(read == 45)
  }
}
