internal import AWSCatalogue
internal import NetworkModel

/// What a root that is not one of AWS's answers comes to: the answers and resources that it holds, written as one root whose keys are those of
/// AWS's lists, and may be there more than once.
///
/// Read this way are lists of answers, several texts in one file, resources that lost the key of their list to `--query`, the one resource that
/// was made, what recorders wrap around answers, and AWS Config's items.
struct OrdinaryForm {
  /// Where the value of one of its keys stood.
  enum Origin {
    /// As it is, at this place.
    case value([MalformedJSON.Step])
    /// A list that went on from another piece: so many elements stand before it.
    case rest(of: [MalformedJSON.Step], behind: Int)
    /// One element, at this place.
    case element([MalformedJSON.Step])
    /// Elements of the list at this place, the first of them with this number; what counts is at a place inside each.
    case elements([MalformedJSON.Step], first: Int, inside: [MalformedJSON.Step])
  }

  /// One of its keys.
  struct Member {
    let origin: Origin
    /// The number of the answer in its file; nil for a resource that says nothing of a call being answered.
    let answer: Int?
  }

  private(set) var members: [Member] = []
  var remarks = Remarks()
  let source: Source
  private var writer = JSONWriter()
  /// The list that elements are being added to, and the place of the last one.
  private var open: (list: String, parent: [MalformedJSON.Step], index: Int, inside: [MalformedJSON.Step])?
  private var answerCount = 0

  /// The answers in `root`, which begins at `start` of its text. The root of a list that was made of several texts is `isMade`.
  init(of root: JSONValue, _ start: PieceStart, from source: Source, isMade: Bool) {
    self.source = source
    writer.write(raw: "{")
    if isMade {
      var position = 0
      try? root.forEach { value in
        // What stands in the first text is named as in a file with no other.
        add(value, at: position == 0 ? [] : [.index(position)], start: position == 0 ? start : nil, isElement: true)
        position += 1
      }
    } else {
      add(root, at: [], start: nil, isElement: false)
    }
    close()
    writer.write(raw: "}")
  }

  /// The text of the root.
  var text: PaddedBytes { PaddedBytes(writer.bytes) }

  /// Whether a root must be brought into the ordinary form, which costs a second parse.
  static func isNeeded(for root: JSONValue, from source: Source) -> Bool {
    guard let fields = try? root.object() else { return true }
    var isNeeded = false
    try? fields.forEach { key, value in
      if isNeeded || AnswerKeys.calls[key] != nil && !(key == "Instances") { return }
      isNeeded =
        ResourceShape.ids.contains(key) || AnswerKeys.unowned[key] != nil || key == "Instances"
        || ["data", "configurationItems", "configuration"].contains(key)
        || key == "calls" && source.name.stem == "manifest"
        || (value.isObject && (AnswerKeys.lists[key] != nil || unownedKey(of: value) != nil))
    }
    return isNeeded
  }

  /// The key of the answer of a call that does not say whom it is about, if an object is one and no more.
  private static func unownedKey(of value: JSONValue) -> String? {
    guard let fields = try? value.object() else { return nil }
    var keys: [String] = []
    try? fields.forEach { key, _ in
      if !AnswerKeys.beside.contains(key) && !AnswerKeys.tokens.contains(key) { keys.append(key) }
    }
    guard let key = keys.first(where: { AnswerKeys.unowned[$0] != nil }), let calls = AnswerKeys.unowned[key]
    else { return nil }
    // The id may stand beside it.
    return keys.allSatisfy { other in other == key || calls.contains { $0.parent?.idKey == other } } ? key : nil
  }

  /// Adds what `value` holds; `isElement` if a list holds it.
  private mutating func add(
    _ value: JSONValue, at place: [MalformedJSON.Step], start: PieceStart?, isElement: Bool
  ) {
    if value.isNull { return }
    if value.isList {
      addElements(of: value, at: place)
    } else if let object = try? value.object() {
      var keys: Set<String> = []
      try? object.forEach { key, _ in keys.insert(key) }
      if start?.key == nil, let list = ResourceShape.list(ofObjectWith: keys) {
        addElement(value, of: list, at: place, tellsCall: isElement)
      } else if !addSpecial(value, object, keys, at: place) {
        addAnswer(object, keys, at: place, start: start, isElement: isElement)
      }
    } else {
      remarks.unreadable.append("holds \(value.summary) where an answer of AWS's should stand")
    }
  }

  private mutating func addElements(of list: JSONValue, at place: [MalformedJSON.Step]) {
    if list.isEmptyList {
      // `--query 'Vpcs[]'` prints no more where there is none.
      if place.isEmpty, let call = source.name.call, call.parent == nil {
        begin(call.key, Member(origin: .value([]), answer: answerCount))
        writer.write(list)
      } else if place.isEmpty {
        remarks.unreadable.append("is an empty list, which does not tell of what; keep the key around it")
      }
      return
    }
    var position = 0
    try? list.forEach { value in
      add(value, at: place + [.index(position)], start: nil, isElement: true)
      position += 1
    }
  }

  /// Adds the members of an answer, each as it is, but for the one thing that was made.
  private mutating func addAnswer(
    _ object: JSONObject, _ keys: Set<String>, at place: [MalformedJSON.Step], start: PieceStart?, isElement: Bool
  ) {
    let isKnown = keys.contains { key in
      AnswerKeys.calls[key] != nil || AnswerKeys.unowned[key] != nil || AnswerKeys.lists[key] != nil
    }
    guard isKnown || start?.key != nil || !isElement else {
      remarks.unreadable.append(
        "holds objects that do not tell what they are (their keys are \(keys.sorted().prefix(8).joined(separator: ", ")))"
      )
      return
    }
    answerCount += 1
    var isFirst = true
    try? object.forEach(firstKey: start?.key) { key, value in
      defer { isFirst = false }
      if value.isObject, let list = AnswerKeys.lists[key] {
        addElement(value, of: list, at: place + [.key(key)], tellsCall: false)
      } else if let unowned = Self.unownedKey(of: value) {
        addUnowned(value, unowned, at: place + [.key(key)], hint: key)
      } else {
        let own = place + [.key(key)]
        let count = isFirst ? start?.position ?? 0 : 0
        begin(key, Member(origin: count > 0 ? .rest(of: own, behind: count) : .value(own), answer: answerCount))
        writer.write(value)
      }
    }
  }

  /// Adds what is no answer and holds one, or several resources; false when `object` is none of these.
  private mutating func addSpecial(
    _ value: JSONValue, _ object: JSONObject, _ keys: Set<String>, at place: [MalformedJSON.Step]
  ) -> Bool {
    if let key = Self.unownedKey(of: value) {
      addUnowned(value, key, at: place, hint: nil)
    } else if keys.contains("status_code"), let recorded = object.member("data"), recorded.isObject {
      addRecorded(recorded, status: object.member("status_code"), at: place)
    } else if keys.contains("configurationItems"), let items = object.member("configurationItems"), items.isList {
      var position = 0
      try? items.forEach { item in
        addConfigurationItem(item, at: place + [.key("configurationItems"), .index(position)])
        position += 1
      }
    } else if keys.isSuperset(of: ["resourceType", "configuration"]) {
      addConfigurationItem(value, at: place)
    } else if source.name.stem == "manifest", let calls = object.member("calls"), calls.isList {
      remarks.readManifest(calls, from: source)
    } else {
      return false
    }
    return true
  }

  /// Adds an answer with what recorders write around it (placebo; botocore's own metadata inside).
  private mutating func addRecorded(_ answer: JSONValue, status: JSONValue?, at place: [MalformedJSON.Step]) {
    var code = (try? status?.int(in: 400...599)).map { "\($0)" }
    if let error = (try? answer.object())?.member("Error"), let text = (try? error.object())?.member("Code") {
      code = (try? text.string()) ?? code
    }
    guard let code else { return add(answer, at: place + [.key("data")], start: nil, isElement: false) }
    if let call = source.name.call {
      remarks.failures.append(FailedCall(call, code: code, from: source))
    } else {
      remarks.unreadable.append("records a call that failed (\(code)), and its name does not tell which")
    }
  }

  private mutating func addUnowned(
    _ value: JSONValue, _ key: String, at place: [MalformedJSON.Step], hint: String?
  ) {
    guard let object = try? value.object() else { return }
    remarks.unowned.append(UnownedAnswer(of: object, key, at: place, hint: hint, from: source))
  }

  /// Adds a resource to a list of its kind; where it stood in a list, `tellsCall` says that the list was an answer.
  private mutating func addElement(
    _ value: JSONValue, of list: String, at place: [MalformedJSON.Step], tellsCall: Bool
  ) {
    addElement(of: list, at: place, inside: [], tellsCall: tellsCall) { $0.write(value) }
  }

  /// Adds what `write` writes as an element of a list, for what stood `inside` the value at `place`.
  mutating func addElement(
    of list: String, at place: [MalformedJSON.Step], inside: [MalformedJSON.Step], tellsCall: Bool,
    _ write: (inout JSONWriter) -> Void
  ) {
    var parent = place
    if case .index(let index) = parent.popLast() {
      if let last = open, last.list == list, last.index + 1 == index, last.parent == parent, last.inside == inside {
        writer.write(raw: ",")
      } else {
        let origin = Origin.elements(parent, first: index, inside: inside)
        begin(list, Member(origin: origin, answer: tellsCall ? 0 : nil))
        writer.write(raw: "[")
      }
      open = (list, parent, index, inside)
      write(&writer)
    } else {
      begin(list, Member(origin: .element(place + inside), answer: tellsCall ? 0 : nil))
      writer.write(raw: "[")
      write(&writer)
      writer.write(raw: "]")
    }
  }

  private mutating func begin(_ key: String, _ member: Member) {
    close()
    if !members.isEmpty { writer.write(raw: ",") }
    members.append(member)
    writer.write(key)
    writer.write(raw: ":")
  }

  private mutating func close() {
    if open != nil { writer.write(raw: "]") }
    open = nil
  }
}

extension OrdinaryForm.Origin {
  /// A place in the root that was written, as one in the text that it was made of.
  func place(_ path: [MalformedJSON.Step]) -> [MalformedJSON.Step] {
    switch self {
    case .value(let own): return own + path.dropFirst()
    case .rest(let own, let count):
      guard path.count > 1, case .index(let index) = path[1] else { return own + path.dropFirst() }
      return own + [.index(index + count)] + path.dropFirst(2)
    case .element(let own): return own + path.dropFirst(2)
    case .elements(let list, let first, let inside):
      guard path.count > 1, case .index(let index) = path[1] else { return list }
      return list + [.index(index + first)] + inside + path.dropFirst(2)
    }
  }
}
