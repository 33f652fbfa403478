import Foundation

/// Runs the built command as its users do.
enum Portolan {
  struct Outcome: Equatable {
    let output: String
    let errors: String
    let status: Int32
  }

  /// The root of the package.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The command stands beside the test runner that SwiftPM built with it.
  static let command = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(component: "portolan")

  /// Runs `portolan` with arguments in the package's root, without a terminal; its standard input is a pipe with `input`, or the file `inputFile`.
  static func run(
    _ arguments: [String], input: String = "", inputFile: String? = nil, environment: [String: String] = [:]
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = command
    process.arguments = arguments
    process.currentDirectoryURL = root
    process.environment = ["LANG": "C.UTF-8", "COLUMNS": "80"].merging(environment) { _, new in new }
    let (stdin, stdout, stderr) = (Pipe(), try TemporaryFile(), try TemporaryFile())
    process.standardInput = stdin
    if let inputFile { process.standardInput = try FileHandle(forReadingFrom: URL(filePath: inputFile)) }
    process.standardOutput = stdout.handle
    process.standardError = stderr.handle
    try process.run()
    try? stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try? stdin.fileHandleForWriting.close()
    process.waitUntilExit()
    return Outcome(output: try stdout.text(), errors: try stderr.text(), status: process.terminationStatus)
  }

  /// Starts `portolan` with arguments in the package's root, and lets it run.
  static func start(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = command
    process.arguments = arguments
    process.currentDirectoryURL = root
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }
}

/// A file for what a process writes, however much: a pipe that nobody empties would stop it.
private struct TemporaryFile {
  private let url: URL
  let handle: FileHandle

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(component: "portolan-\(UUID().uuidString)")
    try Data().write(to: url)
    handle = try FileHandle(forWritingTo: url)
  }

  func text() throws -> String {
    try handle.close()
    defer { try? FileManager.default.removeItem(at: url) }
    return String(decoding: try Data(contentsOf: url), as: UTF8.self)
  }
}
