import Foundation
import Testing

@Suite struct PortsForecastTests {
  private func forecast(_ words: String) throws -> Portolan.Outcome {
    try Portolan.run(["ports", "forecast"] + words.split(separator: " ").map(String.init))
  }

  @Test func `a forecast says when ports run out and what helps`() throws {
    let outcome = try forecast("--rate 500/s --lifetime 2s --destinations 1 --ports 32768-60999")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("RUNS OUT   after 56 s; from then on 9 % of connections fail (EADDRNOTAVAIL)"))
    #expect(outcome.output.contains("net.ipv4.tcp_tw_reuse=1"))
    #expect(try forecast("--rate 400/s --lifetime 2s --ports 32768-60999").status == 0)
  }

  @Test func `a forecast for a program is a document`() throws {
    let outcome = try forecast("--rate 30000/min --lifetime 2000ms --ports 32768-60999 --format json")
    let document = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(document["schema"] as? String == "portolan.ports.forecast/1")
    #expect(document["needed"] as? Double == 31_000)
    #expect(document["outlook"] as? String == "runsOut")
    let simulated = try #require(document["simulated"] as? [String: Any])
    #expect(abs((simulated["firstFailureSeconds"] as? Double ?? 0) - 56.5) < 3)
  }

  @Test func `gateways are forecast by number, and by name from a snapshot`() throws {
    let two = try forecast("--rate 2000/s --lifetime 40s --nat-gateway 2")
    #expect(two.status == 0 && two.output.contains("110,000"))
    let named = try forecast("--rate 2000/s --lifetime 40s --nat-gateway shop-nat --snapshot examples/shop")
    #expect(named.status == 1 && named.output.contains("2 addresses on the NAT gateway"))
    let balancer = try forecast("--concurrent 90000 --nlb 1")
    #expect(balancer.status == 1 && balancer.output.contains("90,000 connections at once"))
  }

  @Test func `wrong questions get one line and exit 2`() throws {
    for words in [
      "--rate 0 --lifetime 2s", "--rate 5/day --lifetime 2s", "--rate 5 --lifetime -2s", "--rate 5", "--lifetime 2s",
      "--rate nan --lifetime 2s", "--rate 5 --lifetime 2s --destinations 0", "--rate 5 --lifetime 2s --ports 9-1",
      "--rate 5 --lifetime 2s --nat-gateway 9", "--rate 5 --lifetime 2s --nat-gateway shop-nat",
      "--rate 5 --lifetime 2s --nat-gateway nope --snapshot examples/shop", "--rate 5 --lifetime 2s --nlb 1 --bind",
      "--rate 5 --lifetime 2s --concurrent 7", "--rate 5 --lifetime 2s --nat-gateway 1 --nlb 1",
    ] {
      let outcome = try forecast(words)
      #expect(outcome.status == 2 && outcome.output.isEmpty && !outcome.errors.isEmpty, "\(words): \(outcome)")
    }
  }
}
