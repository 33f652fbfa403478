import CLinux
import Foundation
import HostPorts
import Synchronization
import Testing

/// A network namespace with a loopback of its own, made for one test and removed after it.
final class TestNamespace: Sendable {
  let name: String
  private static let numbers = Atomic(0)

  /// Whether this process may make namespaces; tests that need one say so when it may not.
  static let isAvailable: Bool = (try? TestNamespace()) != nil

  static let need: Comment = "needs root and iproute2, to make network namespaces"

  init() throws {
    name = "portolan-test-\(getpid())-\(Self.numbers.add(1, ordering: .relaxed).newValue)"
    _ = try Self.run(["ip", "netns", "add", name])
    _ = try Self.run(["ip", "-n", name, "link", "set", "lo", "up"])
  }

  deinit { _ = try? Self.run(["ip", "netns", "del", name]) }

  struct CommandFailed: Error {
    let command: String
    let errors: String
  }

  /// Runs a command and returns what it printed.
  static func run(_ command: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    let file = FileManager.default.temporaryDirectory.appending(component: "portolan-\(UUID().uuidString)")
    try Data().write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let output = try FileHandle(forWritingTo: file)
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try output.close()
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    guard process.terminationStatus == 0 else {
      throw CommandFailed(command: command.joined(separator: " "), errors: text)
    }
    return text
  }

  /// Runs a command in the namespace.
  func run(_ command: String...) throws -> String { try Self.run(["ip", "netns", "exec", name] + command) }

  private final class Box<Value: Sendable>: Sendable {
    let value = Mutex<Result<Value, any Error>?>(nil)
  }

  /// Runs `body` on a thread of its own that is in the namespace: which namespace one is in is a matter of the thread.
  func inside<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) throws -> Value {
    let box = Box<Value>()
    let done = DispatchSemaphore(value: 0)
    let name = name
    let thread = Thread {
      let result = Result {
        try NetworkNamespace.named(name).enter()
        return try body()
      }
      box.value.withLock { $0 = result }
      done.signal()
    }
    thread.stackSize = 8 << 20
    thread.start()
    done.wait()
    return try box.value.withLock { try #require($0).get() }
  }

  func set(_ setting: String, _ value: String) throws { _ = try run("sysctl", "-qw", "net.ipv4.\(setting)=\(value)") }
}

/// A process that holds connections open.
final class SocketHolder {
  private let process = Process()
  private let input = Pipe()

  /// The program stands beside the test runner that SwiftPM built with it.
  private static let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(component: "SocketHolder")

  init(_ connections: Int, firstPort: Int, family: Int = 4, in namespace: TestNamespace) throws {
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "ip", "netns", "exec", namespace.name, Self.program.path, "\(connections)", "\(firstPort)", "\(family)",
    ]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let line = output.fileHandleForReading.availableData
    guard String(decoding: line, as: UTF8.self).hasPrefix("ready") else {
      throw TestNamespace.CommandFailed(command: "SocketHolder \(connections)", errors: "it did not get ready")
    }
  }

  deinit {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}
