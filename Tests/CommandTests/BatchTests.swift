import Foundation
import Testing

/// `--batch`: a question a line in, an answer a line out.
@Suite struct BatchTests {
  private func answers(
    _ questions: [String], about snapshot: String = "examples/shop"
  ) throws -> (lines: [[String: Any]], status: Int32) {
    let outcome = try Portolan.run(
      ["trace", snapshot, "--batch", "-"], input: questions.joined(separator: "\n") + "\n")
    let lines = try outcome.output.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    return (lines, outcome.status)
  }

  @Test func `answers come in the order of the questions`() throws {
    let (lines, status) = try answers([
      #"{"from": "web-1", "to": "orders", "protocol": "tcp", "port": 5432, "clientPorts": "32768-40000"}"#,
      #"{"from": "web-1", "to": "orders", "port": 5432}"#,
      #"{"from": "report-1", "to": "orders", "port": 5432}"#,
      #"{"from": "web-1", "to": "web-2", "protocol": "icmp"}"#,
      #"{"from": "web-1", "to": "203.0.113.10", "port": 443}"#,
    ])
    #expect(lines.map { $0["verdict"] as? String } == ["works", "intermittent", "blocked", "blocked", "works"])
    #expect(status == 1)
  }

  @Test func `a bad line is answered by an error that names it, and does not stop the rest`() throws {
    let (lines, status) = try answers([
      "nonsense", #"{"from": "web-1", "to": "orders", "port": 5432}"#, #"{"from": "web-1"}"#, "[]", "",
      #"{"from": "web-1", "to": "ordres", "port": 5432}"#, #"{"from": "web-1", "to": "orders", "port": 70000}"#,
      #"{"from": "web-1", "to": "orders", "port": 5432, "clientPorts": "9-1"}"#,
    ])
    let errors = lines.map { ($0["error"] as? [String: Any])?["line"] as? Int }
    #expect(errors == [1, nil, 3, 4, 6, 7, 8])
    #expect(lines[1]["verdict"] as? String == "intermittent")
    #expect(status == 2)
  }

  @Test func `the exit code tells the worst answer`() throws {
    let works = #"{"from": "web-1", "to": "orders", "port": 5432, "clientPorts": "32768"}"#
    let unknown = #"{"from": "web-1", "to": "203.0.113.10", "port": 443}"#
    #expect(try answers([works]).status == 0)
    // Where the NAT gateway leads to is told by one file alone.
    let folder = FileManager.default.temporaryDirectory.appending(component: "shop-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(at: Portolan.root.appending(path: "examples/shop"), to: folder)
    try FileManager.default.removeItem(at: folder.appending(component: "describe-nat-gateways.json"))
    #expect(try answers([works, unknown], about: folder.path).status == 3)
  }
}
