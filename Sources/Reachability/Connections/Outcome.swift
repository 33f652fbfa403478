internal import Ports

/// What a chain of links comes to.
struct Outcome: Sendable {
  /// What of the client's ports works: those that every link with these ports lets through, if the other links work at all.
  let working: Passage
  /// The verdict.
  let verdict: Verdict

  /// Puts links together, of which the first is the client's own: what works of each, what was asked of it, and whether its client ports
  /// are those of the link before.
  init(_ links: [(working: Passage, asked: PortSet, keepsClientPorts: Bool)]) {
    // Links with the same client ports must let the same ones through; a link with ports of its own must work by itself.
    var chains: [(working: Passage, asked: PortSet)] = []
    for link in links {
      if link.keepsClientPorts, let last = chains.popLast() {
        chains.append((last.working.intersection(link.working), last.asked))
      } else {
        chains.append((link.working, link.asked))
      }
    }
    verdict = Verdict(chain: chains.map { Verdict($0.working, of: $0.asked) })
    let own = chains[0].working
    if chains.dropFirst().contains(where: { $0.working.possible.isEmpty }) {
      working = .closed
    } else if chains.dropFirst().contains(where: { $0.working.sure.isEmpty }) {
      working = Passage(sure: .empty, undecided: own.possible)
    } else {
      working = own
    }
  }
}
