internal import Reachability
internal import Render

/// The edits that are tried, each to be taken back, and what they make of all connections.
struct EditList {
  let inquiry: Inquiry
  let draft: Draft

  func write(into markup: inout Markup) {
    markup.element("section", ["class": "edits", "aria-label": "edits"]) { markup in
      if !draft.edits.isEmpty {
        markup.element("h2", text: "Tried here, not in the snapshot")
        markup.element("ol") { markup in
          for (position, edit) in draft.edits.enumerated() {
            markup.element("li") { markup in
              markup.write(EditText(network: draft.network)(edit) + " ")
              var without = inquiry
              without.edits.remove(at: position)
              markup.element("a", ["href": without.address(), "class": "back"], text: "take back")
            }
          }
        }
        LateSection.differences.writeLink(inquiry, into: &markup)
      }
      markup.element("details", ["id": "another-edit"]) { markup in
        markup.element("summary", text: "Try an edit in words")
        markup.element("form", ["action": "/", "method": "get", "class": "fields"]) { markup in
          QuestionForm.hidden(inquiry, into: &markup)
          markup.element("div", ["class": "field wide"]) { markup in
            markup.element("label", ["for": "edit-words"], text: "Edit")
            QuestionForm.input(
              [
                "id": "edit-words", "name": "edit", "placeholder": "data outbound 100 ports=32768-60999",
                "autocomplete": "off",
                "spellcheck": "false", "autocapitalize": "none",
              ], into: &markup)
          }
          markup.element("button", ["type": "submit"], text: "Try")
        }
      }
    }
  }
}
