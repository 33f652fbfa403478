import AWSCatalogue
import NetworkModel
import Reachability
import Testing

/// Networks of which one was read from calls that the other lacks.
@Suite struct LopsidedTests {
  /// A network as a snapshot has it that holds the answers to some calls.
  private func read(_ network: Network, without calls: Set<AWSCall> = []) -> Network {
    var network = network
    network.ledger = .empty
    for call in AWSCall.allCases where !calls.contains(call) { network.ledger.note(call, .whole, file: "\(call)") }
    return network
  }

  private func difference(_ old: Network, _ new: Network) -> (Difference, Lopsided) {
    let lopsided = Lopsided(old, new)
    return (Difference(from: Engine(old), to: Engine(new), doubting: lopsided), lopsided)
  }

  @Test func `what only seems to have come or gone has not`() throws {
    let whole = read(try Sketch.withGateway.network)
    var lacking = read(whole, without: [.describeInternetGateways])
    lacking.internetGateways = Table()
    for (old, new) in [(whole, lacking), (lacking, whole)] {
      let (difference, lopsided) = difference(old, new)
      #expect((lopsided.old + lopsided.new).map(\.call) == [.describeInternetGateways])
      #expect(!difference.changes.isEmpty && difference.changes.allSatisfy { $0.effect == .unclear })
      #expect(difference.alterations.isEmpty)
    }
  }

  @Test func `what one of them takes for granted has not begun`() throws {
    var whole = read(try Sketch.withGateway.network)
    var lacking = read(whole, without: [.describeVpcBlockPublicAccessOptions])
    whole.blockPublicAccess = [BlockPublicAccess(scope: Scope(), mode: .bidirectional)]
    lacking.blockPublicAccess = []
    let found = difference(whole, lacking).0.changes
    #expect(!found.isEmpty && found.allSatisfy { $0.effect == .unclear })
    let sure = Difference(from: Engine(whole), to: Engine(lacking))
    #expect(sure.changes.contains { $0.effect == .exposed }, "else nothing is shown: \(sure.changes.map(\.effect))")
  }

  @Test func `interfaces that nobody listed have not gone`() throws {
    let whole = read(try Sketch.withGateway.network)
    var lacking = read(whole, without: [.describeNetworkInterfaces])
    lacking.networkInterfaces = Table()
    #expect(difference(whole, lacking).0.arrivals.isEmpty)
    #expect(!difference(whole, lacking).0.gaps.isEmpty)
    #expect(!Difference(from: Engine(whole), to: Engine(lacking)).arrivals.isEmpty)
  }

  @Test func `what both were read from changes as ever`() throws {
    let old = read(try Sketch.withGateway.network)
    var new = read(old, without: [.describeVpcEndpoints])
    new.networkACLs = Table()
    for acl in old.networkACLs {
      new.networkACLs.update(
        NetworkACL(
          id: acl.id, name: acl.name, vpc: acl.vpc, isDefault: acl.isDefault, entries: [], subnets: acl.subnets))
    }
    let (found, lopsided) = difference(old, new)
    #expect(lopsided.new.map(\.call) == [.describeVpcEndpoints] && lopsided.old.isEmpty)
    #expect(found.changes.contains { $0.effect == .stopped })
    #expect(difference(old, read(old)).1.isEmpty)
  }
}
