internal import Reachability

extension HeatMap {
  /// Pictures one below the other, as an SVG file that stands alone.
  public static func image(of maps: [HeatMap]) -> String {
    let layouts = maps.map { Layout(of: $0) }
    let width = layouts.map(\.width).max() ?? 0
    var svg = SVGText()
    svg.open(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(width) \(layouts.reduce(0) { $0 + $1.height })",
        "width": "\(width)", "role": "img", "font-family": "system-ui, sans-serif", "font-size": "11",
      ])
    svg.element("title", text: "Who reaches whom: " + maps.map(\.title).joined(separator: ", "))
    svg.element("style", text: style)
    draw(patternsInto: &svg)
    svg.element("rect", ["class": "page", "width": "100%", "height": "100%"])
    var top = 0
    for (map, layout) in zip(maps, layouts) {
      svg.open("g", ["transform": "translate(0 \(top))"])
      map.draw(in: layout, &svg)
      svg.close()
      top += layout.height
    }
    svg.close()
    return svg.text
  }

  /// The picture as an element of a page that has the patterns and the style.
  func figure() -> String {
    let layout = Layout(of: self)
    var svg = SVGText()
    svg.open(
      "svg",
      [
        "viewBox": "0 0 \(layout.width) \(layout.height)", "width": "\(layout.width)", "role": "img",
        "font-family": "system-ui, sans-serif", "font-size": "11",
      ])
    svg.element("title", text: "Who reaches whom: \(title)")
    draw(in: layout, &svg)
    svg.close()
    return svg.text
  }

  /// Where things are, in units of a pixel.
  struct Layout {
    static let square = 18
    static let nameLength = 30
    let left: Int
    let top: Int
    let width: Int
    let height: Int

    init(of map: HeatMap) {
      func extent(_ groups: [Matrix.Group]) -> Int {
        // A letter of this size is about six and a half wide.
        13 * min(groups.map(\.name.count).max() ?? 0, Self.nameLength) / 2 + 12
      }
      left = extent(map.clients)
      top = extent(map.servers) + 34
      width = max(left + map.servers.count * Self.square + 16, 420)
      height = top + map.clients.count * Self.square + 44
    }
  }

  private func draw(in layout: Layout, _ svg: inout SVGText) {
    let size = Layout.square
    svg.element("text", ["x": "8", "y": "20", "font-size": "15", "font-weight": "600"], text: title)
    svg.element(
      "text", ["x": "8", "y": "\(layout.top - 6)", "class": "faint"],
      text: "from ↓  to →")
    for (number, server) in servers.enumerated() {
      let x = layout.left + number * size + size / 2 + 4
      svg.element(
        "text", ["transform": "translate(\(x) \(layout.top - 6)) rotate(-90)"],
        text: server.name.fitted(to: Layout.nameLength))
    }
    for (client, group) in clients.enumerated() {
      let y = layout.top + client * size
      svg.element(
        "text", ["x": "\(layout.left - 6)", "y": "\(y + 13)", "text-anchor": "end"],
        text: group.name.fitted(to: Layout.nameLength))
      for server in servers.indices { drawSquare(client, server, layout.left + server * size, y, &svg) }
    }
    drawKey(at: layout.top + clients.count * size + 16, &svg)
  }

  private func drawSquare(_ client: Int, _ server: Int, _ x: Int, _ y: Int, _ svg: inout SVGText) {
    let inner = Layout.square - 2
    svg.open("g")
    svg.element("title", text: caption(client, server))
    svg.element(
      "rect", ["class": "blocked", "x": "\(x + 1)", "y": "\(y + 1)", "width": "\(inner)", "height": "\(inner)"])
    var bottom = y + 1 + inner
    for (kind, share) in shares(client, server) {
      // However few pairs it is, it is to be seen; however many, what else there is.
      let height = share == 1 ? inner : min(max(Int((Double(inner) * share).rounded()), 3), inner - 3)
      bottom = max(bottom - height, y + 1)
      svg.element(
        "rect", ["class": kind, "x": "\(x + 1)", "y": "\(bottom)", "width": "\(inner)", "height": "\(height)"])
    }
    svg.close()
  }

  private func drawKey(at y: Int, _ svg: inout SVGText) {
    var x = 8
    for (kind, count) in [
      ("works", totals.works), ("intermittent", totals.intermittent), ("unknown", totals.unknown),
      ("blocked", totals.blocked),
    ] {
      svg.element("rect", ["class": "blocked", "x": "\(x)", "y": "\(y)", "width": "14", "height": "14"])
      if kind != "blocked" {
        svg.element("rect", ["class": kind, "x": "\(x)", "y": "\(y)", "width": "14", "height": "14"])
      }
      let text = "\(kind) \(grouped(count))"
      svg.element("text", ["x": "\(x + 19)", "y": "\(y + 11)"], text: text)
      x += 36 + 7 * text.count
    }
  }

  // MARK: Patterns

  /// What answers look like: colours that the colour-blind tell apart, and patterns that need no colour.
  static func draw(patternsInto svg: inout SVGText) {
    svg.open("defs")
    for (id, path) in [("stripes", "M-2 2l4 -4M0 8l8 -8M6 10l4 -4"), ("dots", "M2 2h2v2h-2zM6 6h2v2h-2z")] {
      svg.open("pattern", ["id": id, "width": "8", "height": "8", "patternUnits": "userSpaceOnUse"])
      svg.element("rect", ["class": "\(id)-ground", "width": "8", "height": "8"])
      svg.element("path", ["class": "\(id)-ink", "d": path])
      svg.close()
    }
    svg.close()
  }

  static let style = """

    svg { color-scheme: light dark; }
    text { fill: #1b1f24; } .faint { fill: #667; } .page { fill: #fff; }
    .blocked { fill: #eceef1; } .works { fill: #0b5cad; }
    .intermittent { fill: url(#stripes); } .stripes-ground { fill: #f0a30a; }
    .stripes-ink { stroke: #3d2900; stroke-width: 2; fill: none; }
    .unknown { fill: url(#dots); } .dots-ground { fill: #e9d3e4; } .dots-ink { fill: #70115a; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6e8eb; } .faint { fill: #9aa3ad; } .page { fill: #14171a; }
      .blocked { fill: #262b31; } .works { fill: #5aa9ff; } .dots-ground { fill: #3f2a3b; } .dots-ink { fill: #e9a6d8; }
    }

    """
}
