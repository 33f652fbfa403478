internal import Render

/// A part of the page that takes longer to work out than the rest: a page of its own, to which a link leads; a script puts it in the link's place.
enum LateSection: String, CaseIterable {
  case remedies
  case differences

  /// Its page.
  var path: String { "/\(rawValue)" }

  private var heading: String {
    switch self {
    case .remedies: "What would help"
    case .differences: "What changes with it"
    }
  }

  /// Writes the link to it.
  func writeLink(_ inquiry: Inquiry, into markup: inout Markup) {
    markup.element("p", ["data-load": rawValue]) { markup in
      markup.element("a", ["href": inquiry.address(path)], text: heading)
    }
  }

  /// The section as a page of its own.
  func page(_ inquiry: Inquiry, name: String, _ content: (inout Markup) -> Void) -> String {
    var markup = Markup()
    Page.begin(titled: "\(heading) – \(name)", into: &markup)
    markup.include("<main>\n")
    markup.element("section", ["id": rawValue, "aria-label": heading]) { markup in
      markup.element("h2", text: heading)
      content(&markup)
    }
    markup.element("p") { $0.element("a", ["href": inquiry.address()], text: "Back to the connection") }
    markup.include("</main>\n")
    Page.end(into: &markup)
    return markup.text
  }
}
