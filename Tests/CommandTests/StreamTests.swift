import Foundation
import Testing

/// Files that are named directly and are no ordinary files: pipes, devices, folders.
@Suite struct StreamTests {
  private static let command = Portolan.command.path

  private static func shell(_ line: String) throws -> String {
    try Namespace.shell("cd \(Portolan.root.path) && { \(line); echo rc $?; }")
  }

  @Test(arguments: [
    ("verify examples/shop FILE", "portolan: FILE: goes on for over 64 MiB: is it another file, or a device?"),
    ("ports ranges --from FILE", "portolan: FILE: goes on for over 64 MiB: is it another file, or a device?"),
    ("trace examples/shop --batch FILE", "portolan: FILE: line 1: is longer than 1 MiB"),
    ("ports forecast --nat-gateway shop-nat --snapshot examples/shop --flows FILE", "portolan: FILE:1: 1 fields"),
    ("fix examples/shop --intent x --intents FILE", "portolan: FILE: goes on for over 64 MiB"),
  ])
  func `a device without end is told, in little memory`(_ words: String, _ complaint: String) throws {
    let words = words.replacing("FILE", with: "/dev/zero")
    let outcome = try Self.shell("ulimit -v 2000000; \(Self.command) \(words)")
    #expect(outcome.hasPrefix(complaint.replacing("FILE", with: "/dev/zero")), "\(outcome)")
    #expect(outcome.hasSuffix("rc 2\n"), "\(outcome)")
    let folder = try Self.shell("\(Self.command) \(words.replacing("/dev/zero", with: "examples"))")
    #expect(folder.contains("examples: ") && folder.contains("Is a directory\nrc 2\n"), "\(folder)")
  }

  @Test func `a pipe with a name is read to its end`() throws {
    let folder = try TemporaryFolder()
    let pipe = folder.path + "/pipe"
    let question = #"{"from": "web-1", "to": "orders", "port": 5432}"#
    let batch = try Self.shell(
      "mkfifo \(pipe); echo '\(question)' > \(pipe) & \(Self.command) trace examples/shop --batch \(pipe) | wc -l")
    #expect(batch == "1\nrc 0\n", "\(batch)")
    let ranges = try Self.shell(
      "echo 'net.ipv4.ip_local_port_range = 32768 60999' > \(pipe) & \(Self.command) ports ranges --from \(pipe)")
    #expect(ranges.contains("range") && ranges.hasSuffix("rc 0\n"), "\(ranges)")
    let intents = try Self.shell(
      "printf 'intents:\\n  - id: a\\n    allow: {from: web-1, to: front, ports: 1}\\n' > \(pipe) & "
        + "\(Self.command) verify examples/shop \(pipe) > /dev/null")
    #expect(intents == "rc 1\n", "\(intents)")
  }

  @Test func `answers to many questions come though one of them is broken and the last has no end`() throws {
    let question = #"{"from": "web-1", "to": "orders", "port": 5432}"#
    let outcome = try Portolan.run(
      ["trace", "examples/shop", "--batch", "-"], input: "\(question)\n\n\(question)\r\nnonsense\n\(question)")
    let lines = outcome.output.split(separator: "\n")
    #expect(outcome.status == 2 && lines.count == 4 && lines[2].contains(#""line":4"#), "\(outcome)")
  }
}
