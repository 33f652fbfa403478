import Foundation
import Testing

/// Who may import whom, and other rules of the house that a compiler does not enforce.
@Suite struct ImportTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The modules each target may import, and why no others.
  private static let rules: [(target: String, allowed: Set<String>, reason: String)] = [
    ("Sources/Ports", [], "the port algebra is usable by anyone, and starts in no time without Foundation"),
    ("Sources/AWSCatalogue", [], "what AWS can be asked is a table: no model of it, and no reader"),
    (
      "Sources/NetworkModel", ["Ports", "AWSCatalogue"], "the model is plain values: nothing of files, JSON or verdicts"
    ),
    (
      "Sources/Reachability", ["Ports", "AWSCatalogue", "NetworkModel"],
      "the engine is pure: no input, no output, no clock"
    ),
    (
      "Sources/Snapshots",
      ["Ports", "AWSCatalogue", "NetworkModel", "CSimdjson", "CZlib", "Dispatch", "Glibc", "Synchronization"],
      "the reader must not see the engine, so that neither can bend to the other"
    ),
    (
      "Sources/HostPorts", ["Ports", "CLinux", "Dispatch", "Glibc", "Synchronization"],
      "what a host does is seen without the model of AWS, so that neither can bend to the other"
    ),
    (
      "Sources/FlowLogs", ["NetworkModel", "Glibc"],
      "what was logged is seen without the engine, so that neither can bend to the other"
    ),
    (
      "Sources/Render", ["Ports", "AWSCatalogue", "NetworkModel", "Reachability", "HostPorts"],
      "answers are formatted, not computed or read"
    ),
    (
      "Sources/KernelLab", ["Ports", "NetworkModel", "CLinux", "Glibc"],
      "the lab must not see the engine: the kernel alone decides"
    ),
    (
      "Sources/IntentFiles", ["Ports", "NetworkModel", "Reachability", "CYAML"],
      "what intents mean is decided without YAML, and what they are written in without files"
    ),
    (
      "Sources/Witness", ["Ports", "NetworkModel", "Reachability", "KernelLab"],
      "what compares engine and kernel reads no files and prints nothing"
    ),
    (
      "Sources/PortolanServer",
      [
        "Ports", "NetworkModel", "Reachability", "Render", "HTTPTypes", "Hummingbird", "HummingbirdCore", "Logging",
        "NIOCore", "Synchronization", "Glibc",
      ],
      "what is served is in memory: the server reads no files, and asks nobody"
    ),
    (
      "Sources/portolan",
      [
        "Ports", "AWSCatalogue", "NetworkModel", "Reachability", "Snapshots", "HostPorts", "FlowLogs", "CLinux",
        "Render",
        "KernelLab",
        "Witness", "IntentFiles", "Program", "ArgumentParser", "Dispatch", "Glibc", "Synchronization",
      ],
      "the command starts in milliseconds without Foundation"
    ),
    (
      "Sources/portolan-serve", ["PortolanServer", "Program", "Glibc"],
      "what is served is decided by the server, and who may ask"
    ),
    (
      "Sources/Program", ["AWSCatalogue", "NetworkModel", "Reachability", "Snapshots", "Glibc"],
      "what both programs share is how they read, speak and end"
    ),
    ("Tests/Oracle", [], "the witness knows nothing of what it judges"),
  ]

  private func swiftFiles(in folder: String) throws -> [URL] {
    let folder = Self.root.appending(path: folder)
    let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    return files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
  }

  @Test func `every target imports only what its row allows`() throws {
    for (target, allowed, reason) in Self.rules {
      let files = try swiftFiles(in: target)
      #expect(!files.isEmpty, "\(target) is gone: its rule should go too")
      for file in files {
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
          let words = line.split(separator: " ").drop { ["public", "package", "internal", "private"].contains($0) }
          // Terraform has blocks called import, which a text here may begin.
          guard words.first == "import", let module = words.dropFirst().last, module != "{" else { continue }
          #expect(allowed.contains(String(module)), "\(file.lastPathComponent) imports \(module), but \(reason)")
        }
      }
    }
  }

  /// What a dependency imports, no rule above sees. To load Foundation and its tables takes as long as the rest of a start.
  @Test func `the command is not linked with Foundation`() throws {
    let command = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(component: "portolan")
    let bytes = try Data(contentsOf: command, options: .alwaysMapped)
    #expect(bytes.range(of: Data("libswiftCore.so\0".utf8)) != nil, "the names of libraries are not where they were")
    for library in ["libFoundation.so", "libFoundationInternationalization.so"] {
      #expect(bytes.range(of: Data("\(library)\0".utf8)) == nil, "\(library) is loaded at every start")
    }
  }

  @Test func `every target of Sources has a rule`() throws {
    let targets = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: "Sources").path)
    let ruled = Set(Self.rules.map(\.target))
    for target in targets where !["CSimdjson", "CLinux", "CYAML", "CZlib"].contains(target) {
      #expect(ruled.contains("Sources/\(target)"), "\(target) needs a rule here and a row in docs/architecture.md")
    }
  }

  /// The short cuts that are none, by file.
  private static let excused = [
    // What has no copy may go to another core with the memory that it alone points to.
    "JSONDocument.swift": "@unchecked Sendable", "PaddedBytes.swift": "@unchecked Sendable",
  ]

  @Test func `no file is longer than 400 lines, and none takes a short cut`() throws {
    for file in try swiftFiles(in: "Sources") + swiftFiles(in: "Tests") {
      let text = try String(contentsOf: file, encoding: .utf8)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 401, "\(file.lastPathComponent) has \(lines.count - 1) lines")
      guard file.path.contains("/Sources/") else { continue }
      for shortCut in ["try!", "as!", "@unchecked Sendable", "nonisolated(unsafe)", "TODO", "FIXME"]
      where Self.excused[file.lastPathComponent] != shortCut {
        #expect(!text.contains(shortCut), "\(file.lastPathComponent) has \(shortCut)")
      }
    }
  }
}
