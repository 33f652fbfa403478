import Glibc
import HostPorts
import Ports
import Seeds
import Testing

/// Forecasts beside what the kernel does.
extension KernelTests {
  @Suite struct ExhaustionTests {
    @Test func `a range of 200 ports is exhausted when the forecast says`() throws {
      let namespace = try TestNamespace()
      try namespace.set("ip_local_port_range", "40000 40199")
      let forecast = Forecast(Demand(rate: 100, lifetime: 3_600, timeWait: 0), on: Supply(hostPorts: 200))
      let predicted = try #require(forecast.secondsToExhaustion)
      let simulated = try #require(Simulation(forecast, arrivals: .even, seconds: 10, seed: 1).firstFailure)
      let (failed, watched, error) = try namespace.inside { () -> (Double, Double, Int32) in
        let sockets = TestSockets()
        try sockets.listener("127.0.0.1", 9_000)
        var monitor = PortMonitor()
        var watched = 0.0
        let start = monotonicSeconds()
        for number in 0..<1_000 {
          waitUntil(start + Double(number) / 100)
          if number == 50 { _ = try monitor.look(owners: false) }
          if number == 100 { watched = monotonicSeconds() - start + (try monitor.look(owners: false).secondsLeft ?? 0) }
          do {
            try sockets.connection(to: "127.0.0.1", 9_000)
          } catch let error as TestSockets.Refused {
            return (monotonicSeconds() - start, watched, error.number)
          }
        }
        return (Double.infinity, watched, 0)
      }
      #expect(error == EADDRNOTAVAIL)
      #expect(abs(failed - predicted) < 0.05 * predicted, "forecast \(predicted) s, the kernel \(failed) s")
      #expect(abs(simulated - failed) < 0.05 * failed, "simulated \(simulated) s, the kernel \(failed) s")
      #expect(abs(watched - failed) < 0.05 * failed, "seen to come at \(watched) s, the kernel \(failed) s")
    }

    /// The question of the manual, asked of the kernel in full size: `ports forecast --rate 500/s --lifetime 2s --destinations 1`.
    ///
    /// It takes a minute, and most of two cores for the second half of it: once every other port is in TIME-WAIT, the kernel looks at all of
    /// these first, and takes 3 ms and more to find one of the rest.
    @Test(
      .enabled(
        if: getenv("PORTOLAN_FULL_SIZE") != nil, "PORTOLAN_FULL_SIZE=1 asks it, on a machine with nothing else to do"))
    func `500 connections a second of 2 s each exhaust the default range when the forecast says`() throws {
      let namespace = try TestNamespace()
      try namespace.set("ip_local_port_range", "32768 60999")
      // The forecast is about hosts that talk to others; on the loopback alone ports in TIME-WAIT would be used again after a second.
      try namespace.set("tcp_tw_reuse", "0")
      // On the loopback both ends work at the same time, and now and then a late acknowledgement is answered by a reset that ends TIME-WAIT.
      try namespace.set("tcp_rfc1337", "1")
      let forecast = Forecast(Demand(rate: 500, lifetime: 2), on: Supply(hostPorts: 28_232))
      let predicted = try #require(forecast.secondsToExhaustion)
      let simulated = try #require(Simulation(forecast, arrivals: .even, seconds: 60, seed: 1).firstFailure)
      let traffic = try namespace.inside { try TestTraffic(rate: 500, lifetime: 2).run(atMost: 75) }
      try #require(traffic.longestDelay < 1, "the machine was too busy to begin 500 connections a second: \(traffic)")
      try #require(traffic.accepted >= traffic.begun, "the machine was too busy to accept them: \(traffic)")
      let failed = try #require(traffic.firstFailure, "\(traffic)")
      print("forecast \(predicted) s, simulated \(simulated) s, the kernel \(traffic)")
      #expect(traffic.error == EADDRNOTAVAIL)
      #expect(traffic.begun == 28_232, "\(traffic)")
      #expect(abs(failed - predicted) < 0.02 * predicted, "forecast \(predicted) s, the kernel \(traffic)")
      #expect(abs(simulated - failed) < 0.02 * failed, "simulated \(simulated) s, the kernel \(traffic)")
      // The kernel's timers are coarse: at 100 to 1,000 ticks a second it keeps a port in TIME-WAIT for 60 to 65 s.
      let returned = try #require(traffic.firstReturn, "\(traffic)")
      #expect((61.9...68).contains(returned), "\(traffic)")
    }

    @Test func `the share that fails in the kernel is Erlang's and the simulation's`() throws {
      let namespace = try TestNamespace()
      try namespace.set("ip_local_port_range", "40000 40049")
      let seed: UInt64 = 0xE71A_0001
      let forecast = Forecast(
        Demand(rate: 300, lifetime: 0.2, timeWait: 0), on: Supply(hostPorts: 50))
      let (failed, tried) = try namespace.inside { () -> (Int, Int) in
        var generator = SeededGenerator(seed: seed)
        let sockets = TestSockets()
        let listener = try sockets.listener("127.0.0.1", 9_000)
        let start = monotonicSeconds()
        var arrival = start
        var (failed, tried) = (0, 0)
        var open: [(end: Double, client: Int32, server: Int32)] = []
        while arrival < start + 8 {
          arrival -= log(1 - Double.random(in: 0..<1, using: &generator)) / 300
          while let first = open.first, first.end <= arrival {
            waitUntil(first.end)
            sockets.reset(first.client)
            sockets.shut(first.server)
            open.removeFirst()
          }
          waitUntil(arrival)
          do {
            let client = try sockets.connection(to: "127.0.0.1", 9_000)
            open.append((arrival + 0.2, client, sockets.accepted(at: listener) ?? -1))
          } catch {
            if arrival > start + 0.3 { failed += 1 }
          }
          if arrival > start + 0.3 { tried += 1 }
        }
        return (failed, tried)
      }
      let share = Double(failed) / Double(tried)
      let simulated = try #require(Simulation(forecast, seconds: 300, seed: seed).failureShare)
      #expect(
        abs(share - forecast.failureShare) < 0.05, "kernel \(share), formula \(forecast.failureShare), seed \(seed)")
      #expect(abs(simulated - forecast.failureShare) < 0.02, "simulated \(simulated), formula \(forecast.failureShare)")
    }

    @Test func `the ports the kernel draws are those of the pool`() throws {
      let namespace = try TestNamespace()
      try namespace.set("ip_local_port_range", "40000 40029")
      try namespace.set("ip_local_reserved_ports", "40005-40007,50000")
      let (drawn, error, pool, use) = try namespace.inside { () -> ([UInt16], Int32, PortPool, PortUse) in
        let sockets = TestSockets()
        try sockets.listener("127.0.0.1", 9_000)
        try sockets.listener("127.0.0.5", 40_003)
        try sockets.listener("::1", 40_010)
        let bound = try sockets.bound("127.0.0.1", 40_012)
        try sockets.bound("127.0.0.1", 40_014, isStream: false)
        var reader = try SocketReader.ofKernel()
        // Before Linux 6.8 the kernel did not tell of sockets that are merely bound.
        let told = try reader.sockets([.tcp], includingBound: true).sockets.contains { $0.state == .boundInactive }
        if !told {
          sockets.shut(bound)
          try sockets.listener("127.0.0.1", 40_012)
        }
        let pool = PortPool(
          try PortSettings.current(), sockets: try reader.sockets([.tcp, .udp], includingBound: true).sockets)
        let (drawn, error) = sockets.fill("127.0.0.1", 9_000, atMost: 100)
        return (drawn, error, pool, PortUse(try reader.sockets([.tcp]).sockets, of: pool))
      }
      #expect(error == EADDRNOTAVAIL)
      #expect(PortSet(drawn.map { PortRange($0, $0) }) == pool.ports)
      #expect(pool.bound == "40003,40010,40012")
      #expect(pool.ceiling == 24)
      #expect(use.entries.count == 1 && use.entries[0].count.ports == 24)
      #expect(use.entries[0].tuple.destination.description == "127.0.0.1:9000")
    }

    @Test func `after bind the pool is one for all destinations`() throws {
      let namespace = try TestNamespace()
      try namespace.set("ip_local_port_range", "40000 40009")
      let (drawn, error) = try namespace.inside { () -> (Int, Int32) in
        let sockets = TestSockets()
        try sockets.listener("127.0.0.1", 9_000)
        try sockets.listener("127.0.0.1", 9_001)
        let first = sockets.fill("127.0.0.1", 9_000, boundTo: "127.0.0.1", atMost: 6)
        let second = sockets.fill("127.0.0.1", 9_001, boundTo: "127.0.0.1", atMost: 20)
        return (first.ports.count + second.ports.count, second.1)
      }
      #expect(drawn == 10 && error == EADDRINUSE)
      let demand = Demand(rate: 1, lifetime: 6, timeWait: 0, destinations: 2)
      #expect(Forecast(demand, on: Supply(hostPorts: 10, boundFirst: true)).portsNeeded == 6)
      #expect(Forecast(demand, on: Supply(hostPorts: 10)).portsNeeded == 3)
    }

    @Test func `a connection closed here first keeps its port in TIME-WAIT`() throws {
      let namespace = try TestNamespace()
      try namespace.set("ip_local_port_range", "40000 40009")
      try namespace.set("tcp_tw_reuse", "0")
      let (report, drawn) = try namespace.inside { () -> (PortReport, Int) in
        let sockets = TestSockets()
        let listener = try sockets.listener("127.0.0.1", 9_000)
        var monitor = PortMonitor()
        _ = try monitor.look(owners: false)
        for _ in 0..<4 {
          let connection = try sockets.connection(to: "127.0.0.1", 9_000)
          let accepted = sockets.accepted(at: listener) ?? -1
          shutdown(connection, Int32(SHUT_WR))
          sockets.shut(accepted)
          sockets.shut(connection)
        }
        let report = try monitor.look(owners: true)
        return (report, sockets.fill("127.0.0.1", 9_000, atMost: 20).ports.count)
      }
      #expect(report.use.total.ports == 4 && report.use.total.timeWait == 4 && report.use.total.opened == 4)
      #expect(report.unheld == 4 && report.holders.isEmpty && report.headroom == 0.6)
      #expect(report.begunPerSecond ?? 0 > 0)
      #expect(drawn == 6)
    }
  }
}
