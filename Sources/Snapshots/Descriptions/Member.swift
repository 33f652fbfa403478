internal import NetworkModel

/// A resource of which several files may each tell something.
protocol Describable: Equatable, Sendable {
  /// The id by which answers depend on it.
  var idText: String { get }
  /// What AWS calls its kind, such as “VPC”.
  static var noun: String { get }
  /// What a description tells of it.
  static var members: [Member<Self>] { get }
}

extension Describable where Self: Resource {
  var idText: String { id.text }
}

/// One of the things that a description tells of a resource.
struct Member<Owner: Sendable>: Sendable {
  /// How much a member matters.
  enum Weight: Sendable {
    /// AWS always prints it and answers depend on it: where no description has it, they are unknown.
    case required
    /// AWS leaves it out where there is nothing to tell, or did so in years past.
    case elidable
    /// Nothing depends on it, such as a name.
    case label
  }

  /// The key that tells it.
  let key: String
  /// What it is, such as “the CIDR blocks”.
  let what: String
  let weight: Weight
  /// Gives the first what the second tells.
  let take: @Sendable (inout Owner, Owner) -> Void
  /// Whether both tell the same.
  let agree: @Sendable (Owner, Owner) -> Bool
  /// Whether it tells nothing at all, as a name that is not known.
  let isUnknown: @Sendable (Owner) -> Bool
  /// Whether it tells what a description tells that leaves it out.
  let isIdle: @Sendable (Owner) -> Bool
  /// What the first tells and the second does not, in a few words.
  let text: @Sendable (Owner, Owner) -> String
}

extension Member {
  /// A member that each description tells or, if it is elidable, that is `idle` where one leaves it out.
  init<Value: Equatable & Sendable>(
    _ key: String, _ path: any WritableKeyPath<Owner, Value> & Sendable, _ what: String, _ weight: Weight,
    idle: Value? = nil, as text: @escaping @Sendable (Value) -> String = { "\($0)" }
  ) {
    self.init(
      key: key, what: what, weight: weight, take: { $0[keyPath: path] = $1[keyPath: path] },
      agree: { $0[keyPath: path] == $1[keyPath: path] }, isUnknown: { _ in false },
      isIdle: { idle != nil && $0[keyPath: path] == idle }, text: { owner, _ in text(owner[keyPath: path]) })
  }

  /// A member that is nil where a description does not tell it.
  init<Value: Equatable & Sendable>(
    _ key: String, known path: any WritableKeyPath<Owner, Value?> & Sendable, _ what: String, _ weight: Weight,
    as text: @escaping @Sendable (Value) -> String = { "\($0)" }
  ) {
    self.init(
      key: key, what: what, weight: weight, take: { $0[keyPath: path] = $1[keyPath: path] },
      agree: { $0[keyPath: path] == $1[keyPath: path] }, isUnknown: { $0[keyPath: path] == nil },
      isIdle: { _ in false }, text: { owner, _ in owner[keyPath: path].map(text) ?? "none" })
  }

  /// A member that is a list, in an order of our own.
  init<Element: Hashable & Sendable>(
    _ key: String, list path: any WritableKeyPath<Owner, [Element]> & Sendable, _ what: String, _ weight: Weight,
    as text: @escaping @Sendable (Element) -> String = { "\($0)" }
  ) {
    self.init(
      key: key, what: what, weight: weight, take: { $0[keyPath: path] = $1[keyPath: path] },
      agree: { $0[keyPath: path] == $1[keyPath: path] }, isUnknown: { _ in false },
      isIdle: { $0[keyPath: path].isEmpty },
      text: { Self.text(of: $0[keyPath: path], beside: $1[keyPath: path], text) })
  }

  /// A member that AWS always prints and whose value stands elsewhere.
  init(_ key: String, empty what: String) {
    self.init(
      key: key, what: what, weight: .required, take: { _, _ in }, agree: { _, _ in true }, isUnknown: { _ in false },
      isIdle: { _ in false }, text: { _, _ in "" })
  }

  /// A member that tells the first element of a list, of which another member tells the rest.
  init<Element: Hashable & Sendable>(
    _ key: String, firstOf path: any WritableKeyPath<Owner, [Element]> & Sendable, _ what: String
  ) {
    self.init(
      key: key, what: what, weight: .required,
      take: { if $0[keyPath: path].isEmpty { $0[keyPath: path] = $1[keyPath: path] } },
      agree: { one, other in
        let (one, other) = (Set(one[keyPath: path]), Set(other[keyPath: path]))
        return one.isSubset(of: other) || other.isSubset(of: one)
      }, isUnknown: { _ in false }, isIdle: { _ in false },
      text: { Self.text(of: $0[keyPath: path], beside: $1[keyPath: path]) { "\($0)" } })
  }

  /// What one list has and another has not: a few elements of it.
  private static func text<Element: Hashable>(
    of list: [Element], beside other: [Element], _ text: (Element) -> String
  ) -> String {
    let others = Set(other)
    let own = list.filter { !others.contains($0) }
    if own.isEmpty { return list.isEmpty ? "none" : "nothing of the kind" }
    let most = 2
    let shown = own.prefix(most).map(text).joined(separator: ", ")
    return own.count > most ? "\(shown) and \(own.count - most) more" : shown
  }
}
