internal import AWSCatalogue
internal import NetworkModel

/// An answer of a call that is asked about one thing and does not repeat which, such as `DescribeTargetHealth`. Its file's name may tell, or
/// the key that it stands under.
struct UnownedAnswer {
  let source: Source
  /// The key of the answer, such as `TargetHealthDescriptions`.
  let key: String
  /// What stands beside it or above it and may tell: an id, or the key of the whole answer.
  let hint: String?
  /// The text of its list.
  private(set) var list: [UInt8]
  /// Whether a token says that there are more pages.
  private(set) var hasToken: Bool
  /// Whether more was found than is listed, for which there is no token.
  let isCutShort: Bool
  /// Whether it may be a search for static routes alone.
  let mayBeStatic: Bool
  /// Where in the file it stands.
  let place: [MalformedJSON.Step]

  /// The answer under `key` in an object, which stands at `place` under the key `hint`.
  init(of object: JSONObject, _ key: String, at place: [MalformedJSON.Step], hint: String?, from source: Source) {
    let ids = Set((AnswerKeys.unowned[key] ?? []).compactMap { $0.parent?.idKey })
    var list = JSONWriter()
    var hint = hint
    var (hasToken, isCutShort, hasPropagated) = (false, false, false)
    try? object.forEach { name, value in
      if name == key {
        list.write(value)
        try? value.forEach { route in
          let type = (try? route.object())?.member("Type")
          if (try? type?.isString("propagated")) == true { hasPropagated = true }
        }
      }
      if ids.contains(name) { hint = (try? value.string()) ?? hint }
      if AnswerKeys.tokens.contains(name), value.isToken { hasToken = true }
      if name == "AdditionalRoutesAvailable", (try? value.bool()) == true { isCutShort = true }
    }
    self.init(
      source: source, key: key, hint: hint, list: list.bytes, hasToken: hasToken, isCutShort: isCutShort,
      mayBeStatic: !hasPropagated, place: place + [.key(key)])
  }

  private init(
    source: Source, key: String, hint: String?, list: [UInt8], hasToken: Bool, isCutShort: Bool, mayBeStatic: Bool,
    place: [MalformedJSON.Step]
  ) {
    self.source = source
    self.key = key
    self.hint = hint
    self.list = list
    self.hasToken = hasToken
    self.isCutShort = isCutShort
    self.mayBeStatic = mayBeStatic
    self.place = place
  }

  /// Whether the list has nothing in it.
  private var isEmpty: Bool { list.count == 2 }

  /// Puts the elements of another page behind its own.
  mutating func append(_ page: UnownedAnswer) {
    // The last page has no token.
    hasToken = hasToken && page.hasToken
    if isEmpty { list = page.list } else if !page.isEmpty { list = list.dropLast() + [0x2C] + page.list.dropFirst() }
  }

  /// What it would be in a snapshot that says whose it is.
  func text(of call: AWSCall, _ id: String) -> PaddedBytes {
    let wrapper = call.parent?.wrapper ?? ""
    var writer = JSONWriter()
    // A search for all routes that found no propagated one cannot be told from one for the static ones.
    writer.write(raw: "{")
    writer.write(key == "Routes" && mayBeStatic ? "TransitGatewayStaticRoutes" : wrapper)
    writer.write(raw: ":[{")
    writer.write(call.parent?.idKey ?? "")
    writer.write(raw: ":")
    writer.write(id)
    writer.write(raw: ",")
    writer.write(key)
    writer.write(raw: ":")
    var text = PaddedBytes(writer.bytes)
    text.append(list)
    text.append(Array((isCutShort ? ",\"AdditionalRoutesAvailable\":true}]}" : "}]}").utf8))
    text.finish()
    return text
  }

  /// The thing it is about; nil when nothing tells, or names tell of several.
  func owner(among owners: Owners) -> (call: AWSCall, id: String)? {
    let calls = AnswerKeys.unowned[key] ?? []
    for part in [hint.map { $0[...] }].compactMap(\.self) + source.name.parts {
      switch owners.named(by: part, calls) {
      case .one(let call, let id): return (call, id)
      case .several: return nil
      case .none: continue
      }
    }
    return nil
  }

  /// The things that such calls are asked about.
  struct Owners {
    enum Match {
      case none, several
      case one(AWSCall, id: String)
    }

    /// The things by every name that a file may give them: words joined by dashes.
    private var ids: [String: Set<String>] = [:]
    private var calls: [String: Set<AWSCall>] = [:]

    /// Adds a thing that `call` is asked about.
    mutating func add(_ id: String, _ call: AWSCall) {
      calls[id, default: []].insert(call)
      let words = FileName.words(id)
      guard id.hasPrefix("arn:") else {
        ids[words.joined(separator: "-"), default: []].insert(id)
        return
      }
      // File names have no room for slashes and colons.
      let merged = FileName.words(id.filter { $0 != ":" && $0 != "/" })
      ids[merged.joined(separator: "-"), default: []].insert(id)
      for count in 1...words.count where count > 1 || words[words.count - 1].utf8.count >= 8 {
        ids[words.suffix(count).joined(separator: "-"), default: []].insert(id)
      }
    }

    /// The thing that `name` names for one of `calls`.
    func named(by name: Substring, _ calls: [AWSCall]) -> Match {
      let words = FileName.words(name)
      // Longer names first: `tgw-rtb-1` before what a part of it may name.
      for count in stride(from: words.count, through: 1, by: -1) {
        var found: [String: AWSCall] = [:]
        for start in 0...words.count - count {
          let text = words[start..<start + count].joined(separator: "-")
          for id in ids[text] ?? [] {
            for call in calls where self.calls[id]?.contains(call) == true { found[id] = call }
          }
          if count == 2, words[start] == "pl", Self.isAWSsOwn(words[start + 1]),
            calls.contains(.getManagedPrefixListEntries)
          {
            found[text] = .getManagedPrefixListEntries
          }
        }
        if found.count > 1 { return .several }
        if let (id, call) = found.first { return .one(call, id: id) }
      }
      return .none
    }

    /// Whether it looks like the number that AWS gives: 8 or 17 hexadecimal digits. The list need not be described to have one.
    private static func isAWSsOwn(_ number: String) -> Bool {
      [8, 17].contains(number.utf8.count)
        && number.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
  }
}
