internal import NetworkModel

/// Which file told what, so that of two descriptions of one resource neither counts in silence.
struct Sightings {
  /// Where the resources of one kind were described.
  private struct Kind {
    /// The files, each from the position of the first resource that it adds to the table.
    var files: [(start: Int, file: String)] = []
    /// The keys of members that resources lack, by their positions.
    var lacks: [Int: Set<String>] = [:]
    /// The files of members that the first description of a resource lacks, by their positions.
    var origins: [Int: [String: String]] = [:]

    func file(of position: Int) -> String {
      var (lower, upper) = (0, files.count)
      while lower < upper {
        let middle = (lower + upper) / 2
        if files[middle].start <= position { lower = middle + 1 } else { upper = middle }
      }
      return lower == 0 ? "" : files[lower - 1].file
    }
  }

  private var kinds: [String: Kind] = [:]
  /// What cannot be relied on, by the id of the resource.
  private(set) var doubts: [String: [Doubt]] = [:]

  /// Adds what a list of a file describes to a table.
  mutating func add<Element: Describable & Resource>(
    _ described: Described<Element>, to table: inout Table<Element>, from file: String, _ notices: inout Notices
  ) {
    let first = table.count
    let repeated = table.insert(contentsOf: described.elements)
    if table.count > first, kinds[Element.noun]?.files.last?.file != file {
      kinds[Element.noun, default: Kind()].files.append((first, file))
    }
    note(described, in: file, &notices)
    let lacks = Dictionary(grouping: described.remarks.lacks, by: \.element).mapValues { Set($0.map(\.key)) }
    let repeatedOnes = repeated.isEmpty ? [] : Set(repeated)
    for (place, lacked) in lacks where !repeatedOnes.contains(place) {
      guard let position = table.position(of: described.elements[place].id) else { continue }
      kinds[Element.noun, default: Kind()].lacks[position] = lacked
    }
    for place in repeated {
      let other = Description(described.elements[place], in: file, lacking: lacks[place] ?? [])
      merge(other, into: &table, &notices)
    }
  }

  /// Adds one description to a table.
  mutating func add<Element: Describable & Resource>(
    _ description: Description<Element>, to table: inout Table<Element>, _ notices: inout Notices
  ) {
    let first = table.count
    if table.insert(description.element) != nil { return merge(description, into: &table, &notices) }
    if kinds[Element.noun]?.files.last?.file != description.file {
      kinds[Element.noun, default: Kind()].files.append((first, description.file))
    }
    if !description.lacks.isEmpty { kinds[Element.noun, default: Kind()].lacks[first] = description.lacks }
    if !description.memberOrigins.isEmpty {
      kinds[Element.noun, default: Kind()].origins[first] = description.memberOrigins
    }
  }

  private mutating func merge<Element: Describable & Resource>(
    _ other: Description<Element>, into table: inout Table<Element>, _ notices: inout Notices
  ) {
    guard let position = table.position(of: other.element.id) else { return }
    var known = description(at: position, in: table)
    for contradiction in known.merge(other) {
      note(contradiction, of: other.element.id.text, &notices)
    }
    table.update(known.element)
    kinds[Element.noun]?.lacks[position] = known.lacks.isEmpty ? nil : known.lacks
    kinds[Element.noun]?.origins[position] = known.memberOrigins.isEmpty ? nil : known.memberOrigins
  }

  /// What is known of the resource at a position of its table.
  private func description<Element: Describable & Resource>(
    at position: Int, in table: Table<Element>
  ) -> Description<Element> {
    let kind = kinds[Element.noun]
    return Description(
      table[position], in: kind?.file(of: position) ?? "", lacking: kind?.lacks[position] ?? [],
      origins: kind?.origins[position] ?? [:])
  }

  /// The file that described the resource of a kind at a position of its table.
  func file<Element: Describable & Resource>(of position: Int, in table: Table<Element>) -> String {
    kinds[Element.noun]?.file(of: position) ?? ""
  }

  /// The resources that lack a member, in the order of their table.
  func lacking<Element: Describable & Resource>(_ key: String, in table: Table<Element>) -> [Element] {
    (kinds[Element.noun]?.lacks ?? [:]).filter { $0.value.contains(key) }.keys.sorted().map { table[$0] }
  }

  /// Whether a resource lacks any of some members.
  func isLacking<Element: Describable & Resource>(
    _ keys: Set<String>, _ id: Identifier<Element>, in table: Table<Element>
  ) -> Bool {
    guard let position = table.position(of: id), let lacks = kinds[Element.noun]?.lacks[position] else { return false }
    return !lacks.isDisjoint(with: keys)
  }

  /// Notes what contradicts another description.
  mutating func note<Element>(
    _ contradiction: Description<Element>.Contradiction, of id: String, _ notices: inout Notices
  ) {
    notices.noteConflict(contradiction.doubt)
    if contradiction.decides { note(contradiction.doubt, of: id) }
  }

  /// Notes that two files tell different things of a resource.
  mutating func note(contradiction doubt: Doubt, of id: String, _ notices: inout Notices) {
    notices.noteConflict(doubt)
    note(doubt, of: id)
  }

  /// Notes that a resource cannot be relied on. One doubt is enough; some more help to see what is wrong.
  mutating func note(_ doubt: Doubt, of id: String) {
    let known = doubts[id, default: []]
    if known.count < 16, !known.contains(doubt) { doubts[id, default: []].append(doubt) }
  }

  /// Notes what was noticed of the elements of a list, but for what they lack.
  mutating func note<Element: Describable>(_ described: Described<Element>, in file: String, _ notices: inout Notices) {
    note(described.remarks, of: { described.elements[$0].idText }, Element.noun, in: file, &notices)
  }

  /// Notes what was noticed of the elements of a list that tell of resources of a kind, whose ids are given.
  mutating func note(
    _ remarks: DescriptionRemarks, of ids: (Int) -> String, _ kind: String, in file: String, _ notices: inout Notices
  ) {
    notices.noteStrangers(remarks.strangers)
    for (place, doubt) in remarks.doubts {
      let id = ids(place)
      let whole = "\(kind) \(id.abbreviated)"
      let clean = Doubt(
        what: (doubt.what.isEmpty ? whole : "\(doubt.what) of \(whole)").onOneLine,
        why: "\(file): it \(doubt.why)".onOneLine)
      notices.noteDoubt(clean)
      note(clean, of: id)
    }
  }

  /// Notes as doubts what the resources of a table still lack that AWS always prints.
  mutating func noteLacks<Element: Describable & Resource>(of table: Table<Element>, _ notices: inout Notices) {
    guard let kind = kinds[Element.noun] else { return }
    for (position, lacks) in kind.lacks.sorted(by: { $0.key < $1.key }) {
      let description = Description(table[position], in: kind.file(of: position), lacking: lacks)
      noteLacks(of: description, &notices)
    }
  }

  /// Notes as doubts what a description lacks that AWS always prints.
  mutating func noteLacks<Element: Describable>(of description: Description<Element>, _ notices: inout Notices) {
    for member in Element.members where member.weight == .required && description.lacks.contains(member.key) {
      noteLack(of: member.key, member.what, of: description.element, in: description.file, &notices)
    }
  }

  /// Notes as a doubt that a resource of a table lacks a member.
  mutating func noteLack<Element: Describable & Resource>(
    of key: String, _ what: String, of element: Element, in table: Table<Element>, _ notices: inout Notices
  ) {
    guard let position = table.position(of: element.id) else { return }
    noteLack(of: key, what, of: element, in: file(of: position, in: table), &notices)
  }

  private mutating func noteLack<Element: Describable>(
    of key: String, _ what: String, of element: Element, in file: String, _ notices: inout Notices
  ) {
    let id = element.idText
    notices.noteLack(of: key, Element.noun, id)
    let doubt = Doubt(
      what: "\(what) of \(Element.noun) \(id.abbreviated)".onOneLine,
      why: ("\(file) describes it without “\(key)”, which AWS always prints: "
        + "collect it again, not cut down").onOneLine)
    note(doubt, of: id)
  }
}
