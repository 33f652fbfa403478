internal import NetworkModel

/// What was noticed of the elements of a list while they were read.
struct DescriptionRemarks: Sendable {
  /// A member that Portolan does not know, of a kind of object.
  struct Stranger: Hashable, Sendable {
    let shape: String
    let key: String
  }

  /// The element that is being read, by its position in the list.
  private(set) var element = 0
  /// The keys of members that elements lack.
  private(set) var lacks: [(element: Int, key: String)] = []
  /// Why elements cannot be relied on.
  private(set) var doubts: [(element: Int, doubt: Doubt)] = []
  /// Why the internet and egress-only gateways of elements' VPCs cannot be relied on.
  private(set) var gatewayDoubts: [(element: Int, why: String)] = []
  /// How often each member was met that Portolan does not know.
  private(set) var strangers: [Stranger: Int] = [:]

  /// Goes on to the next element.
  mutating func next() { element += 1 }

  /// Notes that the element lacks the member told by `key`.
  mutating func noteLack(of key: String) { lacks.append((element, key)) }

  /// Notes that `part` of the element cannot be relied on, or all of it if there is none. What goes on after “which” says why.
  mutating func noteDoubt(of part: String?, _ why: String) {
    let doubt = Doubt(what: part ?? "", why: why)
    if let last = doubts.last, last.element == element, last.doubt == doubt { return }
    doubts.append((element, doubt))
  }

  /// Notes a key that nothing reads: in passing if it is known to make no difference, as a doubt if it may.
  @inline(never)
  mutating func notePassing(_ key: JSONObject.Key, _ value: JSONValue, in shape: Shape) {
    if shape.known.contains(key) { return }
    let name = key.name
    if let meaning = shape.deciding[name] {
      if value.isIdle { return }
      let why = "has “\(name)”: \(meaning.text), which Portolan does not follow yet"
      if !meaning.isAtGateways { return noteDoubt(of: nil, why) }
      if gatewayDoubts.last.map({ $0 == (element, why) }) != true { gatewayDoubts.append((element, why)) }
      return
    }
    strangers[Stranger(shape: shape.name, key: name.abbreviated), default: 0] += 1
    if !value.isIdle, !shape.isLabel(name) {
      noteDoubt(of: nil, "has “\(name.abbreviated)”, which Portolan does not know and which may decide")
    }
  }
}

/// The elements of a list, and what was noticed of them.
struct Described<Element: Sendable>: Sendable {
  var elements: [Element] = []
  var remarks = DescriptionRemarks()

  /// Adds an element of which `remarks` were made.
  mutating func append(_ element: Element) {
    elements.append(element)
    remarks.next()
  }
}

extension JSONValue {
  /// Reads each object in a list.
  func described<Element>(
    _ read: (inout JSONObject, inout DescriptionRemarks) throws(MalformedJSON) -> Element
  ) throws(MalformedJSON) -> Described<Element> {
    var remarks = DescriptionRemarks()
    let elements = try list { value throws(MalformedJSON) in
      var fields = try value.object()
      let element = try read(&fields, &remarks)
      remarks.next()
      return element
    }
    return Described(elements: elements, remarks: remarks)
  }
}
