import ArgumentParser
import HostPorts
import Network
import Ports

/// What a forecast is asked about.
struct ForecastOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Connections begun, such as 500/s or 30000/min.", valueName: "rate"))
  var rate: Rate?
  @Option(help: ArgumentHelp("How long a connection lasts, such as 2s or 500ms.", valueName: "time"))
  var lifetime: Seconds?
  @Option(
    help: ArgumentHelp("Connections open at the same time, in place of --rate and --lifetime.", valueName: "count"))
  var concurrent: Int?
  @Option(
    help: ArgumentHelp(
      "How long its port is kept after that: 60s when this end closes first, 0s when the other does.", valueName: "time"
    ))
  var timeWait: Seconds?
  @Option(help: ArgumentHelp("Destinations (address and port) that share the connections alike.", valueName: "count"))
  var destinations = 1
  @Option(help: ArgumentHelp("Source addresses that do.", valueName: "count"))
  var sources = 1
  @Option(help: ArgumentHelp("The client ports, such as 32768-60999; this host's, when left out.", valueName: "ports"))
  var ports: String?
  @Flag(help: "The program calls bind(address, 0) before connect(), without IP_BIND_ADDRESS_NO_PORT.")
  var bind = false
  @Flag(help: "net.ipv4.tcp_tw_reuse is 1: a port in TIME-WAIT serves again after a second.")
  var twReuse = false
  @Flag(help: "Lifetimes vary (exponentially); all are alike, when left out.")
  var varying = false
  @Option(
    help: ArgumentHelp("Requests over each connection in the advice to keep connections alive.", valueName: "count"))
  var requests = 10
  @Option(
    help: ArgumentHelp(
      "Through a NAT gateway: how many addresses it has, or its id or name in --snapshot.", valueName: "count|name"))
  var natGateway: String?
  @Option(help: ArgumentHelp("The snapshot that describes the NAT gateway.", valueName: "folder"))
  var snapshot: String?
  @Option(
    help: ArgumentHelp(
      "Through a Network Load Balancer that does not keep client addresses: how many addresses it has in a zone; destinations are its targets.",
      valueName: "count"))
  var nlb: Int?
  @OptionGroup var namespace: NamespaceOption

  func validate() throws {
    if concurrent != nil {
      guard rate == nil, lifetime == nil else {
        throw ValidationError("--concurrent stands for --rate and --lifetime: leave them out")
      }
    } else if rate == nil || lifetime == nil {
      throw ValidationError(
        "a forecast needs --rate and --lifetime, such as --rate 500/s --lifetime 2s, or --concurrent")
    }
    for (name, number) in [
      ("--destinations", destinations), ("--sources", sources), ("--requests", requests),
      ("--concurrent", concurrent ?? 1),
    ] where !(1...100_000_000).contains(number) {
      throw ValidationError("\(name) counts from 1 to 100000000")
    }
    if natGateway != nil, nlb != nil { throw ValidationError("give --nat-gateway or --nlb, not both") }
    if isGateway, bind || twReuse || ports != nil {
      throw ValidationError(
        "--bind, --tw-reuse and --ports are about a host: leave them out with --nat-gateway and --nlb")
    }
    if twReuse, timeWait != nil { throw ValidationError("--tw-reuse and --time-wait both say how long: give one") }
    if snapshot != nil, natGateway == nil {
      throw ValidationError("--snapshot describes a NAT gateway: give --nat-gateway")
    }
  }

  private var isGateway: Bool { natGateway != nil || nlb != nil }

  /// What connections ask for.
  var demand: Demand {
    // Of a NAT gateway it is not known how long it keeps a port; a load balancer's ports last for 55,000 connections a minute.
    let usual = natGateway != nil || concurrent != nil ? 0 : Demand.timeWaitSeconds
    let timeWait = twReuse ? Demand.reuseDelaySeconds : self.timeWait?.value ?? usual
    return Demand(
      rate: rate?.perSecond ?? Double(concurrent ?? 1), lifetime: lifetime?.value ?? 1, timeWait: timeWait,
      destinations: destinations, sources: sources, hasVaryingLifetimes: varying)
  }

  /// The ports there are, in numbers and in words, and what is to be said of them.
  func supply() throws -> (supply: Supply, words: String, notes: [String]) {
    if let nlb {
      try Self.check(nlb, "--nlb")
      return (
        Supply(loadBalancerAddresses: nlb),
        "through a Network Load Balancer with \(nlb) of at most 8 addresses in a zone", []
      )
    }
    if let natGateway {
      let addresses = try Int(natGateway) ?? addresses(of: natGateway)
      try Self.check(addresses, "--nat-gateway")
      let kept = with60Seconds(Supply(natGatewayAddresses: addresses))
      return (
        Supply(natGatewayAddresses: addresses), "through a NAT gateway with \(addresses) of at most 8 addresses", kept
      )
    }
    if let ports {
      let set = try orFail { () throws(PortSyntaxError) in try PortSet(parsing: ports) }.subtracting(PortSet(0))
      return (Supply(hostPorts: set.count, boundFirst: bind), "ports \(set), \(drawn)", [])
    }
    try namespace.enter()
    let pool = PortPool(try orFail { () throws(PortSettingsError) in try PortSettings.current() })
    let reuses = pool.settings.timeWaitReuse == 1 && !twReuse && timeWait == nil
    return (
      Supply(hostPorts: pool.ceiling, boundFirst: bind), "ports \(pool.ports) of this host, \(drawn)",
      reuses ? ["net.ipv4.tcp_tw_reuse is 1 here: with --tw-reuse the forecast reckons with it."] : []
    )
  }

  private var drawn: String { bind ? "drawn by bind() for any destination" : "drawn by connect()" }

  private func with60Seconds(_ supply: Supply) -> [String] {
    guard timeWait == nil, concurrent == nil else { return [] }
    var demand = demand
    demand.timeWait = 60
    let longer = Forecast(demand, on: supply)
    return [
      """
      AWS does not say how long a NAT gateway keeps the port of a connection that is over; if 60 s, \
      \(Int(longer.portsNeeded.rounded(.up))) ports are needed for each destination (--time-wait 60s).
      """
    ]
  }

  private static func check(_ addresses: Int, _ name: String) throws {
    guard (1...Supply.mostAddresses).contains(addresses) else {
      throw Failure("\(name): a gateway has 1 to \(Supply.mostAddresses) addresses, not \(addresses)")
    }
  }

  private func addresses(of name: String) throws -> Int {
    guard let snapshot else { throw Failure("--nat-gateway “\(name)”: give a number of addresses, or --snapshot") }
    let network = try loadNetwork(snapshot)
    let found = network.natGateways.filter { $0.id.text == name || $0.name == name }
    guard found.count == 1, let gateway = found.first else {
      throw Failure("\(found.isEmpty ? "no" : "more than one") NAT gateway in \(snapshot) is called “\(name)”")
    }
    guard !gateway.isRegional else {
      throw Failure("\(name) is a regional NAT gateway, which takes addresses as it needs them: give a number")
    }
    return max(1, gateway.addresses.count)
  }
}
