internal import AWSCatalogue
internal import NetworkModel

/// Which calls the files read so far hold answers of.
struct CallRecord {
  private struct Answer: Hashable {
    let call: AWSCall
    let source: String
  }

  private var answers: [(call: AWSCall, scope: Scope, file: String)] = []
  private var known: Set<Answer> = []
  private var filesWithToken: Set<String> = []

  /// Notes that a file has a list under a key.
  mutating func note(key: String, from source: Source) {
    for call in Self.calls[key] ?? [] where known.insert(Answer(call: call, source: source.file)).inserted {
      answers.append((call, source.scope, source.file))
    }
  }

  /// Notes that a file ends with a token for the next page.
  mutating func noteToken(in file: String) { filesWithToken.insert(file) }

  /// The ledger: every answer of a file with a token for more lacks a page.
  var ledger: CallLedger {
    var ledger = CallLedger.empty
    for answer in answers {
      ledger.note(
        answer.call, filesWithToken.contains(answer.file) ? .cutOff : .whole, in: answer.scope, file: answer.file)
    }
    return ledger
  }

  /// The calls whose answers stand under a key.
  private static let calls: [String: [AWSCall]] = {
    var calls: [String: [AWSCall]] = [:]
    for call in AWSCall.allCases {
      // A key under which the answers for several things look alike says nothing without its wrapper.
      calls[call.parent?.wrapper ?? call.key, default: []].append(call)
    }
    calls["Instances"] = [.describeInstances]
    calls["ManagedPrefixLists"] = [.describeManagedPrefixLists]
    calls["LoadBalancerListeners"] = [.describeListeners]
    calls["TransitGatewayStaticRoutes"] = [.searchTransitGatewayRoutes]
    return calls
  }()
}
