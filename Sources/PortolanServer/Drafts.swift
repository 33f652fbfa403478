internal import NetworkModel
internal import Reachability
internal import Synchronization

/// The snapshot's network, and those it would become after the edits that are tried; the last few are kept, since most questions about one
/// follow each other.
final class Drafts: Sendable {
  /// The network as it is.
  let original: Draft
  private let kept = Mutex<[(edits: [String], draft: Draft)]>([])
  private static let most = 8
  /// As many edits as can be tried at once.
  private static let mostEdits = 20

  init(_ network: Network) {
    original = Draft(Engine(network))
  }

  /// The network after edits, each made of what the ones before have left.
  ///
  /// - Throws: `EditSyntaxError` or `InquiryProblem`.
  func draft(after texts: [String]) throws -> Draft {
    if texts.isEmpty { return original }
    guard texts.count <= Self.mostEdits else {
      throw InquiryProblem("no more than \(Self.mostEdits) edits can be tried at once: take some back")
    }
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
