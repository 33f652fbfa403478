internal import AWSCatalogue
internal import NetworkModel
internal import Ports

/// Which of the addresses that they may have the interfaces have that the snapshot does not list (`StandIn`), if a connection goes as it
/// does; mostly nothing.
struct Supposition: Hashable, Sendable {
  private var addresses: [Identifier<NetworkInterface>: IPAddress] = [:]
  private var names: [Identifier<NetworkInterface>: String] = [:]

  /// Supposes nothing.
  init() {}

  /// Whether nothing is supposed.
  var isEmpty: Bool { addresses.isEmpty }

  /// The interfaces of which something is supposed.
  var interfaces: Set<Identifier<NetworkInterface>> { Set(addresses.keys) }

  /// Supposes that a host is what it stands for.
  mutating func insert(_ host: Host?) {
    guard let host, host.standsFor != nil else { return }
    addresses[host.interface.id] = host.address.address
    names[host.interface.id] = host.name
  }

  /// What would have to be known of the interfaces.
  var unknowns: [Unknown] {
    addresses.keys.sorted().map { id in
      Unknown(
        what: "the address of \(names[id] ?? id.text)",
        why: "the answer is not the same for all that it may have, and the snapshot does not list its interface "
          + "(aws \(AWSCall.describeNetworkInterfaces.words))")
    }
  }

  /// Puts together what is so under each supposition. Of the addresses of one interface one is real, and it is `either` of what they come
  /// to; of different interfaces, and of what AWS chooses, it is `all`.
  static func fold<Value>(
    _ values: [(supposition: Supposition, value: Value)], all: ([Value]) -> Value, either: ([Value]) -> Value
  ) -> Value {
    if values.allSatisfy(\.supposition.isEmpty) { return all(values.map(\.value)) }
    var kinds = Numbering<Set<Identifier<NetworkInterface>>>()
    var members: [(cases: Numbering<Supposition>, values: [[Value]])] = []
    for (supposition, value) in values {
      let kind = kinds.number(of: supposition.interfaces)
      if kind == members.count { members.append((Numbering(), [])) }
      let one = members[kind].cases.number(of: supposition)
      if one == members[kind].values.count { members[kind].values.append([]) }
      members[kind].values[one].append(value)
    }
    return all(members.map { kind in kind.values.count == 1 ? all(kind.values[0]) : either(kind.values.map(all)) })
  }
}

extension Connection {
  /// What is supposed of interfaces that are not listed for it to go as it does.
  var supposition: Supposition {
    var supposition = Supposition()
    for link in links {
      supposition.insert(link.client.host)
      supposition.insert(link.server.host)
      supposition.insert(link.through)
    }
    return supposition
  }
}

extension Verdict {
  /// The verdict where one of several is right, and nobody knows which.
  init(either verdicts: some Collection<Verdict>) {
    self = verdicts.first.map { first in verdicts.allSatisfy { $0 == first } ? first : .unknown } ?? .unknown
  }
}

extension Passage {
  /// What gets through where one of several is right, and nobody knows which.
  init(either passages: some Collection<Passage>) {
    guard let first = passages.first else {
      self = .unknown
      return
    }
    let sure = passages.dropFirst().reduce(first.sure) { $0.intersection($1.sure) }
    self.init(sure: sure, undecided: passages.dropFirst().reduce(first.possible) { $0.union($1.possible) })
  }
}
