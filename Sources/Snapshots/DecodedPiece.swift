/// What could be read of a piece by itself.
struct DecodedPiece: Sendable {
  private let source: Source
  private let start: PieceStart
  /// The lists under the keys of its root, in their order; nil for what must be read together with what came before.
  private let lists: [(key: String, list: Result<DecodedList, MalformedJSON>?)]

  /// The keys of its root that hold anything.
  private let answered: [String]

  /// Whether that is all of it.
  let isComplete: Bool

  /// Reads what it can of a piece that begins at `start` of its text, by its root.
  init(of source: Source, _ start: PieceStart, _ root: JSONValue) {
    self.source = source
    self.start = start
    var lists: [(key: String, list: Result<DecodedList, MalformedJSON>?)] = []
    var answered: [String] = []
    if let fields = try? root.object() {
      try? fields.forEach(firstKey: start.key) { key, value in
        let isRead = !value.isNull && !ForeignAnswer.isOne(key, value)
        if isRead { answered.append(key) }
        do throws(MalformedJSON) {
          let list = isRead ? try DecodedList(key, value) : nil
          lists.append((key, list.map { .success($0) }))
        } catch {
          lists.append((key, .failure(error)))
        }
      }
    }
    self.lists = lists
    self.answered = answered
    isComplete = !lists.isEmpty && lists.allSatisfy { $0.list != nil }
  }

  /// Adds what was read to `builder`; of an incomplete piece, which has to be at hand with its `root`, the rest is read by the way.
  func add(to builder: inout SnapshotBuilder, _ root: JSONValue? = nil) throws(SnapshotError) {
    for key in answered { builder.calls.note(key: key, from: source) }
    do throws(MalformedJSON) {
      if let root { return try builder.readLists(root, start, from: source, decoded: lists.map(\.list)) }
      for case (let key, let list?) in lists {
        do throws(MalformedJSON) {
          builder.add(try list.get(), from: source.file)
        } catch {
          throw error.inside(.key(key))
        }
      }
    } catch {
      throw SnapshotError(file: source.file, start.place(error))
    }
  }
}

/// A piece of which something is left to read, with the parser that holds it.
final class ParsedPiece: Sendable {
  private let decoded: DecodedPiece
  private let parser: JSONParser

  /// Keeps what `parser` parsed last.
  init(_ decoded: DecodedPiece, in parser: consuming JSONParser) {
    self.decoded = decoded
    self.parser = parser
  }

  /// Adds it to `builder`.
  func add(to builder: inout SnapshotBuilder, sharing texts: borrowing TextCache) throws(SnapshotError) {
    try parser.withParsed(sharing: texts) { root throws(SnapshotError) in try decoded.add(to: &builder, root) }
  }
}
