internal import NetworkModel
public import Reachability

/// What a network's charts show that a connection may start or end at, to be found by what people type.
public struct EndpointIndex: Sendable {
  /// Something that a question may name.
  public struct Entry: Sendable {
    /// What names it in a question: its name, or an id where the name would not do.
    public let handle: String
    /// Its name for people.
    public let name: String
    /// What it is: `instance`, `load balancer`.
    public let kind: String
    /// Its addresses.
    public let addresses: [String]
    /// Where it is: subnet and VPC; several for the nodes of a load balancer.
    public let place: String

    /// All that it may be found by, as small letters.
    fileprivate let text: [UInt8]
  }

  /// All of them, in the order of their names.
  public let entries: [Entry]
  private let handles: [String: String]

  /// Indexes the network of `engine`.
  ///
  /// - Complexity: Linear in the number of endpoints.
  public init(of engine: Engine) {
    let network = engine.network
    var handles: [String: String] = [:]
    var entries: [String: Entry] = [:]
    for (subnet, endpoints) in EndpointNaming(network, family: .v4).endpoints().bySubnet.sorted(by: { $0.key < $1.key })
    {
      let place = [
        network.subnets[subnet]?.name ?? subnet.text,
        network.subnets[subnet].map { network.vpcs[$0.vpc]?.name ?? $0.vpc.text } ?? "",
      ].filter { !$0.isEmpty }.joined(separator: ", ")
      for endpoint in endpoints {
        guard let handle = Self.handle(of: endpoint, in: engine.directory) else { continue }
        handles[endpoint.id] = handle
        let addresses = ([endpoint.address] + endpoint.otherAddresses).filter { !$0.isEmpty }
        // The nodes of a load balancer are one.
        let known = entries[handle]
        entries[handle] = Entry(
          handle: handle, name: endpoint.name, kind: endpoint.description,
          addresses: (known?.addresses ?? []) + addresses,
          place: [known?.place, place].compactMap(\.self).joined(separator: "; "),
          text: (known?.text ?? [])
            + ([" ", endpoint.name, endpoint.id, place] + addresses + endpoint.groups).joined(separator: " ").small)
      }
    }
    if !network.internetGateways.isEmpty || !network.egressOnlyInternetGateways.isEmpty {
      entries["internet"] = Entry(
        handle: "internet", name: "internet", kind: "any public address", addresses: [], place: "",
        text: "internet".small)
    }
    self.handles = handles
    self.entries = entries.values.sorted { ($0.name.numbered, $0.handle) < ($1.name.numbered, $1.handle) }
  }

  /// What names a drawn endpoint in a question; nil when nothing does.
  func handle(of endpoint: DrawnEndpoint) -> String? { handles[endpoint.id] }

  /// Whether a question may name something so.
  func knows(_ handle: String) -> Bool { entries.contains { $0.handle == handle } }

  /// Those of whose name, id, address, security groups, subnet and VPC every word of `text` is a part, those first whose name begins with it.
  ///
  /// - Complexity: Linear in the number of endpoints.
  public func search(_ text: String, atMost limit: Int) -> (entries: [Entry], total: Int) {
    let words = text.split(separator: " ").prefix(Self.mostWords).map(\.small)
    let wanted = text.lowercased()
    let found = entries.filter { entry in words.allSatisfy { entry.text.holds($0) } }
    let isFirst = found.map { $0.name.lowercased().hasPrefix(wanted) }
    let ranked = zip(found, isFirst).filter(\.1).map(\.0) + zip(found, isFirst).filter { !$0.1 }.map(\.0)
    return (Array(ranked.prefix(limit)), found.count)
  }

  private static let mostWords = 8

  private static func handle(of endpoint: DrawnEndpoint, in directory: Directory) -> String? {
    for handle in [endpoint.name, endpoint.id] {
      guard let found = try? directory.endpoint(handle) else { continue }
      // A load balancer's name stands for all its nodes; of others a name must mean the very interface.
      if endpoint.kind == .loadBalancer { return handle }
      if case .hosts(let hosts) = found.kind, hosts.allSatisfy({ $0.interface.id.text == endpoint.id }) {
        return handle
      }
    }
    return nil
  }
}

extension StringProtocol {
  /// The text as small letters. Bytes, since every letter that somebody types is looked for in all there is.
  fileprivate var small: [UInt8] { Array(lowercased().utf8) }
}

extension [UInt8] {
  /// Whether a word is a part of it.
  fileprivate func holds(_ word: [UInt8]) -> Bool {
    guard let first = word.first, count >= word.count else { return word.isEmpty }
    return (0...(count - word.count)).contains { start in
      self[start] == first && self[start..<(start + word.count)].elementsEqual(word)
    }
  }
}

extension String {
  /// What sorts `web-2` before `web-12`: each run of digits with its length before it.
  fileprivate var numbered: String {
    var key = ""
    var digits = ""
    func flush() {
      if digits.isEmpty { return }
      key += String(UnicodeScalar(UInt8(min(digits.count, 70) + 47))) + digits
      digits = ""
    }
    for character in self {
      if character.isASCII, character.isNumber {
        digits.append(character)
      } else {
        flush()
        key.append(character)
      }
    }
    flush()
    return key
  }
}
