import ArgumentParser
import HostPorts
import Program
import Render

/// `portolan ports forecast`
struct PortsForecastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Say whether there are ports enough for a rate of connections, and if not, when they run out.",
    discussion: #"""
      Ports needed are connections begun × the time each keeps its port: its life,
      and 60 s in TIME-WAIT when the client closes first. A pool of ports serves one
      source address and one destination; after bind(address, 0), one source
      address; on a NAT gateway or a Network Load Balancer that does not keep client
      addresses, one destination, with 55,000 ports for each of the gateway's
      addresses; a regional NAT gateway has addresses, and ports, for each zone of
      its clients. Destinations that are not alike are given one by one (--to), or
      counted in the flow logs of a NAT gateway's interface (--flows).

      EXAMPLES
        portolan ports forecast --rate 500/s --lifetime 2s
        portolan ports forecast --rate 500/s --lifetime 2s --destinations 4
        portolan ports forecast --rate 500/s --lifetime 2s --bind
        portolan ports forecast --rate 2000/s --lifetime 40s --nat-gateway 2
        portolan ports forecast --concurrent 90000 --nat-gateway shop-nat --snapshot shop
        portolan ports forecast --concurrent 90000 --nlb 1
        portolan ports forecast --to 203.0.113.10:443=1500/s --to 203.0.113.20:5432=9000 \
          --lifetime 40s --nat-gateway 1
        portolan ports forecast --flows nat.log --nat-gateway shop-nat --snapshot shop

      Exit code 0: they suffice; 1: they do not, or not always.
      """#)

  @OptionGroup var question: ForecastOptions
  @Option(help: ArgumentHelp("How many destinations to list, of --to and --flows.", valueName: "count"))
  var top = 20
  @Option(help: ArgumentHelp("What randomness in the simulation depends on.", valueName: "number"))
  var seed: UInt64 = 1
  @Option(help: "text, for people, or json, for programs.")
  var format = Format.text

  func validate() throws {
    guard top >= 0 else { throw ValidationError("--top counts from 0") }
  }

  func run() throws {
    let available = try question.available()
    if let answer = try question.destinations(on: available) {
      print(answer.text(most: top, colour: Console.isColourful), answer.json())
      (answer.destinations.outlook == .holds ? Exit.works : .fails).terminate()
    }
    let demand = question.demand(on: available)
    let forecast = Forecast(demand, on: available.supply)
    let answer = ForecastAnswer(
      forecast: forecast, simulation: Simulation(forecast, seed: seed), ports: available.words,
      isCount: question.concurrent != nil,
      changes: ForecastChange.all(for: forecast, requests: question.requests),
      notes: question.notes(on: available, demand))
    print(answer.text(colour: Console.isColourful), answer.json())
    (forecast.outlook == .holds ? Exit.works : .fails).terminate()
  }

  private func print(_ text: String, _ json: JSON) {
    Console.output(format == .text ? text : json.text(indented: true) + "\n")
  }
}
