internal import Dispatch
internal import Glibc
internal import Synchronization

/// Elements of a list that follow each other.
struct JSONListShare {
  private var tape: JSONTape
  /// The position of the first of them in the list.
  private let position: Int
  /// The indices of the tape's words that hold them.
  private let words: Range<Int>

  /// All elements of a list.
  init(ofAll list: JSONValue) {
    self.init(tape: list.tape, position: 0, words: list.index + 1..<list.tape.end(of: list.index) - 1)
  }

  private init(tape: JSONTape, position: Int, words: Range<Int>) {
    self.tape = tape
    self.position = position
    self.words = words
  }

  /// Visits each element.
  func forEach(_ visit: (JSONValue) throws(MalformedJSON) -> Void) throws(MalformedJSON) {
    var position = position
    var cursor = words.lowerBound
    while cursor < words.upperBound {
      do throws(MalformedJSON) {
        try visit(JSONValue(tape: tape, index: cursor))
      } catch {
        throw error.inside(.index(position))
      }
      cursor = tape.end(of: cursor)
      position += 1
    }
  }

  /// The elements in shares of `count`; the last may be smaller.
  fileprivate func split(by count: Int) -> [JSONListShare] {
    var shares: [JSONListShare] = []
    var first = (position: position, word: words.lowerBound)
    var next = first
    while next.word < words.upperBound {
      next = (next.position + 1, tape.end(of: next.word))
      if next.position - first.position == count || next.word == words.upperBound {
        shares.append(JSONListShare(tape: tape, position: first.position, words: first.word..<next.word))
        first = next
      }
    }
    return shares
  }

  /// Puts what `read` makes of each element into its place among those of the whole list, with a cache of texts of this share's own.
  ///
  /// - Returns: the places that were filled: all of the share's, or none when `read` refused an element.
  fileprivate func fill<Element>(
    _ places: UnsafeMutableBufferPointer<Element>, _ read: (JSONValue) throws(MalformedJSON) -> Element
  ) -> Result<Range<Int>, MalformedJSON> {
    let texts = TextCache(bits: 10)
    var share = self
    share.tape.texts = texts.reference
    var filled = position..<position
    do throws(MalformedJSON) {
      try share.forEach { value throws(MalformedJSON) in
        places.initializeElement(at: filled.upperBound, to: try read(value))
        filled = position..<filled.upperBound + 1
      }
      return .success(filled)
    } catch {
      places.extracting(filled).deinitialize()
      return .failure(error)
    }
  }
}

extension JSONValue {
  /// Reads each element of a list, of a long one on every core at once.
  ///
  /// - Throws: what `read` throws for the first element that it refuses.
  func longList<Element: Sendable>(
    _ read: @Sendable (JSONValue) throws(MalformedJSON) -> Element
  ) throws(MalformedJSON) -> [Element] {
    guard count > Self.smallestShare, count < Self.uncounted else { return try list(read) }
    let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    let share = max(Self.smallestShare, (count + cores - 1) / cores)
    // Each share fills places of its own and has texts of its own; the tape is only read.
    nonisolated(unsafe) let shares = JSONListShare(ofAll: self).split(by: share)
    var problem: MalformedJSON?
    let elements = [Element](unsafeUninitializedCapacity: count) { buffer, filledCount in
      nonisolated(unsafe) let places = buffer
      let results = Mutex([Result<Range<Int>, MalformedJSON>](repeating: .success(0..<0), count: shares.count))
      DispatchQueue.concurrentPerform(iterations: shares.count) { number in
        let result = shares[number].fill(places, read)
        results.withLock { $0[number] = result }
      }
      var filled: [Range<Int>] = []
      for result in results.withLock(\.self) {
        switch result {
        case .success(let range): filled.append(range)
        case .failure(let error): problem = problem ?? error
        }
      }
      if problem == nil {
        filledCount = count
      } else {
        for range in filled { places.extracting(range).deinitialize() }
      }
    }
    if let problem { throw problem }
    return elements
  }

  /// How many elements are worth another core's while: to wake it costs as much as to read a few dozen.
  private static var smallestShare: Int { 64 }

  /// What the tape says of a list with so many elements or more.
  private static var uncounted: Int { 0xFF_FFFF }
}
