internal import Reachability
internal import Render

/// The page: the question, its answer, the chart, every hop with its ruler and its rules to edit. It works without a script; with one, nothing
/// that stays the same is loaded again.
struct Page {
  let name: String
  let inquiry: Inquiry
  let draft: Draft
  let index: EndpointIndex
  /// The answer; nil when nothing is asked, or when the question is none.
  var answer: Answer?
  /// What is wrong with the question or an edit.
  var problem: String?

  func html() -> String {
    var markup = Markup()
    Self.begin(titled: title, into: &markup)
    markup.include("<a class=\"skip\" href=\"#answer\">Skip to the answer</a>\n")
    markup.element("header") { markup in
      markup.element("p", ["class": "brand"]) { markup in
        markup.element("a", ["href": "/"], text: "Portolan")
        markup.element("span", text: name.brief)
      }
    }
    markup.include("<main>\n")
    QuestionForm(inquiry: inquiry).write(into: &markup)
    markup.element("div", ["id": "answer"]) { markup in
      if let problem { markup.element("p", ["class": "problem", "role": "alert"], text: problem.brief) }
      if let answer {
        answer.write(inquiry, in: draft, into: &markup)
      } else {
        markup.element("h1", ["id": "verdict", "tabindex": "-1"], text: problem == nil ? prompt : "No answer")
      }
      EditList(inquiry: inquiry, draft: draft).write(into: &markup)
      let chart = Chart(of: draft.network, trace: answer?.trace, alternative: answer?.alternative)
      markup.element("div", ["class": answer == nil ? "" : "beside"]) { markup in
        writeMap(of: chart, into: &markup)
        if let answer {
          markup.element("div", ["class": "ways"]) { answer.writeHops(of: chart, inquiry, in: draft, into: &$0) }
        }
      }
      markup.include(chart.foldList(links))
    }
    markup.include("</main>\n")
    Self.end(into: &markup)
    return markup.text
  }

  private var title: String {
    guard let answer else { return "\(name) – Portolan" }
    return "\(answer.trace.verdict.rawValue): \(answer.trace.question)"
  }

  private var prompt: String {
    switch (inquiry.from, inquiry.to) {
    case (nil, nil): "Which connection?"
    case (nil, let to?): "To \(to) from where?"
    case (let from?, nil): "From \(from) to which server?"
    case (let from?, let to?): "From \(from) to \(to): at which port?"
    }
  }

  // MARK: The map

  private var links: ChartLinks {
    var chosen: [String: String] = [:]
    if let to = inquiry.to { chosen[to] = "chosen server" }
    if let from = inquiry.from { chosen[from] = "chosen client" }
    return ChartLinks(index, chosen: chosen) { inquiry.choosing($0).address() }
  }

  private func writeMap(of chart: Chart, into markup: inout Markup) {
    markup.element("section", ["class": "chart"]) { markup in
      markup.element("h2", text: "The network")
      markup.element("p", ["class": "hint"], text: hint)
      markup.element("div", ["class": "map", "tabindex": "0", "role": "region", "aria-label": "map of the network"]) {
        $0.include(chart.map(links))
      }
      markup.element("p") { markup in
        markup.element(
          "a", ["href": inquiry.address("/api/chart.svg"), "data-whole": "1"], text: "The chart as a picture")
      }
    }
  }

  private var hint: String {
    switch (inquiry.from, inquiry.to) {
    case (nil, _): "Choose the client: click it here, or type its name above."
    case (let from?, nil): "\(from) is the client. Choose the server: click it here, or type its name above."
    case (_?, _?) where answer == nil: "Fill in the server's port above."
    case (_?, _?):
      "Blue and solid: the way there. Amber and dashed: the way back. Click an endpoint to begin anew with it."
    }
  }

  // MARK: Every page

  /// What every page begins with, up to its body.
  static func begin(titled title: String, into markup: inout Markup) {
    markup.include(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">

      """)
    markup.element("title", text: title.brief)
    markup.include(
      """
      <link rel="icon" href="\(Asset.icon.path)">
      <link rel="stylesheet" href="\(Asset.chartStyle.path)">
      <link rel="stylesheet" href="\(Asset.pageStyle.path)">
      <script type="module" src="\(Asset.page.path)"></script>
      </head>
      <body class="portolan-page">

      """)
  }

  static func end(into markup: inout Markup) { markup.include("</body>\n</html>\n") }
}
