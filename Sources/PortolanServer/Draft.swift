internal import NetworkModel
internal import Reachability
internal import Synchronization

/// The network as it would be after some edits, or as it is after none: compiled once, and asked by many at a time.
final class Draft: Sendable {
  let network: Network
  let directory: Directory
  /// The edits, each as it was made.
  let edits: [Edit]
  private let engine: Mutex<Engine>

  init(_ engine: Engine, edits: [Edit] = []) {
    network = engine.network
    directory = engine.directory
    self.edits = edits
    self.engine = Mutex(engine)
  }

  /// Answers a question.
  func trace(_ question: Question) throws(EndpointError) -> Trace {
    let query = try question.query(in: directory)
    // Only the compiling is done one at a time.
    return Trace(query, through: engine.withLock { $0.plane(for: query.ipProtocol) })
  }

  /// The engine, for what compiles planes of its own.
  var ownEngine: Engine { engine.withLock { $0 } }
}

/// The snapshot's network, and those it would become after the edits that are tried; the last few are kept, since most questions about one follow
/// each other.
final class Drafts: Sendable {
  /// The network as it is.
  let original: Draft
  /// What its endpoints are called.
  private let kept = Mutex<[(edits: [String], draft: Draft)]>([])
  private static let most = 8

  init(_ network: Network) {
    original = Draft(Engine(network))
  }

  /// The network after edits.
  func draft(after texts: [String]) throws(EditSyntaxError) -> Draft {
    if texts.isEmpty { return original }
    if let known = kept.withLock({ kept in kept.first { $0.edits == texts } }) { return known.draft }
    var network = original.network
    var edits: [Edit] = []
    for text in texts {
      let edit = try EditSyntax(network).edit(text)
      edits.append(edit)
      network.apply(edit)
    }
    let draft = Draft(Engine(network), edits: edits)
    kept.withLock { kept in
      kept.insert((texts, draft), at: 0)
      if kept.count > Self.most { kept.removeLast() }
    }
    return draft
  }
}
