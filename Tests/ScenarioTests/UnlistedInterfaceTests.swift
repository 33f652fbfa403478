import NetworkModel
import Ports
import Reachability
import Testing

/// Ends whose interfaces the snapshot does not list are ends for every command.
@Suite struct UnlistedInterfaceTests {
  private static let place = Intent.Place(line: 1, column: 1)

  private static func intent(
    _ action: Intent.Action, _ from: String, _ to: String, except: String? = nil, port: UInt16
  ) -> Intent {
    func end(_ text: String, _ exception: String? = nil) -> Intent.End {
      Intent.End(
        [Intent.Term(text, at: place)], except: exception.map { [Intent.Term($0, at: place)] } ?? [], label: text,
        at: place)
    }
    return Intent(
      id: "intent", action: action, from: end(from), to: end(to, except), ports: PortSet(port), place: place)
  }

  private let shop: Network

  init() throws {
    shop = try Recorded("examples/shop", without: "describe-network-interfaces.json").network
  }

  private func trace(_ from: String, _ to: String, port: UInt16, in network: Network? = nil) throws -> Trace {
    var engine = Engine(network ?? shop)
    let query = try Query(
      from: engine.directory.endpoint(from), to: engine.directory.endpoint(to), ipProtocol: .tcp, port: port)
    return engine.trace(query)
  }

  @Test func `any is a load balancer too whose interfaces are not listed`() throws {
    #expect(try trace("internet", "front", port: 443).verdict == .works)
    var check = IntentCheck(Engine(shop))
    let outcome = try check.outcome(of: Self.intent(.deny, "internet", "any", port: 443))
    #expect(outcome.status == .fails)
    #expect(outcome.breaches.map(\.to) == ["front in eu-west-1a", "front in eu-west-1b"])
    let rest = try check.outcome(of: Self.intent(.deny, "internet", "any", except: "front", port: 443))
    #expect(rest.status == .unknown, "nothing else is open, and nobody knows of interfaces that are not listed")
    #expect(rest.failing == 0 && rest.unknown == 0 && rest.gaps.count == 1)
  }

  @Test func `nothing holds for all of a list that is not whole, and for one that is named`() throws {
    var check = IntentCheck(Engine(shop))
    for end in ["any", "subnet:app-a", "security-group:web", "10.20.10.0/24", "web-*", "tag:Name=web-1", "app-a"] {
      #expect(try check.outcome(of: Self.intent(.deny, "internet", end, port: 22)).status == .unknown, "\(end)")
    }
    for end in ["web-1", "10.20.10.4", "front", "orders"] {
      #expect(try check.outcome(of: Self.intent(.deny, "internet", end, port: 22)).status == .holds, "\(end)")
    }
    #expect(try check.outcome(of: Self.intent(.allow, "web-1", "subnet:data-*", port: 5432)).status == .fails)
    #expect(try check.outcome(of: Self.intent(.allow, "web-1", "subnet:data-a", port: 5432)).status == .unknown)
  }

  @Test func `an address that nothing listed has may be anybody's where the list is not whole`() throws {
    let trace = try trace("web-1", "10.20.10.77", port: 22)
    #expect(trace.verdict == .unknown)
    #expect(trace.unknowns.contains { $0.why.contains("describe-network-interfaces") })
    let whole = try Recorded("examples/shop", without: "none")
    #expect(throws: EndpointError.self) { try self.trace("web-1", "10.20.10.77", port: 22, in: whole.network) }
  }

  @Test func `a difference tells what becomes of an end that is not listed`() throws {
    let acl = try #require(shop.networkACLs.first { $0.name == "data" })
    let entry = try #require(acl.entries.first { $0.number == 100 && $0.direction == .outbound })
    let edited = shop.applying([.removeEntry(acl.id, entry)])
    #expect(try trace("web-1", "orders", port: 5432).verdict == .intermittent)
    #expect(try trace("web-1", "orders", port: 5432, in: edited).verdict == .blocked)
    let difference = Difference(from: Engine(shop), to: Engine(edited))
    #expect(difference.changes.map(\.effect) == [.stopped])
    #expect(difference.changes.first?.to.name == "orders")
    #expect(!difference.gaps.isEmpty)
  }

  @Test func `a remedy tells what it breaks of ends that are not listed`() throws {
    let trace = try trace("web-1", "orders", port: 5432)
    let remedies = Remedy.weighed(for: trace, goal: .stops, in: Engine(shop))
    #expect(remedies.contains { remedy in remedy.effects.broken.contains { $0.to.name == "orders" } })
    #expect(remedies.allSatisfy { !$0.effects.gaps.isEmpty })
  }

  @Test func `a matrix has a row for each, and counts it once`() throws {
    var engine = Engine(shop)
    let matrix = Matrix(of: engine.directory, through: engine.plane(for: .tcp))
    let groups = matrix.groupsByClass()
    #expect(
      Set(groups.all.map(\.name)).isSuperset(of: ["front in eu-west-1a", "front in eu-west-1b", "orders"]))
    let count = groups.all.reduce(0) { $0 + $1.count }
    #expect(matrix.totals(port: 5432).pairs == count * (count - 1))
    #expect(matrix.totals(port: 5432) == matrix.totals(port: 5432, from: groups, to: groups))
    #expect(matrix.totals(port: 5432).intermittent == 2)
    #expect(matrix.leftOut.count == 1)
  }

  @Test func `an audit finds of it what it finds where it is listed`() throws {
    let codes = Set(Audit(of: shop).findings.map(\.code))
    #expect(codes.isSuperset(of: [.replyRangeCut, .internetExposed]))
  }

  @Test func `what nothing places is an end of which nothing is known`() throws {
    let network = unplaced
    let trace = try trace("web-1", "orders", port: 5432, in: network)
    #expect(trace.verdict == .unknown)
    #expect(trace.unknowns.contains { $0.why.contains("describe-subnets") })
    var check = IntentCheck(Engine(network))
    #expect(try check.outcome(of: Self.intent(.deny, "web-1", "orders", port: 22)).status == .unknown)
    #expect(try check.outcome(of: Self.intent(.deny, "web-1", "any", port: 22)).status == .unknown)
  }

  @Test func `it is left out of a matrix, which says so`() throws {
    var engine = Engine(unplaced)
    let matrix = Matrix(of: engine.directory, through: engine.plane(for: .tcp))
    #expect(!matrix.groupsByClass().all.contains { $0.name == "orders" })
    #expect(matrix.leftOut.contains { $0.what == "where orders is" })
  }

  /// The shop with a database whose subnets are not described.
  private var unplaced: Network {
    var network = shop
    network.subnets = Table()
    for subnet in shop.subnets where !(subnet.name ?? "").hasPrefix("data") { network.subnets.update(subnet) }
    return network
  }

  // MARK: Alternatives of which one is real

  @Test func `where the parts of a subnet fare differently nobody knows which it is`() throws {
    var network = shop
    let half = try #require(CIDRBlock("10.20.20.0/25"))
    let acl = try #require(shop.networkACLs.first { $0.name == "app" })
    let entry = NetworkACL.Entry(
      number: 5, direction: .outbound, action: .deny, cidrBlock: half, pattern: TrafficPattern(.tcp, PortSet(5432)))
    network = network.applying([.addEntry(acl.id, entry)])
    let trace = try trace("web-1", "orders", port: 5432, in: network)
    #expect(trace.verdict == .unknown)
    #expect(trace.working.sure.isEmpty)
    #expect(trace.unknowns.contains { $0.what == "the address of orders" })
    var check = IntentCheck(Engine(network))
    #expect(try check.outcome(of: Self.intent(.deny, "web-1", "orders", port: 5432)).status == .unknown)
    let difference = Difference(from: Engine(shop), to: Engine(network))
    #expect(difference.changes.map(\.effect) == [.unclear])
  }
}
