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
