import Foundation
import NetworkModel
import Oracle
import Render
import Snapshots
import Testing

/// What must hold of the map of any network, read off the drawing itself.
@Suite struct MapTests {
  @Test func `of random networks every endpoint is drawn once, in its subnet, and nothing overlaps`() throws {
    for seed in UInt64(1)...60 {
      for json in [RandomNetwork(seed: seed).json, PathNetwork(seed: seed).json] {
        try check(try Snapshot(json: json).network, "seed \(seed)")
      }
    }
  }

  @Test func `five thousand endpoints are drawn, or folded and listed`() throws {
    let network = try Snapshot(json: LargeNetwork.json(endpoints: 5_000)).network
    try check(network, "large")
    let drawing = try Drawing(Chart(of: network).map())
    #expect(drawing.boxes("card").count <= 6 * network.subnets.count)
    #expect(drawing.boxes("card").contains { $0.title.contains("equal endpoints") })
  }

  @Test func `the order of a snapshot's lists changes no byte`() throws {
    for seed in UInt64(1)...20 {
      let network = PathNetwork(seed: seed)
      var shuffle: SplitMix64? = SplitMix64(seed: seed)
      let one = Chart(of: try Snapshot(json: network.json).network)
      let other = Chart(of: try Snapshot(json: network.describeJSON(shuffling: &shuffle)).network)
      #expect(one.svg() == other.svg(), "seed \(seed)")
      #expect(one.mermaid() == other.mermaid(), "seed \(seed)")
    }
  }

  private func check(_ network: Network, _ what: String) throws {
    let chart = Chart(of: network)
    let drawing = try Drawing(chart.map())
    let folds = try Drawing("<page>\(chart.foldList())</page>")
    let cards = drawing.boxes("card")
    let subnets = drawing.boxes("subnet")
    let listed = Dictionary(grouping: folds.elements.filter { $0.name == "td" }.map(\.text)) { $0 }
    // A card's title ends in `(eni-…): kind, address; groups`.
    let byID = Dictionary(grouping: cards) { card in
      String(card.title.components(separatedBy: " (").last { $0.contains("): ") }?.prefix { $0 != ")" } ?? "")
    }
    for interface in network.networkInterfaces {
      let own = byID[interface.id.text] ?? []
      let inFolds = listed[interface.id.text]?.count ?? 0
      #expect(
        own.count + inFolds == 1, "\(what): \(interface.id) is drawn \(own.count) times and folded \(inFolds) times")
      guard let card = own.first else { continue }
      let homes = subnets.filter { $0.box.contains(card.box) }
      #expect(homes.count == 1 && homes[0].title.contains("(\(interface.subnet.text))"), "\(what): \(interface.id)")
    }
    for (inner, outer) in [
      ("card", "subnet"), ("subnet", "zone"), ("zone", "vpc"), ("vpc", "region"), ("region", "account"),
    ] {
      let outside = drawing.boxes(Substring(outer)).map(\.box)
      for (box, title) in drawing.boxes(Substring(inner)) {
        #expect(outside.count { $0.contains(box) } == 1, "\(what): a \(inner) \(title) \(box) is in no \(outer)")
      }
    }
    for style in ["card", "subnet", "zone", "vpc", "gateway", "transit", "account"] as [Substring] {
      expectNoOverlap(drawing.boxes(style).map(\.box), "\(what): \(style)")
    }
    expectNoOverlap(cards.map(\.box) + drawing.boxes("gateway").map(\.box) + drawing.boxes("tag").map(\.box), what)
    expectTextInBoxes(drawing, what)
  }

  private func expectNoOverlap(_ boxes: [Drawing.Box], _ what: String) {
    let sorted = boxes.sorted { ($0.y, $0.x) < ($1.y, $1.x) }
    for (index, box) in sorted.enumerated() {
      for other in sorted[(index + 1)...] {
        if other.y >= box.bottom { break }
        #expect(!box.overlaps(other), "\(what): \(box) and \(other)")
      }
    }
  }

  private func expectTextInBoxes(_ drawing: Drawing, _ what: String) {
    for group in drawing.elements where group.name == "g" {
      guard let box = group.box else { continue }
      for text in group.children where text.name == "text" {
        let size = Int(text.number("font-size"))
        let width = Double((text.classes.contains("b") ? TextFace.bold : .regular).width(text.text, size: size))
        let start = text.attributes["text-anchor"] == "end" ? text.number("x") - width : text.number("x")
        #expect(
          box.x <= start && start + width <= box.right, "\(what): “\(text.text)” at \(start)–\(start + width) in \(box)"
        )
        #expect(box.y < text.number("y") && text.number("y") < box.bottom, "\(what): “\(text.text)” in \(box)")
      }
    }
  }
}
