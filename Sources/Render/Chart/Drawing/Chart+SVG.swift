internal import Ports
internal import Reachability

extension Chart {
  /// The chart as an SVG document: the map with the tracks, and beneath it every hop with its ruler.
  public func svg() -> String {
    document(width: plan.width, height: plan.height + listHeight) { markup in
      drawTitle(into: &markup)
      drawMap(into: &markup, links: nil)
      drawTracks(into: &markup)
      drawGateways(into: &markup)
      drawMarks(into: &markup)
      drawHops(into: &markup)
    }
  }

  /// The map with the tracks alone, as an SVG element for a page that has `Chart.styles`.
  ///
  /// - Parameter links: Where its endpoints lead to.
  public func map(_ links: ChartLinks = ChartLinks()) -> String {
    // The title stands in the page: the drawing begins where the map does.
    let top = trace == nil ? 68 : 92
    var markup = Markup()
    markup.element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 \(top) \(plan.width) \(plan.height - top)",
        "width": "\(plan.width)", "height": "\(plan.height - top)", "class": "portolan", "role": "group",
        "aria-label": title.brief,
      ]
    ) { markup in
      markup.include("<defs>\(Self.patterns)</defs>\n")
      drawMap(into: &markup, links: links)
      drawTracks(into: &markup)
      drawGateways(into: &markup)
      drawMarks(into: &markup)
    }
    return markup.text
  }

  private func document(width: Int, height: Int, _ content: (inout Markup) -> Void) -> String {
    var markup = Markup()
    markup.element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(width) \(height)", "width": "\(width)",
        "height": "\(height)", "class": "portolan", "role": "img", "aria-labelledby": "title description",
      ]
    ) { markup in
      markup.element("title", ["id": "title"], text: [title, verdict].compactMap { $0 }.joined(separator: ": ").brief)
      markup.element("desc", ["id": "description"], text: description)
      markup.include("<style>\(Self.styles)</style>\n<defs>\(Self.patterns)</defs>\n")
      markup.box(Frame(x: 0, y: 0, width: width, height: height), radius: 0, class: "paper")
      content(&markup)
    }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + markup.text
  }

  /// The chart in words.
  var description: String {
    var sentences = ["\(counted(plan.vpcs.count, "VPC")), \(counted(plan.subnets.count, "subnet"))."]
    for section in sections {
      sentences.append("\(section.heading):")
      sentences += section.rows.map { row in
        "\(row.number). \(row.component): \(row.decision)\(row.effect.isEmpty ? "" : " (\(row.effect))")."
      }
    }
    return sentences.joined(separator: "\n")
  }

  private func drawTitle(into markup: inout Markup) {
    let width = plan.width - 48
    markup.label(title, x: 24, y: 38, size: 20, width: width, face: .bold)
    if let verdict {
      markup.label(
        verdict, x: 24, y: 62, size: 14, width: width, class: trace?.verdict == .works ? "" : "bad", face: .bold)
      drawKey(into: &markup)
    } else {
      drawPlainKey(into: &markup)
    }
  }

  private func drawPlainKey(into markup: inout Markup) {
    let text =
      "public: a route to an internet gateway · private: another way out · isolated: no way out · shield: security groups"
    markup.label(text, x: 24, y: 60, size: 11, width: plan.width - 48, class: "muted")
  }

  private func drawKey(into markup: inout Markup) {
    markup.path("M24 81H60", class: "track request", width: "6")
    markup.label("the way there", x: 68, y: 85, size: 11, width: 100)
    markup.path("M168 81H204", class: "track reply", width: "6")
    markup.label("the way back", x: 212, y: 85, size: 11, width: 100)
    let ports = trace?.query.clientPorts.map { asked in
      "client ports \(pretty(asked.ports)) (\(asked.source)) · as wide as the share of them that comes so far"
    }
    let note = [ports, choice].compactMap(\.self).joined(separator: " · ")
    markup.label(note, x: 306, y: 85, size: 11, width: plan.width - 330, class: "muted")
  }

  // MARK: The hops

  private static let rowHeight = 38
  private static let headingHeight = 84

  private var listHeight: Int {
    if legs.isEmpty { return 0 }
    return sections.map { Self.headingHeight + $0.rows.count * Self.rowHeight }.reduce(40, +)
      + outcomes.count * Self.rowHeight + fixes.count * 20
  }

  private func drawHops(into markup: inout Markup) {
    let left = 24
    let strip = 450
    let width = min(plan.width - strip - 150, 900)
    let scale = PortScale(x: strip, width: width)
    var y = plan.height
    for section in sections {
      markup.path("M\(left) \(y + 8)H\(strip + width + 126)", class: "rule")
      markup.label(section.heading, x: left, y: y + 34, size: 13, width: plan.width - 48, face: .bold)
      if section.needle != nil || section.bracket != nil {
        let end = section.direction == .request ? "server" : "client"
        markup.label(
          "filters look at the destination: the \(end)'s port", x: left, y: y + 52, size: 10, width: strip - 40,
          class: "muted")
      }
      y += Self.headingHeight
      guard section.needle != nil || section.bracket != nil else {
        y = drawRows(section, at: y, strip, width, scale, into: &markup)
        continue
      }
      drawRange(section.bracket, on: scale, from: y - 6, rows: section.rows.count, into: &markup)
      if let needle = section.needle {
        let x = scale.middle(of: needle).tenths
        markup.path("M\(x) \(y)V\(y + section.rows.count * Self.rowHeight - 14)", class: "thread")
      }
      PortRuler.drawAxis(on: scale, at: y - 6, bracket: section.bracket, into: &markup)
      y = drawRows(section, at: y, strip, width, scale, into: &markup)
    }
    for outcome in outcomes {
      markup.label(outcome.name, x: left, y: y + 18, size: 12, width: strip - 40, face: .bold)
      outcome.ruler.draw(on: scale, at: y, into: &markup)
      y += Self.rowHeight
    }
    for (index, fix) in fixes.enumerated() {
      markup.label(index == 0 ? "fix" : "and", x: left, y: y + 18, size: 12, width: 40, face: .bold)
      markup.label(fix, x: left + 40, y: y + 18, size: 12, width: plan.width - 88)
      y += 20
    }
  }

  /// The client's range, as a ground behind all rulers of the way back.
  private func drawRange(_ bracket: PortSet?, on scale: PortScale, from y: Int, rows: Int, into markup: inout Markup) {
    guard let bracket else { return }
    let height = 6 + rows * Self.rowHeight + outcomes.count * Self.rowHeight * (legs.count == 1 ? 1 : 0)
    for (start, end) in scale.stretches(of: bracket) {
      markup.element(
        "rect",
        ["x": start.tenths, "y": "\(y)", "width": (end - start).tenths, "height": "\(height)", "class": "range"])
    }
  }

  private func drawRows(
    _ section: HopSection, at top: Int, _ strip: Int, _ width: Int, _ scale: PortScale, into markup: inout Markup
  ) -> Int {
    var y = top
    for row in section.rows {
      markup.element(
        "g", ["role": "group", "aria-label": "\(row.number). \(row.component): \(row.decision). \(row.effect)".brief]
      ) { markup in
        Self.drawMark(
          number: row.number, row.direction, row.drops ? "drops" : row.direction.rawValue, x: 34, y: y + 13,
          into: &markup)
        markup.label(row.component, x: 54, y: y + 11, size: 11, width: strip - 74, face: .bold)
        markup.label(row.decision, x: 54, y: y + 25, size: 10, width: strip - 74, class: row.drops ? "bad" : "muted")
        row.ruler?.draw(on: scale, at: y, into: &markup)
        markup.label(
          row.drops ? "✕ \(row.effect)" : row.effect, x: strip + width + 12, y: y + 16, size: 11, width: 126,
          class: row.drops ? "bad" : "muted", face: row.drops ? .bold : .regular)
      }
      y += Self.rowHeight
    }
    return y
  }
}
