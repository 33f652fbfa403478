internal import Ports

extension PortRuler {
  /// The ruler as an SVG element of its own, with its axis, for a page that has `Chart.styles`.
  public func svg(width: Int = 640) -> String {
    var markup = Markup()
    let height = Self.axisHeight + Self.height + 10
    markup.element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(width) \(height)",
        "class": width < 500 ? "portolan ruler narrow" : "portolan ruler wide",
        "role": "img",
        "aria-label": summary.brief,
      ]
    ) { markup in
      markup.include("<defs>\(Chart.patterns)</defs>\n")
      let scale = PortScale(x: 8, width: width - 16)
      Self.drawAxis(on: scale, at: Self.axisHeight, bracket: bracket, into: &markup)
      draw(on: scale, at: Self.axisHeight + 6, into: &markup)
    }
    return markup.text
  }

  /// How high a ruler is, and the axis above it.
  static let height = 22
  static let axisHeight = 34

  /// A stretch narrower than this, in tenths, bears a pin.
  private static let visible = 30

  /// Draws the ruler with its upper edge at `y`.
  func draw(on scale: PortScale, at y: Int, into markup: inout Markup) {
    let bar = (y: y + 7, height: 11)
    for panel in scale.panels {
      markup.element("rect", rect(panel.start, panel.start + panel.width, bar.y, bar.height, "rail"))
    }
    for band in bands where !band.ports.isEmpty {
      markup.element("g", ["class": isFaint ? "\(band.fate.rawValue) faint" : band.fate.rawValue]) { markup in
        markup.element("title", text: band.title.brief)
        for (start, end) in scale.stretches(of: band.ports) {
          let isNarrow = end - start < Self.visible
          let middle = (start + end) / 2
          let shown = isNarrow ? (middle - Self.visible / 2, middle + Self.visible / 2) : (start, end)
          markup.element("rect", rect(shown.0, shown.1, bar.y, bar.height, "fill"))
          if isNarrow, band.fate != .admitted {
            let x = middle.tenths
            markup.path("M\(x) \(bar.y)l-3.5 -6h7z", class: "pin")
          }
        }
      }
    }
    guard let needle else { return }
    let x = scale.middle(of: needle.port)
    markup.element("g", ["class": needle.passes ? "needle" : "needle dropped"]) { markup in
      markup.element("title", text: "server port \(needle.port) \(needle.passes ? "passes" : "is dropped")")
      markup.path("M\(x.tenths) \(y + 1)V\(y + Self.height)", class: "line")
      let right = x / 10 + 6
      markup.label(
        "\(needle.port)\(needle.passes ? "" : " ✕")", x: right, y: y + 7, size: 9, width: 60, class: "tick", face: .bold
      )
    }
  }

  private func rect(_ start: Int, _ end: Int, _ y: Int, _ height: Int, _ style: String) -> KeyValuePairs<String, String>
  {
    ["x": start.tenths, "y": "\(y)", "width": (end - start).tenths, "height": "\(height)", "class": style]
  }

  // MARK: The axis

  /// Ports that people know by heart, those that matter most first: where two are too close, the first is named.
  private static let wellKnown: [(port: UInt16, name: String)] = [
    (443, "HTTPS"), (22, "SSH"), (5432, "PostgreSQL"), (3306, "MySQL"), (8080, "HTTP, alternative"), (80, "HTTP"),
    (53, "DNS"), (389, "LDAP"), (636, "LDAPS"), (1433, "SQL Server"), (2049, "NFS"), (3389, "RDP"), (6379, "Redis"),
    (9092, "Kafka"), (9200, "OpenSearch"), (10250, "kubelet"), (27017, "MongoDB"), (49152, "first IANA dynamic port"),
  ]

  /// Draws the bounds of the three scales, the well-known ports and the client's range, above `y`.
  static func drawAxis(on scale: PortScale, at y: Int, bracket: PortSet?, into markup: inout Markup) {
    var taken: [(start: Int, end: Int)] = []
    func isFree(_ start: Int, _ end: Int) -> Bool { taken.allSatisfy { end < $0.start || $0.end < start } }
    for (index, panel) in scale.panels.enumerated() {
      let x = panel.start / 10
      markup.element("path", ["d": "M\(panel.start.tenths) \(y - 2)h\(panel.width.tenths)", "class": "axis"])
      let text = "\(panel.range.lower)"
      markup.label(text, x: x, y: y - 7, size: 9, width: 60, class: "tick")
      taken.append((x, x + TextFace.regular.width(text, size: 9) + 4))
      if index == scale.panels.count - 1 {
        let end = (panel.start + panel.width) / 10
        markup.label("65535", x: end, y: y - 7, size: 9, width: 60, class: "tick", anchor: "end")
        taken.append((end - 36, end))
      }
    }
    for (port, name) in wellKnown {
      let middle = scale.middle(of: port)
      let half = TextFace.regular.width("\(port)", size: 9) / 2
      markup.element("path", ["d": "M\(middle.tenths) \(y - 5)v5", "class": "axis"]) {
        $0.element("title", text: "\(port) \(name)")
      }
      if isFree(middle / 10 - half - 3, middle / 10 + half + 3) {
        taken.append((middle / 10 - half - 3, middle / 10 + half + 3))
        markup.label("\(port)", x: middle / 10, y: y - 7, size: 9, width: 60, class: "tick", anchor: "middle")
      }
    }
    guard let bracket, let first = bracket.ranges.first, let last = bracket.ranges.last else { return }
    let (start, end) = (scale.middle(of: first.lower), scale.middle(of: last.upper))
    markup.element("g", ["class": "bracket"]) { markup in
      markup.path("M\(start.tenths) \(y - 17)v-4H\(end.tenths)v4", class: "line")
      let text = "client ports \(pretty(bracket, limit: 2))"
      markup.label(text, x: (start + end) / 20, y: y - 24, size: 9, width: 400, class: "tick", anchor: "middle")
    }
  }
}

extension Int {
  /// Tenths as a decimal number.
  var tenths: String { self % 10 == 0 ? "\(self / 10)" : "\(self / 10).\(self % 10)" }
}
