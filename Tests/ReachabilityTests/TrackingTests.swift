import NetworkModel
import Ports
import Reachability
import Testing

/// Which flows a security group keeps state of.
struct TrackingTests {
  /// How the server's group knows the connection: what its hop on the way back says.
  private func tracking(
    inbound: [SketchedGroup.Rule], outbound: [SketchedGroup.Rule], _ ipProtocol: IPProtocol = .tcp,
    family: IPAddress.Family = .v4
  ) throws -> Hop.Tracking? {
    var sketch = Sketch()
    sketch.groups["sg-server"].inbound = inbound
    sketch.groups["sg-server"].outbound = outbound
    let trace = try sketch.trace(ipProtocol, family: family)
    #expect(trace.verdict == .works)
    return try trace.leg.reply.first { $0.component.kind == .securityGroup }?.tracking
  }

  private let anyone = "0.0.0.0/0"

  @Test func `untracked: a rule for every address admits the flow, and one admits every response`() throws {
    let outbound: [SketchedGroup.Rule] = [.allow("-1", with: anyone)]
    #expect(try tracking(inbound: [.allow("tcp", 5432, 5432, with: anyone)], outbound: outbound) == .untracked)
    #expect(try tracking(inbound: [.allow("udp", 0, 65_535, with: anyone)], outbound: outbound, .udp) == .untracked)
    let responses: [SketchedGroup.Rule] = [.allow("tcp", 0, 65_535, with: anyone)]
    #expect(try tracking(inbound: [.allow("-1", with: anyone)], outbound: responses) == .untracked)
  }

  @Test func `tracked: the rule that admits the flow is for some addresses only`() throws {
    let outbound: [SketchedGroup.Rule] = [.allow("-1", with: anyone)]
    #expect(try tracking(inbound: [.allow("tcp", 5432, 5432, with: "10.0.0.0/8")], outbound: outbound) == .tracked)
    #expect(try tracking(inbound: [.allow("tcp", 5432, 5432, with: "sg-client")], outbound: outbound) == .tracked)
  }

  @Test func `tracked: a rule for every address exists, but for other ports than the flow's`() throws {
    let inbound: [SketchedGroup.Rule] = [
      .allow("tcp", 5432, 5432, with: "10.0.0.0/8"), .allow("tcp", 80, 80, with: anyone),
    ]
    #expect(try tracking(inbound: inbound, outbound: [.allow("-1", with: anyone)]) == .tracked)
  }

  @Test func `tracked: no rule of the other direction admits the responses on every port to every address`() throws {
    let inbound: [SketchedGroup.Rule] = [.allow("tcp", 5432, 5432, with: anyone)]
    for outbound: [SketchedGroup.Rule] in [
      [], [.allow("tcp", 1024, 65_535, with: anyone)], [.allow("-1", with: "10.0.0.0/8")],
      [.allow("udp", 0, 65_535, with: anyone)],
    ] {
      #expect(try tracking(inbound: inbound, outbound: outbound) == .tracked)
    }
  }

  @Test func `decided for each family by itself`() throws {
    let outbound: [SketchedGroup.Rule] = [.allow("-1", with: "::/0")]
    #expect(try tracking(inbound: SketchedGroup.Rule.all, outbound: outbound, family: .v4) == .tracked)
    #expect(try tracking(inbound: SketchedGroup.Rule.all, outbound: outbound, family: .v6) == .untracked)
  }

  @Test func `ICMP is always tracked`() throws {
    #expect(try tracking(inbound: SketchedGroup.Rule.all, outbound: SketchedGroup.Rule.all, .icmp) == .tracked)
  }

  @Test func `the client's group is judged by the rules of the client's side`() throws {
    var sketch = Sketch()
    #expect(try sketch.trace().leg.reply.last?.tracking == .tracked)  // nothing admits all responses inbound
    sketch.groups["sg-client"].inbound = SketchedGroup.Rule.all
    #expect(try sketch.trace().leg.reply.last?.tracking == .untracked)
  }

  @Test(arguments: ["natGateway", "network_load_balancer", "vpc_endpoint", "lambda"])
  func `connections through AWS's own gateways are tracked whatever the rules`(_ type: String) throws {
    var sketch = Sketch()
    sketch.groups["sg-server"].outbound = SketchedGroup.Rule.all
    #expect(try sketch.trace().leg.reply.first?.tracking == .untracked)
    sketch.interfaces["eni-client"].type = type
    sketch.interfaces["eni-client"].instance = nil
    #expect(try sketch.trace(from: "eni-client").leg.reply.first?.tracking == .tracked)
  }
}
