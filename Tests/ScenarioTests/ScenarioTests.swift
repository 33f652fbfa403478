import NetworkModel
import Ports
import Reachability
import Snapshots
import Testing

/// The corpus in `Scenarios`: small networks with answers worked out by hand from AWS's documentation, hop by hop.
struct ScenarioTests {
  @Test func `there is a corpus`() {
    #expect(Scenario.names.count >= 30)
  }

  @Test(arguments: Scenario.names)
  func `a snapshot is whole`(name: String) throws {
    let snapshot = try Snapshot(readingFrom: Scenario.snapshot(of: name))
    #expect(snapshot.notices == [])
    #expect(snapshot.network.gaps.map(\.missing) == (try Scenario(name).gaps ?? []))
  }

  @Test(arguments: Scenario.names)
  func `the engine answers as the facts do`(name: String) throws {
    let scenario = try Scenario(name)
    var engine = Engine(try Snapshot(readingFrom: Scenario.snapshot(of: name)).network)
    #expect(!scenario.questions.isEmpty)
    for question in scenario.questions {
      let trace = engine.trace(try question.query(in: engine.directory))
      let difference = question.difference(to: trace)
      if let disagrees = question.disagrees {
        let isAsExpected = difference == nil
        withKnownIssue("\(question.summary): \(disagrees)") { #expect(isAsExpected) }
      } else if let difference {
        Issue.record("\(question.summary)\n\(difference)")
      }
    }
  }
}

extension Scenario.Question {
  func query(in directory: Directory) throws -> Query {
    let ipProtocol = try #require(IPProtocol(`protocol`))
    let ports = try clientPorts.map { Endpoint.ClientPorts(try PortSet(parsing: $0), source: "as given") }
    return try Query(
      from: try directory.endpoint(from), to: try directory.endpoint(to), ipProtocol: ipProtocol, port: port,
      clientPorts: ports, family: family == "ipv6" ? .v6 : nil)
  }
}
