import HostPorts
import Testing

@Suite struct ForecastTests {
  @Test func `Erlang's loss formula has the values of its tables`() {
    // A. K. Erlang's own formula by factorials, and entries of every teletraffic table.
    #expect(abs(Forecast.lossShare(load: 1, ports: 1) - 0.5) < 1e-12)
    #expect(abs(Forecast.lossShare(load: 2, ports: 2) - 0.4) < 1e-12)
    #expect(abs(Forecast.lossShare(load: 4.461, ports: 10) - 0.01) < 2e-5)
    #expect(abs(Forecast.lossShare(load: 84.06, ports: 100) - 0.01) < 2e-5)
    #expect(Forecast.lossShare(load: 0, ports: 10) == 0)
    #expect(Forecast.lossShare(load: 5, ports: 0) == 1)
    #expect(Forecast.lossShare(load: 1, ports: 28_232) == 0)
    #expect(abs(Forecast.lossShare(load: 1e9, ports: 28_232) - (1 - 28_232e-9)) < 1e-6)
  }

  @Test func `formula and simulation agree`() throws {
    var seed: UInt64 = 0xF0CA_0001
    for ports in [1, 2, 7, 64, 65, 200, 1_000] {
      for load in [0.3, 0.8, 1.0, 1.3, 3.0] {
        for varies in [false, true] {
          for timeWait in [0.0, 2] {
            seed += 1
            let rate = load * Double(ports) / (1 + timeWait)
            let demand = Demand(rate: rate, lifetime: 1, timeWait: timeWait, hasVaryingLifetimes: varies)
            let forecast = Forecast(demand, on: Supply(hostPorts: ports))
            let run = Simulation(forecast, seconds: max(60, 40_000 / rate), seed: seed)
            let share = try #require(run.failureShare)
            let what = "\(ports) ports, load \(load), varying \(varies), TIME-WAIT \(timeWait), seed \(seed)"
            #expect(abs(share - forecast.failureShare) < 0.02, "\(what): \(share), formula \(forecast.failureShare)")
            #expect(run.mostTaken <= ports)
          }
        }
      }
    }
  }

  @Test func `when ports run out, formula and simulation agree`() throws {
    for (index, varies) in [false, true, false, true].enumerated() {
      let timeWait = index < 2 ? 0.0 : 60
      let demand = Demand(rate: 900, lifetime: 40, timeWait: timeWait, hasVaryingLifetimes: varies)
      let forecast = Forecast(demand, on: Supply(hostPorts: 28_232))
      let expected = try #require(forecast.secondsToExhaustion)
      let first = try #require(Simulation(forecast, seed: UInt64(index)).firstFailure)
      #expect(
        abs(first - expected) < 0.05 * expected,
        "varying \(varies), TIME-WAIT \(timeWait): \(first), formula \(expected)")
    }
  }

  @Test func `ports that suffice do not run out`() {
    let forecast = Forecast(Demand(rate: 400, lifetime: 2), on: Supply(hostPorts: 28_232))
    #expect(forecast.portsNeeded == 24_800 && forecast.secondsToExhaustion == nil && forecast.outlook == .holds)
    #expect(Forecast(Demand(rate: 455, lifetime: 2), on: Supply(hostPorts: 28_232)).outlook == .tight)
    #expect(Forecast(Demand(rate: 500, lifetime: 2), on: Supply(hostPorts: 28_232)).outlook == .runsOut)
  }

  @Test func `a NAT gateway has 55,000 ports for each destination and address`() {
    let demand = Demand(rate: 2_000, lifetime: 40, timeWait: 0)
    let one = Forecast(demand, on: Supply(natGatewayAddresses: 1))
    #expect(one.supply.ceiling == 55_000 && one.outlook == .runsOut && one.addressesNeeded(atMost: 8) == 2)
    #expect(one.secondsToExhaustion == 27.5)
    var spread = demand
    spread.destinations = 2
    #expect(Forecast(spread, on: Supply(natGatewayAddresses: 1)).outlook == .holds)
    #expect(
      Forecast(Demand(rate: 20_000, lifetime: 40, timeWait: 0), on: Supply(natGatewayAddresses: 1)).addressesNeeded(
        atMost: 8) == nil)
  }

  @Test func `a regional NAT gateway has up to 32 addresses in a zone, each with 55,000 ports`() {
    let forecast = Forecast(
      Demand(rate: 20_000, lifetime: 80, timeWait: 0), on: Supply(regionalNATGatewayAddresses: 2))
    #expect(forecast.supply.ceiling == 110_000 && forecast.secondsToExhaustion == 5.5)
    let changes = ForecastChange.all(for: forecast, requests: 10)
    #expect(changes.contains { $0.kind == .gatewayAddresses(30) }, "\(changes.map(\.kind))")
    let destination = DestinationForecast("a", .count(55_000 * 33), like: forecast.demand, on: forecast.supply)
    #expect(destination.addressesNeeded == nil && destination.forecast.addressesNeeded(atMost: 34) == 34)
  }

  @Test func `what is said to help does`() {
    for supply in [
      Supply(hostPorts: 28_232), Supply(hostPorts: 28_232, boundFirst: true), Supply(natGatewayAddresses: 1),
      Supply(regionalNATGatewayAddresses: 1),
    ] {
      let forecast = Forecast(Demand(rate: 1_500, lifetime: 2, destinations: 1), on: supply)
      let changes = ForecastChange.all(for: forecast, requests: 10)
      #expect(!changes.isEmpty)
      for change in changes {
        if case .shards = change.kind { continue }
        #expect(change.forecast.failureShare < forecast.failureShare, "\(change.kind)")
      }
    }
  }
}
