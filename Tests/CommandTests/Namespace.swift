import Foundation

/// A network namespace for one test, removed after it.
final class Namespace {
  let name = "portolan-command-\(getpid())-\(UInt32.random(in: 0 ... .max))"

  /// Whether this process may make one.
  static let isAvailable: Bool = (try? Namespace()) != nil

  init() throws {
    try Self.shell("ip netns add \(name) && ip -n \(name) link set lo up")
  }

  deinit { _ = try? Self.shell("ip netns del \(name)") }

  struct CommandFailed: Error {
    let command: String
    let output: String
  }

  /// Runs a line of shell; what it printed.
  @discardableResult
  static func shell(_ line: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CommandFailed(command: line, output: text) }
    return text
  }

  /// Runs a line of shell in the namespace.
  @discardableResult
  func shell(_ line: String) throws -> String {
    try Self.shell("ip netns exec \(name) sh -c '\(line)'")
  }

  /// The range now in force there.
  var range: String {
    get throws {
      try shell("cat /proc/sys/net/ipv4/ip_local_port_range").split(whereSeparator: \.isWhitespace).joined(
        separator: "-")
    }
  }
}
