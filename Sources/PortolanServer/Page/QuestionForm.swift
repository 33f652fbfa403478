internal import Ports
internal import Render

/// The form that holds the question, and in hidden fields the edits that are tried with it.
struct QuestionForm {
  let inquiry: Inquiry

  func write(into markup: inout Markup) {
    markup.element(
      "form", ["id": "question", "action": "/", "method": "get", "role": "search", "aria-label": "the connection"]
    ) {
      markup in
      markup.element("div", ["class": "fields"]) { markup in
        end("from", "Client", inquiry.from, into: &markup)
        end("to", "Server", inquiry.to, into: &markup)
        field("protocol", "Protocol", inquiry.ipProtocol, hint: "tcp", size: "6", into: &markup)
        field("port", "Port", inquiry.port, hint: "443", size: "6", isNumber: true, into: &markup)
        systems(into: &markup)
        markup.element("button", ["type": "submit"], text: "Ask")
      }
      markup.element("details", [inquiry.hasMore ? "open" : "class": "more"]) { markup in
        markup.element("summary", text: "More")
        markup.element("div", ["class": "fields"]) { markup in
          field("clientPorts", "Client ports", inquiry.clientPorts, hint: "32768-60999", size: "16", into: &markup)
          check("ipv6", "IPv6, where both ends have both", inquiry.prefersIPv6, into: &markup)
          check("health", "Health checks of the load balancer named as server", inquiry.isAboutHealth, into: &markup)
        }
      }
      for edit in inquiry.edits { Self.hidden("edit", edit, into: &markup) }
    }
  }

  /// An end, which is searched for while it is typed.
  private func end(_ name: String, _ label: String, _ value: String?, into markup: inout Markup) {
    markup.element("div", ["class": "field end"]) { markup in
      markup.element("label", ["for": name], text: label)
      Self.input(
        [
          "id": name, "name": name, "value": value ?? "", "autocomplete": "off", "spellcheck": "false",
          "autocapitalize": "none",
          "placeholder": "name, id, address, internet", "data-search": "/api/endpoints",
        ], into: &markup)
    }
  }

  private func field(
    _ name: String, _ label: String, _ value: String?, hint: String, size: String, isNumber: Bool = false,
    into markup: inout Markup
  ) {
    markup.element("div", ["class": "field"]) { markup in
      markup.element("label", ["for": name], text: label)
      Self.input(
        [
          "id": name, "name": name, "value": value ?? "", "placeholder": hint, "size": size, "autocomplete": "off",
          "inputmode": isNumber ? "numeric" : "", "spellcheck": "false", "autocapitalize": "none",
        ], into: &markup)
    }
  }

  private func check(_ name: String, _ label: String, _ isSet: Bool, into markup: inout Markup) {
    markup.element("div", ["class": "check"]) { markup in
      Self.input(
        ["id": name, "name": name, "type": "checkbox", "value": "1", "checked": isSet ? "checked" : ""], into: &markup)
      markup.element("label", ["for": name], text: label)
    }
  }

  private func systems(into markup: inout Markup) {
    markup.element("div", ["class": "field"]) { markup in
      markup.element("label", ["for": "os"], text: "Client's system")
      markup.element("select", ["id": "os", "name": "os"]) { markup in
        markup.include("<option value=\"\">as the snapshot tells</option>")
        for range in EphemeralRange.catalogue {
          markup.element(
            "option", ["value": range.key, "selected": range.key == inquiry.os ? "selected" : ""],
            text: "\(range.name): \(pretty(range.ports))")
        }
      }
    }
  }

  // MARK: Fields of any form

  /// An input field, which HTML gives no end tag.
  static func input(_ attributes: KeyValuePairs<String, String>, into markup: inout Markup) {
    markup.element("input", attributes)
  }

  /// A field that nobody sees.
  static func hidden(_ name: String, _ value: String, into markup: inout Markup) {
    markup.element("input", ["type": "hidden", "name": name, "value": value])
  }

  /// The whole inquiry as hidden fields.
  static func hidden(_ inquiry: Inquiry, into markup: inout Markup) {
    for field in inquiry.fields.fields { hidden(field.name, field.value, into: &markup) }
  }
}

extension Inquiry {
  /// Whether anything is filled in that people seldom need.
  fileprivate var hasMore: Bool { clientPorts != nil || prefersIPv6 || isAboutHealth }
}
