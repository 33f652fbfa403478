/// A value of the model that AWS gives an id.
public protocol Resource: Equatable, Sendable {
  /// The id that AWS gave it.
  var id: Identifier<Self> { get }
}

/// The resources of one kind, found by id in constant time or by position.
///
/// Inlinable, because a generic look-up that other modules cannot specialise costs a snapshot's loading a third of its speed.
public struct Table<Element: Resource>: Sendable {
  @usableFromInline var storage: [Element]
  @usableFromInline var positions: [Identifier<Element>: Int]

  /// Makes a table of `elements`, whose ids must differ.
  @inlinable
  public init(_ elements: [Element] = []) {
    storage = elements
    positions = Dictionary(minimumCapacity: elements.count)
    for (position, element) in elements.enumerated() {
      let previous = positions.updateValue(position, forKey: element.id)
      precondition(previous == nil, "two resources have the id \(element.id)")
    }
  }

  /// The resource with an id; nil when the snapshot does not describe it.
  @inlinable
  public subscript(id: Identifier<Element>) -> Element? {
    positions[id].map { storage[$0] }
  }

  /// Where the resource with an id stands in the table.
  @inlinable
  public func position(of id: Identifier<Element>) -> Int? { positions[id] }

  /// Adds `element`, unless a resource has its id already: then that one is returned and the table stays as it was.
  @inlinable
  public mutating func insert(_ element: Element) -> Element? {
    if let position = positions.updateValue(storage.count, forKey: element.id) {
      positions[element.id] = position
      return storage[position]
    }
    storage.append(element)
    return nil
  }

  /// Adds all of `elements` but those whose id a resource has already.
  ///
  /// - Returns: the positions of those in `elements`.
  @inlinable
  public mutating func insert(contentsOf elements: [Element]) -> [Int] {
    if storage.isEmpty {
      // Most tables are read in one go: the list itself becomes the table, unless an id is found twice.
      positions.reserveCapacity(elements.count)
      for (position, element) in elements.enumerated() { positions[element.id] = position }
      if positions.count == elements.count {
        storage = elements
        return []
      }
      positions.removeAll(keepingCapacity: true)
    }
    reserveCapacity(storage.count + elements.count)
    return elements.indices.filter { insert(elements[$0]) != nil }
  }

  /// Makes room for `count` resources.
  ///
  /// Many small lists, such as an account's reservations of one instance each, each ask for a little more room than the one
  /// before; growing twofold at least keeps the time for all of them linear, where an array grows by just what was asked.
  @inlinable
  public mutating func reserveCapacity(_ count: Int) {
    guard count > storage.capacity else { return }
    let room = Swift.max(count, 2 * storage.capacity)
    storage.reserveCapacity(room)
    positions.reserveCapacity(room)
  }

  /// Puts `element` in the place of the resource that has its id, or at the end.
  @inlinable
  public mutating func update(_ element: Element) {
    if let position = positions[element.id] {
      storage[position] = element
    } else {
      positions[element.id] = storage.count
      storage.append(element)
    }
  }
}

extension Table: RandomAccessCollection {
  /// The position of the first resource.
  @inlinable
  public var startIndex: Int { 0 }
  /// The number of resources.
  @inlinable
  public var endIndex: Int { storage.count }
  /// The resource at `position`.
  @inlinable
  public subscript(position: Int) -> Element { storage[position] }
}
