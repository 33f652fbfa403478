/// What a sketch keeps one kind of thing on: in order, and found by id.
struct Shelf<Item: Sketched> {
  private(set) var items: [Item]

  init(_ items: Item...) { self.items = items }

  /// The thing with an id, which must be there.
  subscript(id: String) -> Item {
    get {
      guard let item = items.first(where: { $0.id == id }) else { preconditionFailure("no \(id) in the sketch") }
      return item
    }
    set {
      guard let position = items.firstIndex(where: { $0.id == id }) else {
        preconditionFailure("no \(id) in the sketch")
      }
      items[position] = newValue
    }
  }

  mutating func add(_ item: Item...) { items += item }

  mutating func remove(_ id: String) { items.removeAll { $0.id == id } }

  mutating func removeAll() { items = [] }

  var json: JSONText { .list(items.map(\.json)) }
}

/// A thing that AWS describes, in the few words that a test needs.
protocol Sketched {
  /// The id that AWS would give it.
  var id: String { get }
  /// What AWS would print of it.
  var json: JSONText { get }
}
