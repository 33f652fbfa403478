internal import NetworkModel
internal import Ports

/// What becomes of connections with the internet, worked out once for all interfaces that nothing there tells apart.
struct InternetAnswers {
  /// What the internet sees of an interface, and what is asked.
  struct Key: Hashable {
    fileprivate let question: IntentQuestion
    fileprivate let spot: Int
    fileprivate let outlook: Outlook
    fileprivate let addresses: AddressSet
    fileprivate let isInward: Bool
  }

  private var outlooks: Outlooks
  private var answers: [Key: PortAnswers] = [:]

  /// Prepares for the endpoints of a network.
  init(on terrain: Terrain) {
    outlooks = Outlooks(on: terrain, toward: .publicAddresses)
  }

  /// What one answer for a pairing hangs on; nil unless it is one of an interface and the internet.
  mutating func key(of pairing: IntentPairing, _ question: IntentQuestion, _ atlas: ClassAtlas?) -> Key? {
    let (host, far, isInward): (Host, Endpoint, Bool)
    switch (pairing.client, pairing.server) {
    case (.host(let client), .whole(let server)): (host, far, isInward) = (client, server, false)
    case (.whole(let client), .host(let server)): (host, far, isInward) = (server, client, true)
    default: return nil
    }
    guard far.isInternet, let addresses = far.outside(question.family), let atlas, let number = atlas.number(of: host)
    else { return nil }
    return Key(
      question: question, spot: atlas.matrix.endpoints.classes[number].spot,
      outlook: outlooks.outlook(of: host), addresses: addresses, isInward: isInward)
  }

  subscript(key: Key) -> PortAnswers? {
    get { answers[key] }
    set { answers[key] = newValue }
  }
}
