/// Where in the whole text a piece begins.
struct PieceStart {
  /// The key of the list that goes on in it; nil at the start of the text.
  private(set) var key: String?
  /// How many elements that list has before.
  private(set) var position = 0

  /// The start of the text.
  init() {}

  /// Behind a piece that is not the last of its text, by its root.
  ///
  /// The piece was made a JSON text by closing a list and the root, so that the last value in the root is a list.
  init(behind root: JSONValue, _ start: PieceStart) {
    var listCount = 0
    try? root.object().forEach(firstKey: start.key) { key, value in
      self.key = key
      position = value.count
      listCount += 1
    }
    if listCount == 1 { position += start.position }
  }

  /// An error in the piece, as one in the whole text.
  func place(_ error: MalformedJSON) -> MalformedJSON {
    guard let key, error.path.first == .key(key) else { return error }
    return error.behind(position)
  }
}
