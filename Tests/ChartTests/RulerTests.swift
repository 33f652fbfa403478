import Oracle
import Ports
import Render
import Testing

/// The strip of all ports.
@Suite struct RulerTests {
  private func groups(_ ruler: PortRuler, _ fate: Substring) throws -> [Drawing.Element] {
    try Drawing(ruler.svg(width: 640)).elements.filter { $0.classes.contains(fate) && $0.name == "g" }
  }

  private func stretches(_ ruler: PortRuler, _ fate: Substring) throws -> [Drawing.Element] {
    try groups(ruler, fate).flatMap { $0.children.filter { $0.name == "rect" } }
  }

  @Test func `a single dropped port is visible, wherever it is`() throws {
    for port in stride(from: 0, through: 65_535, by: 257).map({ UInt16($0) }) + [65_535] {
      let one = PortSet(port)
      let ruler = PortRuler(bands: [
        .init(.all.subtracting(one), .passes, title: "rule 100"), .init(one, .dropped, title: "rule 90: 1 port"),
      ])
      let dropped = try stretches(ruler, "dropped")
      #expect(dropped.count == 1, "\(port)")
      #expect(
        dropped.allSatisfy {
          $0.number("width") >= 3 && 0 <= $0.number("x") && $0.number("x") + $0.number("width") <= 640
        })
      let group = try #require(try groups(ruler, "dropped").first)
      #expect(group.title == "rule 90: 1 port")
      #expect(group.children.contains { $0.classes.contains("pin") })
    }
  }

  @Test func `ports further on stand further right, and no fate is left out`() throws {
    var last = -1.0
    for port in stride(from: 0, through: 65_535, by: 97).map({ UInt16($0) }) {
      let at = try #require(
        try stretches(PortRuler(bands: [.init(PortSet(port), .dropped, title: "")]), "dropped").first)
      #expect(at.number("x") >= last, "\(port)")
      last = at.number("x")
    }
    let ruler = PortRuler(bands: [
      .init(PortSet(0...99), .passes, title: ""), .init(PortSet(100...199), .dropped, title: ""),
      .init(PortSet(200...299), .undecided, title: ""),
    ])
    for fate in ["passes", "dropped", "undecided"] as [Substring] { #expect(try stretches(ruler, fate).count == 1) }
    #expect(ruler.summary == "passes: 0–99; dropped: 100–199; undecided: 200–299")
  }

  @Test func `however many ranges there are, no more is drawn than fits`() throws {
    let odd = PortSet(stride(from: 1, through: 65_535, by: 2).map { PortRange(UInt16($0)...UInt16($0)) })
    let count = try stretches(PortRuler(bands: [.init(odd, .dropped, title: "")]), "dropped").count
    #expect((1...640).contains(count), "\(count)")
    var random = SplitMix64(seed: 7)
    for _ in 0..<50 {
      let ranges = (0..<40).map { _ in
        let lower = UInt16.random(in: 0...65_000, using: &random)
        return PortRange(lower...min(65_535, lower + UInt16.random(in: 0...500, using: &random)))
      }
      let set = PortSet(ranges)
      #expect(
        try stretches(PortRuler(bands: [.init(set, .dropped, title: "")]), "dropped").count <= set.ranges.count + 2)
    }
  }
}
