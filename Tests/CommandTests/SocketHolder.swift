import Foundation

/// A process that holds connections open in a namespace.
struct SocketHolder {
  let process = Process()
  private let input = Pipe()

  /// Starts it; returns when the connections are open, to four ports from `firstPort` on.
  init(_ connections: Int, firstPort: Int, in namespace: Namespace) throws {
    let program = Portolan.command.deletingLastPathComponent().appending(component: "SocketHolder").path
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["ip", "netns", "exec", namespace.name, program, "\(connections)", "\(firstPort)"]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    guard output.fileHandleForReading.availableData.starts(with: Array("ready".utf8)) else {
      throw Namespace.CommandFailed(command: "SocketHolder", output: "it did not get ready")
    }
  }

  func end() {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}
