import NetworkModel
import Ports
import Reachability
import Testing

/// What intents come to, in networks small enough to work it out by hand.
@Suite struct IntentTests {
  private static let place = Intent.Place(line: 1, column: 1)

  private static func end(_ terms: [String], except: [String] = []) -> Intent.End {
    Intent.End(
      terms.map { Intent.Term($0, at: place) }, except: except.map { Intent.Term($0, at: place) },
      label: terms.joined(separator: ", "), at: place)
  }

  private func intent(
    _ action: Intent.Action, from: [String] = ["client"], to: [String] = ["server"], except: [String] = [],
    _ ports: PortSet = "5432", clientPorts: PortSet? = nil, family: IPAddress.Family? = .v4,
    for extent: Intent.Extent = .everyClientPort
  ) -> Intent {
    Intent(
      id: "intent", action: action, from: Self.end(from, except: except), to: Self.end(to), ports: ports,
      clientPorts: clientPorts.map { Endpoint.ClientPorts($0, source: "as given") }, family: family, extent: extent,
      place: Self.place)
  }

  private func outcome(_ intent: Intent, in sketch: Sketch) throws -> Intent.Outcome {
    var check = IntentCheck(Engine(try sketch.network))
    return try check.outcome(of: intent)
  }

  private static var partial: Sketch {
    var sketch = Sketch()
    sketch.acls["acl-data"].outbound = [.allow(100, "6", 32_768...40_000)]
    return sketch
  }

  private static var blocked: Sketch {
    var sketch = Sketch()
    sketch.groups["sg-server"].inbound = []
    return sketch
  }

  private static var untold: Sketch {
    var sketch = Sketch()
    sketch.acls.remove("acl-data")
    return sketch
  }

  /// At best 40000–60999 work, at worst none: that every port works is out of the question, whatever the missing fact is.
  private static var untoldAndPartial: Sketch {
    var sketch = untold
    sketch.acls["acl-app"].inbound = [.allow(100, "6", 40_000...65_535)]
    return sketch
  }

  @Test func `a range of ports with the one for mail in it is not told of by its first`() throws {
    let sketch = Sketch.withGateway
    let told: [(PortSet, Intent.Status)] = [("20-24", .holds), ("20-30", .unknown), ("26-30", .holds)]
    for (ports, status) in told {
      #expect(try outcome(intent(.allow, to: ["internet"], ports), in: sketch).status == status, "\(ports)")
    }
  }

  @Test func `of one connection, each claim comes to what the table says`() throws {
    let table: [(name: String, sketch: Sketch, every: Intent.Status, some: Intent.Status, none: Intent.Status)] = [
      ("open", Sketch(), .holds, .holds, .fails),
      ("partial", Self.partial, .fails, .holds, .fails),
      ("blocked", Self.blocked, .fails, .fails, .holds),
      ("untold", Self.untold, .unknown, .unknown, .unknown),
      ("untold and partial", Self.untoldAndPartial, .fails, .unknown, .unknown),
    ]
    for (name, sketch, every, some, none) in table {
      #expect(try outcome(intent(.allow), in: sketch).status == every, "\(name)")
      #expect(try outcome(intent(.allow, for: .someClientPort), in: sketch).status == some, "\(name)")
      #expect(try outcome(intent(.deny), in: sketch).status == none, "\(name)")
    }
  }

  /// The client, and servers of which each is in one of the five conditions; rows: which of them are asked about.
  @Test func `of several pairs one that fails decides, then one that is unknown`() throws {
    var sketch = Sketch()
    sketch.groups.add(SketchedGroup(id: "sg-closed"))
    sketch.subnets.add(SketchedSubnet(id: "subnet-untold", block: "10.0.3.0/24"))
    for (name, subnet, address, group) in [
      ("open", "subnet-app", "10.0.1.30", "sg-server"), ("closed", "subnet-app", "10.0.1.31", "sg-closed"),
      ("untold", "subnet-untold", "10.0.3.32", "sg-server"),
    ] {
      sketch.interfaces.add(
        SketchedInterface(
          id: "eni-\(name)", subnet: subnet, addresses: [address], groups: [group], instance: "i-\(name)"))
      sketch.instances.add(SketchedInstance(id: "i-\(name)"))
    }
    let table: [(servers: [String], allow: Intent.Status, deny: Intent.Status, failing: Int, unknown: Int)] = [
      (["open"], .holds, .fails, 0, 0), (["open", "server"], .holds, .fails, 0, 0),
      (["closed"], .fails, .holds, 1, 0), (["open", "closed"], .fails, .fails, 1, 0),
      (["open", "untold"], .unknown, .fails, 0, 1), (["closed", "untold"], .fails, .unknown, 1, 1),
      (["open", "closed", "untold"], .fails, .fails, 1, 1), (["untold"], .unknown, .unknown, 0, 1),
    ]
    for (servers, allow, deny, failing, unknown) in table {
      let allowed = try outcome(intent(.allow, to: servers), in: sketch)
      #expect(allowed.status == allow, "\(servers)")
      #expect(allowed.pairs == servers.count && allowed.failing == failing && allowed.unknown == unknown, "\(servers)")
      #expect(try outcome(intent(.deny, to: servers), in: sketch).status == deny, "\(servers)")
    }
  }

  @Test func `each port counts, and those that decide are told`() throws {
    var sketch = Sketch()
    sketch.groups["sg-server"].inbound = [.allow("6", 5432, 5433, with: "sg-client")]
    #expect(try outcome(intent(.allow, "5432-5433"), in: sketch).status == .holds)
    let more = try outcome(intent(.allow, "22,5430-5440"), in: sketch)
    #expect(more.status == .fails && more.breaches.map(\.ports) == ["22,5430-5431,5434-5440"])
    let anything = try outcome(intent(.deny, .all), in: sketch)
    #expect(anything.status == .fails && anything.breaches.map(\.ports) == ["5432-5433"])
    #expect(try outcome(intent(.deny, "0-5431,5434-65535"), in: sketch).status == .holds)
  }

  @Test func `the client ports asked about may be given`() throws {
    #expect(try outcome(intent(.allow, clientPorts: "32768-40000"), in: Self.partial).status == .holds)
    #expect(try outcome(intent(.allow, clientPorts: "40000-40001"), in: Self.partial).status == .fails)
    #expect(try outcome(intent(.deny, clientPorts: "40001-60999"), in: Self.partial).status == .holds)
  }

  @Test func `both families count unless one is named`() throws {
    var sketch = Sketch()
    sketch.acls["acl-data"].inbound = [.allow(100)]
    let both = try outcome(intent(.allow, family: nil), in: sketch)
    #expect(both.status == .fails && both.pairs == 2 && both.failing == 1)
    #expect(both.breaches.map(\.trace.query.family) == [.v6])
    #expect(try outcome(intent(.allow, family: .v4), in: sketch).status == .holds)
    #expect(try outcome(intent(.deny, family: .v6), in: sketch).status == .holds)
    #expect(try outcome(intent(.deny, family: nil), in: sketch).status == .fails)
  }

  @Test func `nothing is asked about itself`() throws {
    #expect(try outcome(intent(.allow, from: ["any"], to: ["any"]), in: Sketch()).pairs == 2)
    #expect(try outcome(intent(.deny, from: ["any"], to: ["server"]), in: Sketch()).pairs == 1)
    #expect(throws: IntentProblem.self) { try outcome(intent(.allow, to: ["client"]), in: Sketch()) }
    #expect(throws: IntentProblem.self) {
      try outcome(intent(.allow, from: ["internet"], to: ["198.51.100.0/24"]), in: Sketch())
    }
  }

  // MARK: Ends

  /// How many clients an end comes to; nil where it comes to none.
  private func clients(_ term: String, except: [String] = [], in sketch: Sketch) -> Int? {
    var check = (try? sketch.network).map { IntentCheck(Engine($0)) }
    let server = "10.0.9.9"
    return try? check?.outcome(of: intent(.allow, from: [term], to: [server], except: except)).pairs
  }

  @Test func `ends are named by name, pattern, id, tag, subnet, group, VPC, address and block`() throws {
    var sketch = Sketch()
    sketch.interfaces["eni-client"].more = [
      "TagSet": [["Key": "tier", "Value": "app"], ["Key": "Name", "Value": "nic"]]
    ]
    sketch.interfaces.add(
      SketchedInterface(
        id: "eni-probe", subnet: "subnet-data", addresses: ["10.0.9.9", "10.0.2.77"], groups: ["sg-server"]))
    for (term, count) in [
      ("client", 1), ("i-client", 1), ("eni-client", 1), ("cl*", 1), ("*er", 1), ("*r*", 1), ("*e*", 2), ("?lient", 1),
      ("tag:tier=app", 1), ("tag:tier=a*", 1), ("tag:Name=client", 1), ("tag:Name=nic", 1), ("subnet:subnet-app", 1),
      ("subnet-data", 1), ("security-group:client", 1), ("sg-server", 1), ("security-group:*", 2), ("vpc:vpc-1", 2),
      ("vpc-1", 2), ("any", 2), ("*", 2), ("10.0.1.10", 1), ("10.0.1.0/24", 1), ("10.0.2.0/24", 1), ("10.0.0.0/16", 2),
      ("10.0.0.0/8", 3), ("192.168.0.0/16", 1), ("internet", 1),
    ] { #expect(clients(term, in: sketch) == count, "\(term)") }
    for term in [
      "clint", "x*", "tag:tier=b", "tag:colour=red", "tag:tier", "subnet:none", "security-group:none", "vpc:none",
      "10.0.7.0/24", "10.0.1.99", "0.0.0.0/0", "tag:", "subnet:",
    ] { #expect(clients(term, in: sketch) == nil, "\(term)") }
    #expect(clients("any", except: ["client"], in: sketch) == 1)
    #expect(clients("any", except: ["10.0.1.0/24"], in: sketch) == 1)
    #expect(clients("10.0.0.0/8", except: ["10.0.0.0/8"], in: sketch) == nil)
    #expect(clients("any", except: ["clint"], in: sketch) == nil)
  }

  @Test func `a name that several things bear means all of them`() throws {
    var sketch = Sketch()
    sketch.interfaces["eni-server"].more = ["TagSet": [["Key": "Name", "Value": "client"]]]
    sketch.interfaces.add(
      SketchedInterface(id: "eni-probe", subnet: "subnet-data", addresses: ["10.0.9.9"], groups: ["sg-server"]))
    #expect(clients("client", in: sketch) == 2)
  }

  @Test func `a misspelt term is told with those near it, at its place`() throws {
    for (term, message) in [
      ("sever", "nothing in the snapshot is called “sever”; did you mean server?"),
      (
        "subnet:subnet-ap",
        "nothing in the snapshot is called “subnet:subnet-ap”; did you mean subnet:subnet-app or subnet:subnet-data?"
      ),
      ("tag:tir=app", "nothing in the snapshot is called “tag:tir=app”; did you mean tag:tier=…?"),
      ("tag:tier=db", "no interface or instance has tag:tier=db; “tier” is “app”"),
      ("z*", "nothing in the snapshot has a name like “z*”"),
    ] {
      var sketch = Sketch()
      sketch.interfaces["eni-client"].more = ["TagSet": [["Key": "tier", "Value": "app"]]]
      #expect(throws: IntentProblem(message, at: Self.place), "\(term)") {
        try outcome(intent(.allow, from: [term]), in: sketch)
      }
    }
  }
}
