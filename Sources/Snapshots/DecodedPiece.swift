/// What could be read of a piece by itself.
struct DecodedPiece: Sendable {
  /// A key of its root that holds something.
  private struct Answered {
    let key: String
    /// The number of the answer in its file; nil for a resource that says nothing of a call being answered.
    let answer: Int?
    /// Whether it is a token for the next page.
    let isToken: Bool
    /// How many elements it has.
    let count: Int
  }

  private let source: Source
  private let start: PieceStart
  /// Where the values of its root stood, if the root was made of something else.
  private let members: [OrdinaryForm.Member]
  private let remarks: Remarks
  /// The lists under the keys of its root, in their order; nil for what must be read together with what came before.
  private let lists: [(key: String, list: Result<DecodedList, MalformedJSON>?)]
  private let answered: [Answered]

  /// Whether that is all of it.
  let isComplete: Bool

  /// Reads what it can of a piece that begins at `start` of its text, by its root.
  init(of source: Source, _ start: PieceStart, _ root: JSONValue) {
    self.init(of: source, start, root, members: [], Remarks())
  }

  /// Reads what it can of what was brought into the ordinary form, by the root of that.
  init(of form: OrdinaryForm, _ root: JSONValue) {
    self.init(of: form.source, PieceStart(), root, members: form.members, form.remarks)
  }

  private init(
    of source: Source, _ start: PieceStart, _ root: JSONValue, members: [OrdinaryForm.Member], _ remarks: Remarks
  ) {
    self.source = source
    self.start = start
    self.members = members
    self.remarks = remarks
    var lists: [(key: String, list: Result<DecodedList, MalformedJSON>?)] = []
    var answered: [Answered] = []
    if let fields = try? root.object() {
      try? fields.forEach(firstKey: start.key) { key, value in
        let isToken = AnswerKeys.tokens.contains(key)
        let isRead = !value.isNull && !ForeignAnswer.isOne(key, value)
        if isToken ? value.isToken : isRead {
          let answer = members.isEmpty ? 0 : members[lists.count].answer
          answered.append(Answered(key: key, answer: answer, isToken: isToken, count: value.count))
        }
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
    builder.notices.noteFile(source.file)
    builder.add(remarks, from: source)
    for one in answered {
      guard let answer = one.answer else { continue }
      if one.isToken {
        builder.calls.noteToken(one.key, in: answer, of: source)
      } else {
        builder.calls.note(key: one.key, answer, from: source)
        builder.counts.note(one.key, one.count, in: source.file)
      }
    }
    var position = 0
    do throws(MalformedJSON) {
      if let root {
        return try builder.readLists(root, start, from: source, decoded: lists.map(\.list), &position)
      }
      for case (let key, let list?) in lists {
        do throws(MalformedJSON) {
          builder.add(try list.get(), from: source.file)
        } catch {
          throw error.inside(.key(key))
        }
        position += 1
      }
      builder.notices.noteRead(source.file)
    } catch {
      throw SnapshotError(file: source.file, place(error, position))
    }
  }

  /// An error in a value of the root, as one in the file.
  private func place(_ error: MalformedJSON, _ position: Int) -> MalformedJSON {
    members.indices.contains(position) ? error.at(members[position].origin.place(error.path)) : start.place(error)
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
