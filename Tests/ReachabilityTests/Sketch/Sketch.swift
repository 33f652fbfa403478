import NetworkModel
import Ports
import Reachability
import Snapshots
import Testing

/// A small network, everything in it open until a test closes something:
///
///     vpc-1 10.0.0.0/16, 2001:db8:1::/56
///       subnet-app    10.0.1.0/24, 2001:db8:1:1::/64    acl-app    rtb-app     client 10.0.1.10
///       subnet-data   10.0.2.0/24, 2001:db8:1:2::/64    acl-data   rtb-data    server 10.0.2.20
///
/// Each instance has an interface `eni-…`, a group `sg-…` and an IPv6 address `2001:db8:1:1::10`, `2001:db8:1:2::20`.
struct Sketch {
  var vpcs = Shelf(SketchedVPC(id: "vpc-1", blocks: ["10.0.0.0/16", "2001:db8:1::/56"]))
  var subnets = Shelf(
    SketchedSubnet(id: "subnet-app", block: "10.0.1.0/24", blockV6: "2001:db8:1:1::/64"),
    SketchedSubnet(id: "subnet-data", block: "10.0.2.0/24", blockV6: "2001:db8:1:2::/64"))
  var acls = Shelf(
    SketchedACL.open("acl-app", subnets: ["subnet-app"]), SketchedACL.open("acl-data", subnets: ["subnet-data"]))
  var groups = Shelf(
    SketchedGroup(id: "sg-client", outbound: SketchedGroup.Rule.all),
    SketchedGroup(id: "sg-server", inbound: SketchedGroup.Rule.all))
  var prefixLists = Shelf<SketchedPrefixList>()
  var tables = Shelf(
    SketchedTable(id: "rtb-app", subnets: ["subnet-app"]), SketchedTable(id: "rtb-data", subnets: ["subnet-data"]))
  var gateways = Shelf<SketchedGateway>()
  var interfaces = Shelf(
    SketchedInterface(
      id: "eni-client", subnet: "subnet-app", addresses: ["10.0.1.10"], addressesV6: ["2001:db8:1:1::10"],
      groups: ["sg-client"], instance: "i-client"),
    SketchedInterface(
      id: "eni-server", subnet: "subnet-data", addresses: ["10.0.2.20"], addressesV6: ["2001:db8:1:2::20"],
      groups: ["sg-server"], instance: "i-server"))
  var instances = Shelf(SketchedInstance(id: "i-client"), SketchedInstance(id: "i-server"))
  var databases = Shelf<SketchedDatabase>()
  /// Lists of calls that were not made, by their keys.
  var unasked: Set<String> = []
  /// Whether the answers end with a token for another page.
  var hasMorePages = false

  /// The same with an internet gateway, `igw-1`, to which the tables of both subnets lead, and a public address for each
  /// instance: 203.0.113.10 the client's, 203.0.113.20 the server's.
  static var withGateway: Sketch {
    var sketch = Sketch()
    sketch.gateways.add(SketchedGateway(id: "igw-1", vpc: "vpc-1"))
    for table in ["rtb-app", "rtb-data"] {
      sketch.tables[table].routes = [.to("0.0.0.0/0", via: "igw-1"), .to("::/0", via: "igw-1")]
    }
    sketch.interfaces["eni-client"].publicAddress = "203.0.113.10"
    sketch.interfaces["eni-server"].publicAddress = "203.0.113.20"
    return sketch
  }

  /// What the `describe-*` calls would print, in one text.
  var json: JSONText {
    guard case .object(let answers) = allAnswers else { preconditionFailure("answers are an object") }
    return .object(answers.filter { !unasked.contains($0.key) } + (hasMorePages ? [("NextToken", "more")] : []))
  }

  private var allAnswers: JSONText {
    [
      "Vpcs": vpcs.json, "Subnets": subnets.json, "NetworkAcls": acls.json, "SecurityGroups": groups.json,
      "PrefixLists": prefixLists.json, "RouteTables": tables.json, "InternetGateways": gateways.json,
      "NetworkInterfaces": interfaces.json, "Instances": instances.json, "DBInstances": databases.json,
    ]
  }

  /// The network, by way of the reader that real snapshots take.
  var network: Network {
    get throws { try Snapshot(json: json.text).network }
  }

  /// Asks whether a connection works; unless told otherwise, from `client` to port 5432 of `server`, from Linux's ports.
  func trace(
    from: String = "client", to: String = "server", _ ipProtocol: IPProtocol = .tcp, port: UInt16? = 5432,
    clientPorts: PortSet? = nil, family: IPAddress.Family? = nil
  ) throws -> Trace {
    var engine = Engine(try network)
    let given = clientPorts.map { Endpoint.ClientPorts($0, source: "as given") }
    return engine.trace(
      try Query(
        from: engine.directory.endpoint(from), to: engine.directory.endpoint(to), ipProtocol: ipProtocol,
        port: ipProtocol.hasPorts ? port : nil, clientPorts: given, family: family))
  }
}

extension Trace {
  /// The one leg of a trace without a choice.
  var leg: Leg {
    get throws { try #require(alternatives.flatMap(\.legs).count == 1 ? alternatives[0].legs[0] : nil) }
  }

  /// What the findings say, in short: `request acl-app outbound`, in the order of the way.
  var blockers: [String] {
    findings.map { finding in
      [finding.leg.rawValue, finding.component.id ?? "?", finding.direction?.rawValue].compactMap(\.self)
        .joined(separator: " ")
    }
  }
}
