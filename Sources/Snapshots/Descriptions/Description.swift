internal import NetworkModel

/// What a file says of a resource, or several together.
struct Description<Element: Describable> {
  private(set) var element: Element
  /// The file, the first of several.
  let file: String
  /// The keys of members that it lacks.
  private(set) var lacks: Set<String>
  /// The files of members that the first one lacks.
  private var origins: [String: String]

  init(
    _ element: Element, in file: String, lacking lacks: Set<String> = [], origins: [String: String] = [:]
  ) {
    self.element = element
    self.file = file
    self.lacks = lacks
    self.origins = origins
  }

  /// Where each member comes from that the first file lacks.
  var memberOrigins: [String: String] { origins }

  /// A member of which two descriptions tell different things.
  struct Contradiction {
    let doubt: Doubt
    /// Whether any answer depends on it.
    let decides: Bool
  }

  /// Takes what this lacks from another description of the same resource. Where both tell of a member, and not the same, the first stays.
  mutating func merge(_ other: Self) -> [Contradiction] {
    if element == other.element, lacks == other.lacks { return [] }
    var contradictions: [Contradiction] = []
    let known = self
    for member in Element.members {
      switch (known.tells(member), other.tells(member)) {
      case (_, false): continue
      case (false, true):
        member.take(&element, other.element)
        lacks.remove(member.key)
        origins[member.key] = other.file
      case (true, true):
        if member.agree(known.element, other.element) { continue }
        let values = (
          one: member.text(known.element, other.element).abbreviated,
          other: member.text(other.element, known.element).abbreviated
        )
        let doubt = Doubt(
          contradicting: "\(member.what) of \(Element.noun) \(element.idText.abbreviated)",
          (known.origins[member.key] ?? known.file, values.one), (other.file, values.other))
        contradictions.append(Contradiction(doubt: doubt, decides: member.weight != .label))
      }
    }
    return contradictions
  }

  private func tells(_ member: Member<Element>) -> Bool {
    if lacks.contains(member.key) || member.isUnknown(element) { return false }
    // A description that is cut down anyway does not say “none” by leaving something out.
    return lacks.isEmpty || !member.isIdle(element)
  }
}

extension Doubt {
  /// The doubt about what two files, or one twice, tell different things of.
  init(contradicting what: String, _ one: (file: String, value: String), _ other: (file: String, value: String)) {
    self.init(
      what: what.onOneLine,
      why: (one.file == other.file
        ? "\(one.file) says both \(one.value) and \(other.value)"
        : "\(one.file) says \(one.value), \(other.file) says \(other.value)").onOneLine)
  }
}
