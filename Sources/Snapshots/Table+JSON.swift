internal import NetworkModel

extension Table {
  /// Reads each element of a list into the table. Of two descriptions of one resource the first counts.
  mutating func read(
    _ list: JSONValue, _ notices: inout Notices, _ read: (inout JSONObject) throws(MalformedJSON) -> Element
  ) throws(MalformedJSON) {
    reserveCapacity(count + list.count)
    try list.forEach { value throws(MalformedJSON) in
      var fields = try value.object()
      let element = try read(&fields)
      if let other = insert(element), other != element { notices.noteConflict(element.id.text) }
    }
  }

  /// Adds `element`, or brings it together with the description of it that the table has: by `merged`, which is nil when
  /// the two contradict each other.
  mutating func insert(
    _ element: Element, _ notices: inout Notices, merging merged: (Element, Element) -> Element?
  ) {
    guard let known = insert(element), known != element else { return }
    if let both = merged(known, element) { update(both) } else { notices.noteConflict(element.id.text) }
  }
}
