import Foundation
import NetworkModel
import Reachability
import Snapshots
import Testing

/// A snapshot that lacks a key of its elements, or a page's tail, must not make another answer of one that is known with it.
@Suite struct MissingPartsTests {
  /// Keys that give things their names: without them an end is another thing's, or nobody's.
  private static let names: Set<String> = [
    "Tags", "TagSet", "Key", "Value", "GroupName", "LoadBalancerName", "DBInstanceIdentifier", "DNSName",
  ]

  /// Keys whose absence AWS means as an answer, so that nobody can tell one that was taken away.
  private static let elided: Set<String> = [
    // Printed where it is true (BOTO:ec2 `NetworkInterface`): real answers leave it out of every interface that the internet may reach.
    "NetworkInterfaces.DenyAllIgwTraffic"
  ]

  @Test(arguments: Scenario.names)
  func `no answer becomes another definite one for want of a key, or of a page's tail`(name: String) throws {
    let scenario = try Scenario(name)
    let folder = URL(filePath: Scenario.snapshot(of: name))
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    var documents: [String: [String: Any]] = [:]
    for file in files.sorted(by: { $0.path < $1.path }) {
      let document = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
      documents[file.lastPathComponent] = try #require(document as? [String: Any])
    }
    let whole = try answers(scenario, documents)
    var (asked, kept, unknown, refused) = (0, 0, 0, 0)
    for (file, document) in documents {
      for (change, damaged) in Self.damages(of: document) {
        var others = documents
        others[file] = damaged
        guard let told = try? answers(scenario, others) else {
          refused += 1
          continue
        }
        for (question, (before, after)) in zip(scenario.questions, zip(whole, told)) {
          guard let before, let after else { continue }
          asked += 1
          if after.verdict == .unknown { unknown += 1 } else { kept += 1 }
          let isSame =
            after.verdict == .unknown || before.verdict == .unknown
            || (after.verdict == before.verdict && after.working == before.working)
          #expect(
            isSame || after.names != before.names || !Set(after.assumptions).isSubset(of: before.assumptions),
            "\(question.summary): \(before.verdict), and \(after.verdict) without \(change) in \(file)")
        }
      }
    }
    print("\(name): \(asked) answers with a part missing, \(kept) definite, \(unknown) unknown; \(refused) refused")
  }

  private struct Told {
    let verdict: Verdict
    let working: String
    let assumptions: [String]
    /// What the ends are taken to be.
    let names: [String]
  }

  private func answers(_ scenario: Scenario, _ documents: [String: [String: Any]]) throws -> [Told?] {
    // One text with every list, as files of one folder are read.
    var merged: [String: Any] = [:]
    for document in documents.values { merged.merge(document) { _, other in other } }
    let text = String(decoding: try JSONSerialization.data(withJSONObject: merged), as: UTF8.self)
    var engine = Engine(try Snapshot(json: text).network)
    return scenario.questions.map { question in
      guard let query = try? question.query(in: engine.directory) else { return nil }
      let trace = engine.trace(query)
      return Told(
        verdict: trace.verdict, working: "\(trace.working.sure)", assumptions: trace.assumptions.map(\.description),
        names: [Self.addresses(of: query.from), Self.addresses(of: query.to)])
    }
  }

  private static func addresses(of end: Endpoint) -> String {
    switch end.kind {
    case .hosts(let hosts), .publicHosts(let hosts): "\(hosts.map(\.address.address))"
    case .outside(let addresses): "\(addresses)"
    case .service(_, let address, _): "\(address)"
    }
  }

  /// The document without each key of its elements in turn, at any depth, and without the second half of each list, a token in its place.
  private static func damages(of document: [String: Any]) -> [(String, [String: Any])] {
    var damages: [(String, [String: Any])] = []
    var paths: Set<[String]> = []
    for (key, value) in document { collect(value, [key], into: &paths) }
    for path in paths.sorted(by: { $0.joined(separator: ".") < $1.joined(separator: ".") }) where path.count > 1 {
      if let last = path.last, names.contains(last) || elided.contains(path.joined(separator: ".")) { continue }
      if let damaged = without(path, document) as? [String: Any] {
        damages.append((path.joined(separator: "."), damaged))
      }
    }
    for (key, value) in document {
      guard let list = value as? [Any], list.count > 1 else { continue }
      var damaged = document
      damaged[key] = Array(list.prefix(list.count / 2))
      damaged["NextToken"] = "more"
      damages.append(("the tail of \(key)", damaged))
    }
    return damages
  }

  private static func collect(_ value: Any, _ path: [String], into paths: inout Set<[String]>) {
    if let list = value as? [Any] {
      for element in list { collect(element, path, into: &paths) }
    } else if let object = value as? [String: Any] {
      for (key, value) in object {
        paths.insert(path + [key])
        collect(value, path + [key], into: &paths)
      }
    }
  }

  private static func without(_ path: [String], _ value: Any) -> Any {
    if let list = value as? [Any] { return list.map { without(path, $0) } }
    guard var object = value as? [String: Any], let first = path.first else { return value }
    if path.count == 1 {
      object[first] = nil
    } else if let inner = object[first] {
      object[first] = without(Array(path.dropFirst()), inner)
    }
    return object
  }
}
