internal import NetworkModel

extension Table {
  /// Reads each element of a list into the table. Of two descriptions of one resource the first counts.
  mutating func read(
    _ list: JSONValue, _ notices: inout Notices, _ read: (inout JSONObject) throws(MalformedJSON) -> Element
  ) throws(MalformedJSON) {
    add(try list.objects(read), &notices)
  }

  /// Adds all of `elements`. Of two descriptions of one resource the first counts.
  mutating func add(_ elements: [Element], _ notices: inout Notices) {
    for (known, other) in insert(contentsOf: elements) where known != other { notices.noteConflict(other.id.text) }
  }

  /// Adds `element`, or brings it together with the description of it that the table has: by `merged`, which is nil when
  /// the two contradict each other and the first counts.
  mutating func insert(
    _ element: Element, _ notices: inout Notices, merging merged: (Element, Element) -> Element? = { _, _ in nil }
  ) {
    guard let known = insert(element), known != element else { return }
    if let both = merged(known, element) { update(both) } else { notices.noteConflict(element.id.text) }
  }
}
