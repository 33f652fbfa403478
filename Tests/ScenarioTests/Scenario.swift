import Foundation

/// A network of the corpus in `Scenarios`, and what the facts say of connections in it.
struct Scenario: Decodable {
  /// One question, and its answer as worked out by hand.
  struct Question: Decodable {
    let from: String
    let to: String
    let `protocol`: String
    let port: UInt16?
    let clientPorts: String?
    /// `ipv6`, to ask about that family where both ends have both.
    let family: String?
    let verdict: String
    /// The codes of all findings, in the order of the alphabet.
    let codes: [String]
    /// How many ways the connection may take.
    let alternatives: Int
    /// The legs of one of these ways; nil when they are not worked out.
    let legs: [Leg]?
    /// What the engine says instead, and why it is wrong; nil when it agrees.
    let disagrees: String?
  }

  /// One leg. An end is a name, or a name and an address where that alone tells alternatives apart.
  struct Leg: Decodable {
    let from: String
    let to: String
    let serverPort: UInt16?
    let clientPorts: String?
    let working: String
    let failing: String
    let request: [String]
    let reply: [String]
  }

  let why: String
  let questions: [Question]
  /// The ids that the snapshot refers to on purpose without describing them.
  let gaps: [String]?

  /// Reads the scenario in the folder `name`.
  init(_ name: String) throws {
    let file = Self.folder.appending(path: name).appending(path: "scenario.json")
    self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: file))
  }

  /// Where the snapshot of a scenario is.
  static func snapshot(of name: String) -> String { folder.appending(path: name).appending(path: "snapshot").path }

  /// The folders of the corpus.
  static let names: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !$0.contains(".") }.sorted()
  }()

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Scenarios")
}
