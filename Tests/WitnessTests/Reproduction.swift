import Foundation
import KernelLab
import NetworkModel
import Oracle
import Ports
import Reachability
import Snapshots
import Witness

/// A snapshot in which engine and kernel differ, made as small as it can be while they still do.
struct Reproduction {
  private var document: Any
  private let question: PathNetwork.Question
  private let deadline = Date().addingTimeInterval(180)

  init(json: String, question: PathNetwork.Question) throws {
    document = try JSONSerialization.jsonObject(with: Data(json.utf8))
    self.question = question
  }

  /// Writes the whole snapshot of a seed's network.
  ///
  /// - Returns: The file's path.
  static func write(snapshotOf seed: UInt64) throws -> String {
    var shuffle: SplitMix64?
    let file = "\(try folder())/seed-\(seed).json"
    try Data(PathNetwork(seed: seed).describeJSON(shuffling: &shuffle).utf8).write(to: URL(filePath: file))
    return file
  }

  private static func folder() throws -> String {
    let folder = ProcessInfo.processInfo.environment["PORTOLAN_WITNESS_OUTPUT"] ?? ".build/witness"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
  }

  /// Writes the smallest that is found in three minutes.
  ///
  /// - Returns: The file's path.
  func write() throws -> String {
    var smallest = self
    smallest.shrink()
    let file = "\(try Self.folder())/\(question.from)-\(question.to)-\(question.port).json"
      .replacingOccurrences(of: ":", with: "_")
    let data = try JSONSerialization.data(
      withJSONObject: smallest.document, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    try data.write(to: URL(filePath: file))
    return "\(file) (\(question))"
  }

  /// Leaves out one element of one list after the other, as long as the two differ without it: whole resources first.
  private mutating func shrink() {
    for depth in 2...8 {
      for path in Self.elements(of: document).filter({ $0.count == depth }).reversed() where Date() < deadline {
        let candidate = Self.removing(path[...], from: document)
        if differs(candidate) { document = candidate }
      }
    }
  }

  private func differs(_ document: Any) -> Bool {
    guard let data = try? JSONSerialization.data(withJSONObject: document),
      let network = try? Snapshot(json: String(decoding: data, as: UTF8.self)).network
    else { return false }
    var engine = Engine(network)
    guard let query = try? question.query(in: engine.directory) else { return false }
    let trace = engine.trace(query)
    let trials = trace.trials(in: network, only: network.interestingPorts())
    guard let blueprint = try? Blueprint(for: trials.compactMap(\.experiment), in: network),
      let lab = try? Laboratory(blueprint)
    else { return false }
    defer { try? lab.close() }
    return (try? Comparison(of: trace, trials, in: lab, network).outcome) == .differ
  }

  /// Where each element of each list stands, outer lists first.
  private static func elements(of value: Any) -> [[String]] {
    if let object = value as? [String: Any] {
      return object.sorted { $0.key < $1.key }.flatMap { key, value in elements(of: value).map { [key] + $0 } }
    }
    guard let list = value as? [Any] else { return [] }
    return list.indices.map { ["\($0)"] }
      + list.indices.flatMap { index in elements(of: list[index]).map { ["\(index)"] + $0 } }
  }

  private static func removing(_ path: ArraySlice<String>, from value: Any) -> Any {
    guard let head = path.first else { return value }
    if var object = value as? [String: Any], let member = object[head] {
      object[head] = removing(path.dropFirst(), from: member)
      return object
    }
    guard var list = value as? [Any], let index = Int(head), list.indices.contains(index) else { return value }
    if path.count == 1 { list.remove(at: index) } else { list[index] = removing(path.dropFirst(), from: list[index]) }
    return list
  }
}
