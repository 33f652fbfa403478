import ArgumentParser

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
  var destinations: Int?
  @Option(
    help: ArgumentHelp(
      "A destination and its connections, begun each second or open at once: 203.0.113.10:443=800/s, 10.0.0.9:53/udp=4000. Once for each.",
      valueName: "address:port=number"))
  var to: [DestinationDemand] = []
  @Option(
    help: ArgumentHelp(
      "Count the NAT gateway's connections in VPC Flow Logs of its interface; - reads standard input. Once for each file.",
      valueName: "file"))
  var flows: [String] = []
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
      "Through a NAT gateway: how many addresses it has (a regional one, in a zone), or its id or name in --snapshot.",
      valueName: "count|name"))
  var natGateway: String?
  @Option(
    help: ArgumentHelp(
      "The zone of the clients of a regional NAT gateway; when left out, that in which it has the fewest addresses.",
      valueName: "zone"))
  var zone: String?
  @Option(help: ArgumentHelp("The snapshot that describes the NAT gateway or load balancer.", valueName: "folder"))
  var snapshot: String?
  @OptionGroup var reading: SnapshotOptions
  @Option(
    help: ArgumentHelp(
      "Through a Network Load Balancer that does not keep client addresses: how many addresses it has in a zone, or its name in --snapshot; destinations are its targets.",
      valueName: "count|name"))
  var nlb: String?
  @OptionGroup var namespace: NamespaceOption

  func validate() throws {
    try validateLoad()
    for (name, number) in [
      ("--destinations", destinations ?? 1), ("--sources", sources), ("--requests", requests),
      ("--concurrent", concurrent ?? 1),
    ] where !(1...100_000_000).contains(number) {
      throw ValidationError("\(name) counts from 1 to 100000000")
    }
    if natGateway != nil, nlb != nil { throw ValidationError("give --nat-gateway or --nlb, not both") }
    let isGateway = natGateway != nil || nlb != nil
    if isGateway, bind || twReuse || ports != nil {
      throw ValidationError(
        "--bind, --tw-reuse and --ports are about a host: leave them out with --nat-gateway and --nlb")
    }
    if twReuse, timeWait != nil { throw ValidationError("--tw-reuse and --time-wait both say how long: give one") }
    if zone != nil, natGateway == nil || snapshot == nil {
      throw ValidationError("--zone is of a regional NAT gateway: give --nat-gateway NAME and --snapshot")
    }
    if snapshot != nil, !isGateway {
      throw ValidationError("--snapshot describes a NAT gateway or load balancer: give --nat-gateway or --nlb")
    }
  }

  /// What is asked of the ports is said in one way.
  private func validateLoad() throws {
    let isOne = rate != nil || concurrent != nil || destinations != nil
    guard to.isEmpty || (flows.isEmpty && !isOne && !bind) else {
      throw ValidationError(
        "--to says how many connections go where: leave out --rate, --concurrent, --destinations, --flows, --bind")
    }
    guard flows.isEmpty || (!isOne && lifetime == nil && timeWait == nil) else {
      throw ValidationError(
        "--flows counts connections: leave out --rate, --lifetime, --concurrent, --destinations, --time-wait")
    }
    if !flows.isEmpty {
      guard natGateway.map({ Int($0) == nil }) ?? false, snapshot != nil else {
        throw ValidationError(
          "--flows needs --nat-gateway NAME and --snapshot, which tells the gateway's addresses in the logs")
      }
      guard zone == nil else { throw ValidationError("--flows counts for each zone: leave out --zone") }
    } else if !to.isEmpty {
      guard lifetime != nil || !to.contains(where: \.isRate) else {
        throw ValidationError("--to with connections a second needs --lifetime, such as --lifetime 2s")
      }
    } else if concurrent != nil {
      guard rate == nil, lifetime == nil else {
        throw ValidationError("--concurrent stands for --rate and --lifetime: leave them out")
      }
    } else if rate == nil || lifetime == nil {
      throw ValidationError(
        "a forecast needs --rate and --lifetime, such as --rate 500/s --lifetime 2s, or --concurrent, --to, or --flows")
    }
  }
}
