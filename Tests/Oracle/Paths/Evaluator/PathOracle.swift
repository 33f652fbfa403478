/// The answer for every client port of every way a connection may take, found by sending one packet after the other
/// through every gateway and every rule as it stands: no sets of ports, nothing remembered from one packet to the next.
///
/// Where AWS chooses (an address of a NAT gateway, a node, a target, a zone) the whole story is told again for each
/// choice.
public struct PathOracle: Sendable {
  package typealias Address = RandomNetwork.Address
  package typealias Prefix = RandomNetwork.Prefix
  package typealias Outcome = BruteForce.Outcome
  typealias Packet = BruteForce.Packet

  /// The network the packets travel through.
  package let network: PathNetwork
  /// Reads rules and routes.
  let reader: BruteForce
  /// The ports of NAT gateways and load balancers as clients.
  var sharedPorts: [UInt16] = Array(1024...65535)

  /// An evaluator for `network`.
  package init(_ network: PathNetwork) {
    self.network = network
    reader = BruteForce(network.base)
  }
}

extension PathOracle {
  /// One connection of the one or several that carry a question: a gateway that translates ends it and begins the next.
  package struct Leg: Equatable, Sendable {
    /// The source of the request as it leaves the end where the leg begins.
    package var fromAddress: String
    /// The destination of that request.
    package var toAddress: String
    package var serverPort: UInt16
    /// Ascending; a single 0 for protocols without ports.
    package var clientPorts: [UInt16]
    /// What becomes of each client port's round trip, in their order.
    package var outcomes: [Outcome]
    /// Whether it uses the ports of the leg before it: then both together decide which of those work.
    package var keepsPorts: Bool

    package init(
      fromAddress: String, toAddress: String, serverPort: UInt16, clientPorts: [UInt16], outcomes: [Outcome],
      keepsPorts: Bool
    ) {
      self.fromAddress = fromAddress
      self.toAddress = toAddress
      self.serverPort = serverPort
      self.clientPorts = clientPorts
      self.outcomes = outcomes
      self.keepsPorts = keepsPorts
    }
  }

  /// All that AWS may do with a question.
  package struct Answer: Sendable {
    /// Each way the connection may take, in a fixed order.
    package var alternatives: [[Leg]]
    /// The kinds of gateways that were passed, for statistics.
    package var kinds: Set<String>
    package var verdict: BruteForce.Verdict
  }

  /// The answer to a question.
  package func answer(_ question: PathNetwork.Question) -> Answer {
    let chooser = Chooser()
    let notebook = Notebook()
    var alternatives: [[Leg]] = []
    repeat {
      let inquiry = Inquiry(oracle: self, question: question, chooser: chooser, notebook: notebook)
      if let legs = inquiry.legs() { alternatives.append(legs) }
    } while chooser.advance()
    alternatives.sort(by: PathOracle.precedes)
    return Answer(
      alternatives: alternatives, kinds: notebook.kinds,
      verdict: PathOracle.verdict(alternatives.map(PathOracle.verdict)))
  }

  /// The verdict over a few client ports, for whoever looks for a question worth asking.
  func glance(_ question: PathNetwork.Question) -> BruteForce.Verdict {
    var oracle = self
    oracle.sharedPorts = [1024, 40000, 65535]
    var question = question
    question.clientPorts = question.clientPorts.upperBound...question.clientPorts.upperBound
    return oracle.answer(question).verdict
  }

  private static func precedes(_ one: [Leg], _ other: [Leg]) -> Bool {
    for (left, right) in zip(one, other) {
      let keys = (
        [left.fromAddress, left.toAddress, String(left.serverPort)],
        [right.fromAddress, right.toAddress, String(right.serverPort)]
      )
      if keys.0 != keys.1 { return keys.0.lexicographicallyPrecedes(keys.1) }
      if left.outcomes != right.outcomes {
        return left.outcomes.lazy.map(\.rawValue).lexicographicallyPrecedes(right.outcomes.lazy.map(\.rawValue))
      }
    }
    return one.count < other.count
  }
}

extension PathOracle {
  /// A way works when each of its legs does; legs that share their ports count as one.
  package static func verdict(_ legs: [Leg]) -> BruteForce.Verdict {
    var together: [[Outcome]] = []
    for leg in legs {
      if leg.keepsPorts, let before = together.popLast() {
        together.append(zip(before, leg.outcomes).map { $0 && $1 })
      } else {
        together.append(leg.outcomes)
      }
    }
    let verdicts = together.map { BruteForce.Verdict($0[...]) }
    for worst in [BruteForce.Verdict.blocked, .unknown, .intermittent] where verdicts.contains(worst) {
      return worst
    }
    return .works
  }

  /// What the verdicts of all ways amount to.
  package static func verdict(_ verdicts: [BruteForce.Verdict]) -> BruteForce.Verdict {
    let found = Set(verdicts)
    if found == [.works] { return .works }
    if found == [.blocked] { return .blocked }
    if found.contains(.intermittent) || found.isSuperset(of: [.works, .blocked]) { return .intermittent }
    return .unknown
  }
}
