import Foundation
import Testing

/// `portolan serve`, asked by a browser, by programs, and by those who should not.
@Suite struct ServeTests {
  private static let chromium = URL(filePath: "/usr/bin/chromium")
  private static var canLook: Bool {
    Checkers.areInstalled && FileManager.default.isExecutableFile(atPath: chromium.path)
  }

  @Test(.enabled(if: Checkers.areInstalled, "needs scripts/checkers"))
  func `every answer of the API is as its own document says`() throws {
    let server = try Served(["examples/shop"])
    try Self.run("api.py", [server.address])
  }

  @Test(.enabled(if: Checkers.areInstalled, "needs scripts/checkers"))
  func `every scenario is answered as the command answers it, and the page shows it`() throws {
    try Self.run("scenarios.py", [Portolan.command.path])
  }

  @Test(.enabled(if: canLook, "needs scripts/checkers and chromium"))
  func `a browser finds, clicks, edits and reads: wide and narrow, light and dark, by keyboard, without a script`()
    throws
  {
    let server = try Served(["examples/shop"])
    try Self.run("page.py", [server.address, Self.chromium.path])
  }

  @Test(.enabled(if: canLook, "needs scripts/checkers and chromium"))
  func `names that were made to be taken for markup are only text`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(component: "portolan-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(at: Portolan.root.appending(path: "examples/shop"), to: folder)
    let hostile = ["web-1": "<script>alert(1)</script>", "app-a": #"\"><img src=x onerror=alert(2)>"#]
    let long = String(repeating: "🏴‍☠️", count: 770)
    for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    where file.pathExtension == "json" {
      var text = try String(contentsOf: file, encoding: .utf8)
      for (name, other) in hostile { text = text.replacing("\"Value\": \"\(name)\"", with: "\"Value\": \"\(other)\"") }
      text = text.replacing("\"Value\": \"web-2\"", with: "\"Value\": \"\(long)\"")
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let server = try Served([folder.path])
    try Self.run("hostile.py", [server.address, Self.chromium.path])
  }

  @Test(.enabled(if: Checkers.areInstalled, "needs scripts/checkers"))
  func `other names, origins, methods and long addresses are refused`() throws {
    let server = try Served(["examples/shop"])
    try Self.run("doors.py", [server.address])
  }

  @Test(.enabled(if: Checkers.areInstalled, "needs scripts/checkers"))
  func `beyond this machine everybody is asked for the token`() throws {
    let given = try Served([
      "examples/shop", "--host", "0.0.0.0", "--name", "charts.example.com", "--token", "a-token-of-tests",
    ])
    #expect(given.address.hasSuffix("/?token=a-token-of-tests"))
    try Self.run("doors.py", ["http://127.0.0.1:\(try given.port)", "a-token-of-tests", "charts.example.com"])
    let generated = try Served(["examples/shop", "--host", "0.0.0.0"])
    let token = try #require(generated.address.split(separator: "token=").last)
    #expect(token.count == 32)
    try Self.run("doors.py", ["http://127.0.0.1:\(try generated.port)", String(token)])
  }

  @Test func `it ends when asked to, and a port that is taken is told in one line`() throws {
    let server = try Served(["examples/shop"])
    let port = try server.port
    let second = try Portolan.run(["serve", "examples/shop", "--port", "\(port)"])
    #expect(second.status == 2)
    #expect(second.errors == "portolan: cannot listen at 127.0.0.1, port \(port): Address already in use\n")
    let nowhere = try Portolan.run(["serve", "examples/shop", "--host", "nothing.invalid"])
    #expect(nowhere.status == 2)
    #expect(nowhere.errors.hasPrefix("portolan: cannot listen at nothing.invalid, port 0: "))
    #expect(nowhere.errors.split(separator: "\n").count == 1)
    #expect(server.end() == 0)
  }

  @Test func `a token that would not do is told`() throws {
    let outcome = try Portolan.run(["serve", "examples/shop", "--token", "short"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("at least 16"))
  }

  /// Runs one of the programs in `Browser`, which say what went wrong, a line each.
  private static func run(_ program: String, _ arguments: [String]) throws {
    _ = try Checkers.run(["Tests/CommandTests/Browser/\(program)"] + arguments)
  }
}

/// A server that runs as long as the value lives.
private final class Served {
  /// Where it is asked.
  let address: String
  private let process: Process

  init(_ arguments: [String]) throws {
    process = Process()
    process.executableURL = Portolan.command
    process.arguments = ["serve"] + arguments
    process.currentDirectoryURL = Portolan.root
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    var line = Data()
    while let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty, byte[0] != 0x0A { line += byte }
    let words = String(decoding: line, as: UTF8.self).split(separator: " ")
    address = String(try #require(words.count > 1 ? words[1] : nil, "the server did not start"))
  }

  var port: Int { get throws { try #require(URL(string: address)?.port) } }

  /// Asks it to end, and gives its exit code.
  func end() -> Int32 {
    process.terminate()
    process.waitUntilExit()
    return process.terminationStatus
  }

  deinit {
    if process.isRunning { process.terminate() }
    process.waitUntilExit()
  }
}
