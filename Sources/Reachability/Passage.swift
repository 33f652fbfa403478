public import Ports

/// What gets through a place: the selectors that surely pass, and those whose fate hangs on a fact that the snapshot lacks.
///
/// This is three-valued logic on sets. Every other selector is surely dropped.
public struct Passage: Hashable, Sendable {
  /// The selectors that pass, whatever the missing facts are.
  public let sure: PortSet
  /// The selectors that pass or are dropped depending on facts that the snapshot lacks; none of them is in `sure`.
  public let undecided: PortSet

  /// Makes a passage; what is in both sets is sure.
  public init(sure: PortSet, undecided: PortSet = .empty) {
    self.sure = sure
    self.undecided = undecided.isEmpty ? undecided : undecided.subtracting(sure)
  }

  /// Everything passes.
  public static var open: Passage { Passage(sure: .all) }
  /// Nothing passes.
  public static var closed: Passage { Passage(sure: .empty) }
  /// It is not known what passes.
  public static var unknown: Passage { Passage(sure: .empty, undecided: .all) }

  /// Whether nothing passes.
  var isClosed: Bool { sure.isEmpty && undecided.isEmpty }

  /// The selectors that are not surely dropped.
  public var possible: PortSet { undecided.isEmpty ? sure : sure.union(undecided) }

  /// What gets through this place **and** another.
  public func intersection(_ other: Passage) -> Passage {
    let sure = sure.intersection(other.sure)
    if undecided.isEmpty && other.undecided.isEmpty { return Passage(sure: sure) }
    return Passage(sure: sure, undecided: possible.intersection(other.possible))
  }

  /// What gets through this place **or** another.
  public func union(_ other: Passage) -> Passage {
    Passage(sure: sure.union(other.sure), undecided: undecided.union(other.undecided))
  }

  /// Goes on to a place that lets through, of the selectors it is asked about, what `place` says.
  @inline(__always)
  mutating func narrow(by place: (PortSet) -> Passage) {
    if isClosed { return }
    self = undecided.isEmpty ? place(sure) : intersection(place(possible))
  }

  /// The part of the passage that concerns `selectors`.
  public func intersection(_ selectors: PortSet) -> Passage {
    Passage(sure: sure.intersection(selectors), undecided: undecided.intersection(selectors))
  }
}
