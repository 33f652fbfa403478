import NetworkModel
import Oracle
import Ports
import Reachability
import Render
import Snapshots
import Testing

/// A connection drawn over the map.
@Suite struct ConnectionTests {
  @Test func `of random questions every hop is listed, and marked if its way is drawn`() throws {
    var drawn = 0
    for seed in UInt64(1)...40 {
      let network = PathNetwork(seed: seed)
      var random = SplitMix64(seed: ~seed)
      var engine = Engine(try Snapshot(json: network.json).network)
      for _ in 0..<3 {
        let question = network.randomQuestion(using: &random)
        guard let trace = try? engine.trace(query(question, engine)) else { continue }
        let chart = Chart(of: engine.network, trace: trace)
        let shown = trace.alternatives.first { $0.verdict != .works } ?? trace.alternatives.first
        let hops = shown?.legs.reduce(0) { $0 + $1.request.count + $1.reply.count } ?? 0
        let numbers = try Drawing(chart.svg()).elements.filter { $0.classes.contains("number") }.compactMap {
          Int($0.text)
        }
        #expect(Set(numbers) == Set(0..<hops).mapped { $0 + 1 }, "seed \(seed): \(question)")
        for number in 1...max(1, hops) where hops > 0 {
          let count = numbers.count { $0 == number }
          #expect((1...2).contains(count), "seed \(seed): \(question): hop \(number) is drawn \(count) times")
          drawn += count - 1
        }
        _ = try Drawing("<page>\(chart.hopList())</page>")
      }
    }
    // Ways that the map cannot show, such as to what the snapshot does not place, are few.
    #expect(drawn > 600, "\(drawn) hops are marked on maps")
  }

  private func query(_ question: PathNetwork.Question, _ engine: Engine) throws -> Query {
    func name(_ end: PathNetwork.Question.End) -> String {
      if case .interface(let id, _) = end { id } else { end.description }
    }
    return try Query(
      from: engine.directory.endpoint(name(question.from)), to: engine.directory.endpoint(name(question.to)),
      ipProtocol: IPProtocol(rawValue: question.protocolNumber), port: question.hasPorts ? question.port : nil,
      clientPorts: question.hasPorts ? .init(PortSet(question.clientPorts), source: "as asked") : nil,
      family: question.from.isIPv6 || question.to.isIPv6 ? .v6 : .v4)
  }

  @Test func `names that are markup, endless or written backwards are only text`() throws {
    let names = [
      "<script>alert(1)</script>", "]]>&amp;\"'<!--", String(repeating: "👩‍👩‍👧‍👦", count: 2_500), "\u{202E}txt.exe\u{202C}",
      "\u{0}\u{1B}[31m\u{7F}\u{FFFE}", String(repeating: "Z\u{0301}\u{0302}\u{0303}\u{0304}", count: 500),
      "مرحبا بالعالم",
      "﷽𒐫﷽𒐫", "\"]; click A href \"javascript:alert(1)\"",
    ]
    for name in names {
      let tag = "\"Tags\": [{\"Key\": \"Name\", \"Value\": \(quoted(name))}]"
      let json = """
        {"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16", \(tag)}],
         "Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/24", "AvailabilityZone": "eu-west-1a", \(tag)}],
         "NetworkAcls": [{"NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true, "Entries": [], "Associations": [], \(tag)}],
         "NetworkInterfaces": [{"NetworkInterfaceId": "eni-1", "SubnetId": "subnet-1", "VpcId": "vpc-1",
           "Groups": [{"GroupId": "sg-1"}], "PrivateIpAddresses": [{"PrivateIpAddress": "10.0.0.4", "Primary": true}],
           "TagSet": [{"Key": "Name", "Value": \(quoted(name))}]}],
         "SecurityGroups": [{"GroupId": "sg-1", "GroupName": \(quoted(name)), "VpcId": "vpc-1"}]}
        """
      var engine = Engine(try Snapshot(json: json).network)
      let query = try Query(
        from: engine.directory.endpoint("eni-1"), to: engine.directory.endpoint("internet"), ipProtocol: .tcp, port: 443
      )
      let chart = Chart(of: engine.network, trace: engine.trace(query))
      let allowed: Set = [
        "document", "svg", "title", "desc", "style", "defs", "pattern", "g", "rect", "text", "path", "circle",
      ]
      #expect(Set(try Drawing(chart.svg()).elements.map(\.name)).subtracting(allowed).isEmpty)
      #expect(!chart.html().contains("<script"))
      #expect(!chart.html().contains("\u{202E}"))
      #expect(chart.html().utf8.count < 400_000, "\(chart.html().utf8.count) bytes for \(name.prefix(20))")
      for line in chart.mermaid().split(separator: "\n") where line.contains("card0[") {
        #expect(line.count { $0 == "\"" } == 2 && line.hasSuffix("\"]"), "\(line)")
      }
    }
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.unicodeScalars.map { $0.value < 0x20 || $0 == "\"" || $0 == "\\" ? hex($0) : "\($0)" }.joined() + "\""
  }

  private func hex(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}

extension Set<Int> {
  fileprivate func mapped(_ transform: (Int) -> Int) -> Set<Int> { Set(map(transform)) }
}
