import Foundation
import NetworkModel
import Reachability
import Snapshots

/// A snapshot of the corpus or of the examples, whole or without one of its files.
struct Recorded {
  /// What it is called in messages.
  let name: String
  /// The network that it describes.
  let network: Network
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The folders of all snapshots: of the scenarios, then of the examples.
  static let folders: [String] =
    Scenario.names.map { "Scenarios/\($0)/snapshot" } + ["examples/shop", "examples/dual", "examples/hub"]

  /// Reads a folder's snapshot, and that snapshot again without each of its files.
  static func all(of folder: String) throws -> [Recorded] {
    let source = root.appending(path: folder)
    let files = (FileManager.default.enumerator(atPath: source.path)?.compactMap { $0 as? String } ?? [])
      .filter { $0.hasSuffix(".json") }.sorted()
    return try [Recorded(name: folder, network: Snapshot(readingFrom: source.path).network)]
      + files.map { try Recorded(folder, without: $0, of: files) }
  }

  /// Reads a folder's snapshot without the files of one call.
  init(_ folder: String, without missing: String) throws {
    let source = Self.root.appending(path: folder)
    let files = (FileManager.default.enumerator(atPath: source.path)?.compactMap { $0 as? String } ?? [])
      .filter { $0.hasSuffix(".json") }.sorted()
    try self.init(folder, without: missing, of: files)
  }

  private init(name: String, network: Network) {
    self.name = name
    self.network = network
  }

  private init(_ folder: String, without missing: String, of files: [String]) throws {
    let source = Self.root.appending(path: folder)
    let rest = FileManager.default.temporaryDirectory.appending(component: "rest-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: rest) }
    try FileManager.default.createDirectory(at: rest, withIntermediateDirectories: true)
    for file in files where file != missing {
      let copy = rest.appending(path: file)
      try FileManager.default.createDirectory(
        at: copy.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: source.appending(path: file), to: copy)
    }
    self.init(name: "\(folder) without \(missing)", network: try Snapshot(readingFrom: rest.path).network)
  }
}
