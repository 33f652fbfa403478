import ArgumentParser
import HostPorts
import Render

/// `portolan ports forecast`
struct PortsForecastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Say whether there are ports enough for a rate of connections, and if not, when they run out.",
    discussion: """
      Ports needed are connections begun × the time each keeps its port: its life,
      and 60 s in TIME-WAIT when the client closes first. A pool of ports serves one
      source address and one destination; after bind(address, 0), one source
      address; on a NAT gateway or a Network Load Balancer that does not keep client
      addresses, one destination, with 55,000 ports for each of the gateway's
      addresses.

      EXAMPLES
        portolan ports forecast --rate 500/s --lifetime 2s
        portolan ports forecast --rate 500/s --lifetime 2s --destinations 4
        portolan ports forecast --rate 500/s --lifetime 2s --bind
        portolan ports forecast --rate 2000/s --lifetime 40s --nat-gateway 2
        portolan ports forecast --concurrent 90000 --nat-gateway shop-nat --snapshot shop
        portolan ports forecast --concurrent 90000 --nlb 1

      Exit code 0: they suffice; 1: they do not, or not always.
      """)

  @OptionGroup var question: ForecastOptions
  @Option(help: ArgumentHelp("What randomness in the simulation depends on.", valueName: "number"))
  var seed: UInt64 = 1
  @Option(help: "text, for people, or json, for programs.")
  var format = Format.text

  func run() throws {
    let supply = try question.supply()
    let forecast = Forecast(question.demand, on: supply.supply)
    let answer = ForecastAnswer(
      forecast: forecast, simulation: Simulation(forecast, seed: seed), ports: supply.words,
      isCount: question.concurrent != nil,
      changes: ForecastChange.all(for: forecast, requests: question.requests), notes: supply.notes)
    switch format {
    case .text: Console.output(answer.text(colour: Console.isColourful))
    case .json: Console.output(answer.json().text(indented: true) + "\n")
    }
    (forecast.outlook == .holds ? Exit.works : .fails).terminate()
  }
}
