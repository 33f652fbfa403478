import NetworkModel
import Ports
import Reachability
import Testing

/// Verdicts, of one way and of several.
struct VerdictTests {
  /// Every passage over four ports, each of which passes, is dropped, or is undecided.
  private let passages: [Passage] = (0..<81).map { number in
    let fates = [number % 3, number / 3 % 3, number / 9 % 3, number / 27]
    func ports(_ fate: Int) -> PortSet {
      PortSet(fates.indices.filter { fates[$0] == fate }.map { PortRange(UInt16($0), UInt16($0)) })
    }
    return Passage(sure: ports(2), undecided: ports(1))
  }

  /// What becomes of a port: 0 dropped, 1 undecided, 2 passed.
  private func fate(_ port: UInt16, _ passage: Passage) -> Int {
    passage.sure.contains(port) ? 2 : passage.undecided.contains(port) ? 1 : 0
  }

  @Test func `three-valued logic, port by port: and is the lesser fate, or the greater`() {
    for one in passages {
      for other in passages {
        let both = one.intersection(other)
        let either = one.union(other)
        for port in UInt16(0)..<4 {
          let fates = (fate(port, one), fate(port, other))
          if fate(port, both) != min(fates.0, fates.1) || fate(port, either) != max(fates.0, fates.1) {
            Issue.record("port \(port) of \(one) and \(other): \(both), \(either)")
          }
        }
      }
    }
  }

  @Test func `a passage is one value, however it was made`() {
    #expect(Passage(sure: "1-5", undecided: "3-9") == Passage(sure: "1-5", undecided: "6-9"))
    #expect(Passage(sure: "1-5", undecided: "6-9").possible == "1-9")
    for passage in passages {
      #expect(passage.sure.isDisjoint(with: passage.undecided))
      #expect(passage.intersection(.open) == passage)
      #expect(passage.union(.closed) == passage)
      #expect(passage.intersection(.closed) == .closed)
      #expect(passage.union(.open) == .open)
      #expect(passage.intersection(PortSet(1...2)) == passage.intersection(Passage(sure: PortSet(1...2))))
    }
  }

  @Test func `a verdict stands when it is the same however the undecided ports turn out`() {
    let asked = PortSet(0...3)
    for passage in passages {
      // Settle the undecided ports in every way, and see which verdicts come of it.
      let open = (UInt16(0)..<4).filter { passage.undecided.contains($0) }
      let settled = (0..<(1 << open.count)).map { choice in
        passage.sure.count + open.indices.filter { choice >> $0 & 1 == 1 }.count
      }
      let verdicts = Set(settled.map { $0 == 4 ? Verdict.works : $0 == 0 ? .blocked : .intermittent })
      let expected = verdicts.count == 1 ? verdicts.first : .unknown
      #expect(Verdict(passage, of: asked) == expected, "\(passage)")
    }
  }

  // MARK: Several ways

  /// A way to the database `orders`, told by what the ACL of its subnet does.
  private enum Way: String, CaseIterable {
    case works, intermittent, blocked, unknown

    var acl: SketchedACL? {
      let subnet = "subnet-\(rawValue)"
      return switch self {
      case .works: .open("acl-\(rawValue)", subnets: [subnet])
      case .intermittent:
        SketchedACL(
          id: "acl-\(rawValue)", subnets: [subnet], inbound: [.allow(100)],
          outbound: [.allow(100, "6", 32_768...40_000)])
      case .blocked: SketchedACL(id: "acl-\(rawValue)", subnets: [subnet])
      case .unknown: nil
      }
    }
  }

  private func trace(_ ways: [Way]) throws -> Trace {
    var sketch = Sketch()
    sketch.databases.add(
      SketchedDatabase(id: "orders", subnets: ways.map { "subnet-\($0.rawValue)" }, groups: ["sg-server"]))
    for (index, way) in ways.enumerated() {
      let subnet = "subnet-\(way.rawValue)"
      sketch.subnets.add(SketchedSubnet(id: subnet, block: "10.0.\(100 + index).0/24"))
      if let acl = way.acl { sketch.acls.add(acl) }
      sketch.tables.add(SketchedTable(id: "rtb-\(way.rawValue)", subnets: [subnet]))
      sketch.interfaces.add(
        SketchedInterface(
          id: "eni-\(way.rawValue)", subnet: subnet, addresses: ["10.0.\(100 + index).7"], groups: ["sg-server"],
          details: "RDSNetworkInterface"))
    }
    return try sketch.trace(to: "orders")
  }

  @Test func `one way has the verdict of its own`() throws {
    for way in Way.allCases { #expect(try trace([way]).verdict.rawValue == way.rawValue) }
  }

  @Test func `of several ways the verdict is what holds whichever AWS takes`() throws {
    let expected: [(Set<Way>, Verdict)] = [
      ([.works, .intermittent], .intermittent), ([.works, .blocked], .intermittent), ([.works, .unknown], .unknown),
      ([.intermittent, .blocked], .intermittent), ([.intermittent, .unknown], .intermittent),
      ([.blocked, .unknown], .unknown), ([.works, .blocked, .unknown], .intermittent),
      ([.works, .intermittent, .blocked, .unknown], .intermittent),
    ]
    for (ways, verdict) in expected {
      for order in [ways.sorted { $0.rawValue < $1.rawValue }, ways.sorted { $0.rawValue > $1.rawValue }] {
        let trace = try trace(order)
        #expect(trace.verdict == verdict, "\(order)")
        #expect(trace.alternatives.count == ways.count)
      }
    }
  }

  @Test func `the working ports of several ways are those that work on each`() throws {
    #expect(try trace([.works, .intermittent]).working == Passage(sure: "32768-40000"))
    #expect(try trace([.intermittent, .blocked]).working == .closed)
    #expect(try trace([.intermittent, .unknown]).working == Passage(sure: .empty, undecided: "32768-40000"))
  }
}
