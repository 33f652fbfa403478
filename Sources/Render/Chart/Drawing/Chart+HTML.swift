public import Reachability

extension Chart {
  /// The chart as a page of its own: no script, no request to anywhere, and groups of equal endpoints to be unfolded.
  public func html() -> String {
    var markup = Markup()
    markup.include(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="color-scheme" content="light dark">

      """)
    markup.element("title", text: title.brief)
    markup.include("<style>\(Self.styles)\(Self.pageStyles)</style>\n</head>\n<body class=\"portolan-page\">\n<main>\n")
    markup.element("h1", text: title.brief)
    if let verdict { markup.element("p", ["class": "verdict"], text: verdict) }
    if let choice { markup.element("p", text: choice) }
    markup.element("div", ["class": "map", "tabindex": "0", "role": "region", "aria-label": "map"]) {
      $0.include(map())
    }
    markup.include(hopList())
    markup.include(foldList())
    markup.include("</main>\n</body>\n</html>\n")
    return markup.text
  }

  /// Every hop with its ruler, as HTML for a page that has `Chart.styles` and `Chart.pageStyles`.
  ///
  /// - Parameter beneath: What stands beneath a hop of a number, as HTML.
  public func hopList(beneath: (Int, Hop) -> String = { _, _ in "" }) -> String {
    var markup = Markup()
    for section in sections {
      markup.element("section", ["class": "hops"]) { markup in
        markup.element("h2", text: section.heading)
        for row in section.rows {
          markup.element("article", ["class": row.drops ? "hop drops" : "hop"]) { markup in
            markup.element("h3") { markup in
              markup.element("span", ["class": "number \(row.direction.rawValue)"], text: "\(row.number)")
              markup.write(row.component)
            }
            markup.element("p", text: [row.decision, row.effect].filter { !$0.isEmpty }.joined(separator: " · "))
            if let ruler = row.ruler { markup.include(Self.html(ruler)) }
            markup.include(beneath(row.number, row.hop))
          }
        }
      }
    }
    if !outcomes.isEmpty {
      markup.element("section", ["class": "hops"]) { markup in
        markup.element("h2", text: "In the end")
        for outcome in outcomes {
          markup.element("article", ["class": "hop"]) { markup in
            markup.element("p", text: outcome.name)
            markup.include(Self.html(outcome.ruler))
          }
        }
      }
    }
    for (index, fix) in fixes.enumerated() {
      markup.element("p", ["class": "fix"]) { markup in
        markup.element("strong", text: index == 0 ? "fix " : "and ")
        markup.write(fix)
      }
    }
    return markup.text
  }

  /// A ruler for wide windows and one for narrow ones, of which a page shows one.
  private static func html(_ ruler: PortRuler) -> String { ruler.svg() + ruler.svg(width: 330) }

  /// The endpoints that the map draws as one, each group to be unfolded.
  ///
  /// - Parameter links: Where they lead to.
  public func foldList(_ links: ChartLinks = ChartLinks()) -> String {
    let folds = plan.cards.enumerated().filter { $0.element.card.isFold }
    if folds.isEmpty { return "" }
    var markup = Markup()
    markup.element("section", ["class": "folds"]) { markup in
      markup.element("h2", text: "Equal endpoints")
      for (index, placed) in folds {
        let subnet = plan.subnets[placed.subnet].subnet.name
        markup.element("details") { markup in
          markup.element("summary", text: "\(placed.card.name) in \(subnet): \(placed.card.first.description)".brief)
          // Inside, so that a browser that follows a link to it opens what it is in.
          markup.element("table", ["id": "fold-\(index)"]) { markup in
            markup.element("tr") { markup in
              for heading in ["name", "address", "security groups", "id"] { markup.element("th", text: heading) }
            }
            for endpoint in placed.card.endpoints {
              markup.element("tr") { markup in
                markup.element("td") { markup in
                  guard let target = links.target(of: endpoint) else { return markup.write(endpoint.name.brief) }
                  markup.element("a", ["href": target], text: endpoint.name.brief)
                }
                for cell in [endpoint.address, endpoint.groups.joined(separator: ", "), endpoint.id] {
                  markup.element("td", text: cell.brief)
                }
              }
            }
          }
        }
      }
    }
    return markup.text
  }

  /// What a page with charts needs besides `Chart.styles`.
  public static let pageStyles = """
    .portolan-page{margin:0;background:#fff;color:#1d2733;font:15px/1.45 "Helvetica Neue",Helvetica,Arial,"Liberation Sans",sans-serif}
    .portolan-page main{padding:20px clamp(12px,3vw,40px)}
    .portolan-page h1{font-size:1.35rem;margin:0 0 .2rem;overflow-wrap:anywhere}
    .portolan-page h2{font-size:1.05rem;margin:1.8rem 0 .6rem;overflow-wrap:anywhere}
    .portolan-page h3{font-size:.92rem;margin:0;display:flex;gap:.5rem;align-items:center;overflow-wrap:anywhere}
    .portolan-page p{margin:.15rem 0;overflow-wrap:anywhere}
    .portolan-page .verdict{font-weight:700}
    .portolan-page .map{overflow:auto;margin:1rem 0}
    .portolan-page .hop{padding:.6rem 0;border-top:1px solid #dfe3e7;max-width:60rem}
    .portolan-page .hop p{color:#5a6672;font-size:.87rem}
    .portolan-page .hop.drops p{color:#9c1f18;font-weight:700}
    .portolan-page .hop.drops p::before{content:"✕ "}
    .portolan-page .ruler{width:100%;height:auto;display:block}
    .portolan-page .ruler.narrow{display:none}
    @media (max-width:35rem){.portolan-page .ruler.wide{display:none}.portolan-page .ruler.narrow{display:block}}
    .portolan-page h3 .number{flex:none;min-width:1.25rem;text-align:center;font-size:.8rem;padding:.1rem .2rem;border:2px solid #1d5fa6}
    .portolan-page h3 .request{border-radius:1rem;background:#1d5fa6;color:#fff}
    .portolan-page h3 .reply{border-color:#a15c00;border-radius:.15rem}
    .portolan-page table{border-collapse:collapse;font-size:.87rem;margin:.4rem 0 1rem}
    .portolan-page th,.portolan-page td{text-align:left;padding:.15rem 1rem .15rem 0;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
    .portolan-page table:target{outline:2px solid #1d5fa6;outline-offset:4px}
    @media (prefers-color-scheme:dark){
    .portolan-page{background:#12171d;color:#e4e8ec}
    .portolan-page .hop{border-color:#2b333c}
    .portolan-page .hop p{color:#a3adb8}
    .portolan-page .hop.drops p{color:#ff8a80}
    .portolan-page h3 .request{background:#6cb0f5;border-color:#6cb0f5;color:#0c1014}
    .portolan-page h3 .reply{border-color:#e3a14a}
    }

    """
}
