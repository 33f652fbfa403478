/// What could be read of a piece by itself.
struct DecodedPiece: Sendable {
  private let piece: SnapshotPieces.Piece
  /// The lists under the keys of its root, in their order; nil for what must be read together with what came before.
  private let lists: [(key: String, list: Result<DecodedList, MalformedJSON>?)]

  /// Whether nothing of it must wait for what came before.
  let isWhole: Bool

  /// Reads what it can of a piece.
  init(_ piece: SnapshotPieces.Piece, _ root: JSONValue) {
    self.piece = piece
    var lists: [(key: String, list: Result<DecodedList, MalformedJSON>?)] = []
    if let fields = try? root.object() {
      try? fields.forEach { key, value in
        do throws(MalformedJSON) {
          let list = value.isNull ? nil : try DecodedList(key, value, isAlone: false)
          lists.append((key, list.map { .success($0) }))
        } catch {
          lists.append((key, .failure(error)))
        }
      }
    }
    self.lists = lists
    isWhole = !lists.isEmpty && lists.allSatisfy { $0.list != nil }
  }

  /// Adds what was read to `builder`, and has it read the rest, if there is any, of the piece's root.
  func add(to builder: inout SnapshotBuilder, _ root: JSONValue? = nil) throws(SnapshotError) {
    do throws(MalformedJSON) {
      if let root { return try builder.readLists(root, from: piece.source, decoded: lists.map(\.list)) }
      for case (let key, let list?) in lists {
        do throws(MalformedJSON) {
          builder.add(try list.get())
        } catch {
          throw error.inside(.key(key))
        }
      }
    } catch {
      throw piece.place(error)
    }
  }
}
