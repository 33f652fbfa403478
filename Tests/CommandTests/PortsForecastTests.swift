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

  @Test func `destinations that are not alike are forecast one by one`() throws {
    let outcome = try forecast(
      "--to 203.0.113.10:443=2000/s --to 203.0.113.20:5432=9000 --to 10.0.0.9:53/udp=30000 --lifetime 40s --nat-gateway 1"
    )
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("RUNS OUT   80,000 at once to 203.0.113.10:443"), "\(outcome.output)")
    let lines = outcome.output.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    #expect(lines.contains("203.0.113.10:443 80,000 55,000 0 % 2 after 28 s, 31.3 % fail"), "\(lines)")
    #expect(lines.contains("10.0.0.9:53/udp 30,000 55,000 45.5 % 1 at 1.8 times this"), "\(lines)")
    #expect(lines.contains("203.0.113.20:5432 9,000 55,000 83.6 % 1 at 6.1 times this"), "\(lines)")
    #expect(!outcome.output.split(separator: "\n").contains { $0.count > 80 }, "\(outcome.output)")
  }

  @Test func `connections are counted in the flow logs of a NAT gateway's interface`() throws {
    var log = ""
    for minute in 0..<10 {
      let (start, end) = (1_763_992_800 + minute * 60, 1_763_992_859 + minute * 60)
      func record(_ ends: String) { log += "2 111122223333 eni-1 \(ends) 6 10 840 \(start) \(end) ACCEPT OK\n" }
      for number in 0..<(300 + minute * 30) {
        record("10.20.10.4 10.20.0.150 \(40_000 + number) 443")
        record("10.20.0.150 203.0.113.10 \(1_024 + number) 443")
        record("203.0.113.10 10.20.0.150 443 \(1_024 + number)")
        record("10.20.0.150 10.20.10.4 443 \(40_000 + number)")
      }
    }
    let arguments = ["--flows", "-", "--nat-gateway", "shop-nat", "--snapshot", "examples/shop"]
    let text = try Portolan.run(["ports", "forecast"] + arguments, input: log)
    #expect(
      text.status == 0 && text.output.hasPrefix("connections in flow logs from 2025-11-24 14:00:00 UTC to"), "\(text)")
    #expect(text.output.contains("HOLDS   99 % of the ports for 203.0.113.10:443 stay free"), "\(text.output)")
    let json = try Portolan.run(["ports", "forecast", "--format", "json"] + arguments, input: log)
    let document = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let destinations = try #require(document["destinations"] as? [[String: Any]])
    #expect(destinations.count == 1 && destinations[0]["needed"] as? Double == 570)
    #expect(abs((destinations[0]["growthPerSecond"] as? Double ?? 0) - 0.5) < 1e-9)
    #expect(abs((destinations[0]["secondsToExhaustion"] as? Double ?? 0) - (55_000 - 570) / 0.5) < 1)
  }

  @Test func `a load balancer is found in a snapshot, and its targets share the connections`() throws {
    let found = try forecast("--concurrent 300000 --nlb internal --snapshot Scenarios/nlb-unpreserved/snapshot")
    #expect(found.status == 1 && found.output.contains("3 targets") && found.output.contains("through internal,"))
    #expect(found.output.contains("2 addresses on the load balancer"), "\(found.output)")
    let keeps = try forecast("--concurrent 300000 --nlb ingest --snapshot Scenarios/nlb-preserved/snapshot")
    #expect(keeps.status == 2 && keeps.errors.contains("it draws no ports"), "\(keeps)")
  }

  @Test func `wrong questions get one line and exit 2`() throws {
    for words in [
      "--rate 0 --lifetime 2s", "--rate 5/day --lifetime 2s", "--rate 5 --lifetime -2s", "--rate 5", "--lifetime 2s",
      "--rate nan --lifetime 2s", "--rate 5 --lifetime 2s --destinations 0", "--rate 5 --lifetime 2s --ports 9-1",
      "--rate 5 --lifetime 2s --nat-gateway 9", "--rate 5 --lifetime 2s --nat-gateway shop-nat",
      "--rate 5 --lifetime 2s --nat-gateway nope --snapshot examples/shop", "--rate 5 --lifetime 2s --nlb 1 --bind",
      "--rate 5 --lifetime 2s --concurrent 7", "--rate 5 --lifetime 2s --nat-gateway 1 --nlb 1",
      "--to 203.0.113.10:443=5/s", "--to 203.0.113.10:443=0 --nat-gateway 1", "--to 203.0.113.10=5", "--to :443=5",
      "--to 203.0.113.10:443/icmp=5", "--to 203.0.113.10:443=5 --rate 5", "--to 203.0.113.10:443=5 --bind",
      "--flows x.log", "--flows x.log --nat-gateway 1 --snapshot examples/shop", "--concurrent 5 --nlb front",
      "--flows is-not-there.log --nat-gateway shop-nat --snapshot examples/shop",
      "--concurrent 5 --nlb front --snapshot examples/shop",
    ] {
      let outcome = try forecast(words)
      #expect(outcome.status == 2 && outcome.output.isEmpty && !outcome.errors.isEmpty, "\(words): \(outcome)")
    }
  }
}
