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

  /// A snapshot of one regional NAT gateway, with the given zones of its addresses.
  private func regional(_ zones: [String?], scaling: String? = nil) throws -> String {
    let addresses = zones.enumerated().map { number, zone in
      #"{"PublicIp": "198.51.100.\#(number + 1)""# + (zone.map { #", "AvailabilityZone": "\#($0)""# } ?? "") + "}"
    }
    let json = """
      {"NatGateways": [{"NatGatewayId": "nat-1", "VpcId": "vpc-1", "State": "available", "AvailabilityMode": "regional",
        \(scaling.map { #""AutoScalingIps": "\#($0)","# } ?? "") "NatGatewayAddresses": [\(addresses.joined(separator: ","))],
        "Tags": [{"Key": "Name", "Value": "exit"}]}]}
      """
    let file = FileManager.default.temporaryDirectory.appending(component: "portolan-\(UUID().uuidString).json")
    try Data(json.utf8).write(to: file)
    return file.path
  }

  @Test func `of a regional NAT gateway a snapshot tells the addresses in each zone`() throws {
    let snapshot = try regional(["eu-west-1a", "eu-west-1b", "eu-west-1b"], scaling: "enabled")
    defer { try? FileManager.default.removeItem(atPath: snapshot) }
    let question = "--rate 2000/s --lifetime 40s --nat-gateway exit --snapshot \(snapshot)"
    let fewest = try forecast(question)
    let words = fewest.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(fewest.status == 1, "\(fewest)")
    #expect(
      words.contains("through exit, a regional NAT gateway with 1 of at most 32 addresses in eu-west-1a"), "\(words)")
    #expect(words.contains("there are 55,000") && words.contains("2 addresses on the NAT gateway"), "\(words)")
    #expect(words.contains("this is about those in eu-west-1a; eu-west-1b has 2 (--zone)"), "\(words)")
    #expect(words.contains("exit takes more addresses by itself when it needs them, up to 32 in a zone"), "\(words)")
    let other = try forecast(question + " --zone eu-west-1b")
    #expect(other.status == 0 && other.output.contains("110,000"), "\(other)")
  }

  @Test func `what a snapshot does not tell of a regional NAT gateway is said`() throws {
    for (zones, question, said) in [
      ([], "", "lists no address in use: give how many it has in a zone, such as --nat-gateway 2"),
      ([nil], "", "does not tell the zones of its addresses (AvailabilityZone"),
      (["eu-west-1a"], "--zone eu-west-1c", "exit has no address in “eu-west-1c”; it has some in eu-west-1a"),
    ] as [([String?], String, String)] {
      let snapshot = try regional(zones)
      defer { try? FileManager.default.removeItem(atPath: snapshot) }
      let outcome = try forecast("--concurrent 5 --nat-gateway exit --snapshot \(snapshot) \(question)")
      #expect(outcome.status == 2 && outcome.errors.contains(said), "\(outcome)")
    }
    let snapshot = try regional(["eu-west-1a"])
    defer { try? FileManager.default.removeItem(atPath: snapshot) }
    let silent = try forecast("--concurrent 5 --nat-gateway exit --snapshot \(snapshot)")
    #expect(silent.status == 0 && silent.output.contains("does not tell whether exit takes more"), "\(silent)")
    let fixed = try regional(["eu-west-1a"], scaling: "disabled")
    defer { try? FileManager.default.removeItem(atPath: fixed) }
    #expect(try !forecast("--concurrent 5 --nat-gateway exit --snapshot \(fixed)").output.contains("AutoScalingIps"))
    #expect(try forecast("--concurrent 1000000 --nat-gateway 20").output.contains("20 of at most 32 addresses"))
  }

  @Test func `flow logs of a regional NAT gateway are counted for each zone`() throws {
    let snapshot = try regional(["eu-west-1a", "eu-west-1b", "eu-west-1b"], scaling: "disabled")
    defer { try? FileManager.default.removeItem(atPath: snapshot) }
    var log = "srcaddr dstaddr srcport dstport protocol start end action\n"
    for number in 0..<30 {
      for (own, times) in [(1, 1), (2, 2), (3, 2)] {
        for port in 0..<times {
          log += "198.51.100.\(own) 203.0.113.10 \(2_000 + number * 2 + port) 443 6 0 59 ACCEPT\n"
        }
      }
    }
    let outcome = try Portolan.run(
      ["ports", "forecast", "--flows", "-", "--nat-gateway", "exit", "--snapshot", snapshot], input: log)
    let lines = outcome.output.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    #expect(
      lines.joined(separator: " ").contains(
        "through exit, a regional NAT gateway with addresses by zone: 1 in eu-west-1a, 2 in eu-west-1b"),
      "\(lines)")
    #expect(lines.contains { $0.hasPrefix("203.0.113.10:443 from eu-west-1b 120 110,000") }, "\(lines)")
    #expect(lines.contains { $0.hasPrefix("203.0.113.10:443 from eu-west-1a 30 55,000") }, "\(lines)")
  }

  @Test(arguments: [
    "9223372036854775800 9223372036854775807", "1700000000 9223372036854775807", "1 2", "1700000000000 1700000060000",
    "1700000060 1700000000", "4000000000 4000000000", "99999999999999999999 99999999999999999999",
  ])
  func `a time that cannot be is told with file and line`(_ times: String) throws {
    func record(_ times: String) -> String {
      "2 111122223333 eni-1 10.20.0.150 203.0.113.10 2000 443 6 10 100 \(times) ACCEPT OK\n"
    }
    let outcome = try Portolan.run(
      ["ports", "forecast", "--flows", "-", "--nat-gateway", "shop-nat", "--snapshot", "examples/shop"],
      input: record("1700000000 1700000060") + record(times))
    #expect(outcome.status == 2 && outcome.output.isEmpty, "\(outcome)")
    #expect(outcome.errors.hasPrefix("portolan: -:2: "), "\(outcome.errors)")
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
      "--rate 5 --lifetime 2s --nat-gateway 33",
      "--rate 5 --lifetime 2s --nat-gateway shop-nat --snapshot examples/shop --zone eu-west-1a",
      "--rate 5 --lifetime 2s --nat-gateway 2 --zone eu-west-1a", "--rate 5 --lifetime 2s --nat-gateway shop-nat",
      "--rate 5 --lifetime 2s --nat-gateway nope --snapshot examples/shop", "--rate 5 --lifetime 2s --nlb 1 --bind",
      "--rate 5 --lifetime 2s --concurrent 7", "--rate 5 --lifetime 2s --nat-gateway 1 --nlb 1",
      "--to 203.0.113.10:443=5/s", "--to 203.0.113.10:443=0 --nat-gateway 1", "--to 203.0.113.10=5", "--to :443=5",
      "--to 203.0.113.10:443/icmp=5", "--to 203.0.113.10:443=5 --rate 5", "--to 203.0.113.10:443=5 --bind",
      "--rate 1e308/s --lifetime 2s", "--rate 1e-320/h --lifetime 2s", "--rate 5 --lifetime 1e300s",
      "--rate 5 --lifetime 1e308h", "--rate 5 --lifetime 2s --time-wait 1e18s", "--rate 5 --lifetime inf",
      "--rate 1e9/s --lifetime 1e300 --nat-gateway 1", "--rate 5 --lifetime 2s --nat-gateway 99999999999999999999",
      "--rate 5 --lifetime 2s --nlb 9223372036854775807", "--rate 5 --lifetime 2s --nat-gateway -9223372036854775808",
      "--to 203.0.113.10:443=1e308/s --lifetime 2s", "--to 203.0.113.10:443=99999999999999999999",
      "--concurrent 99999999999999999999", "--rate 5 --lifetime 2s --sources 9223372036854775807",
      "--rate 5 --lifetime 2s --requests=-1", "--to 203.0.113.10:443=5 --top=-1",
      "--flows x.log", "--flows x.log --nat-gateway 1 --snapshot examples/shop", "--concurrent 5 --nlb front",
      "--flows is-not-there.log --nat-gateway shop-nat --snapshot examples/shop",
      "--concurrent 5 --nlb front --snapshot examples/shop",
    ] {
      let outcome = try forecast(words)
      #expect(outcome.status == 2 && outcome.output.isEmpty && !outcome.errors.isEmpty, "\(words): \(outcome)")
    }
  }
}
