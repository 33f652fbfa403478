/// What a connection may start or end at, as it is drawn.
struct DrawnEndpoint: Hashable {
  /// What it is.
  enum Kind: String {
    case instance = "instance"
    case database = "database"
    case cache = "cache"
    case function = "Lambda function"
    case task = "ECS task"
    case fileSystem = "file system"
    case loadBalancer = "load balancer"
    case natGateway = "NAT gateway"
    case vpcEndpoint = "VPC endpoint"
    case transitGatewayAttachment = "transit attachment"
    case networkInterface = "network interface"
  }

  /// The id of its network interface; for a load balancer's node that the snapshot lists no interface of, one made of its subnet's.
  let id: String
  let kind: Kind
  let name: String
  /// Its first address; empty when the snapshot tells none.
  let address: String
  /// Its other addresses, private and public.
  let otherAddresses: [String]
  /// The names of the security groups it carries, sorted.
  let groups: [String]
  /// What else matters: that it does not run, or runs Windows.
  let note: String?

  /// What endpoints must share to be drawn as one.
  struct Likeness: Hashable {
    let kind: Kind
    let stem: String
    let groups: [String]
    let note: String?
    let addressCount: Int
  }

  var likeness: Likeness {
    Likeness(kind: kind, stem: stem, groups: groups, note: note, addressCount: 1 + otherAddresses.count)
  }

  /// The name without the number that tells it from its like: `web` of `web-12`.
  var stem: String {
    if name == id { return kind.rawValue }
    var stem = Substring(name)
    while let last = stem.last, last.isASCII, last.isNumber { stem.removeLast() }
    while let last = stem.last, "-_. #".contains(last) { stem.removeLast() }
    return stem.isEmpty ? name : String(stem)
  }

  /// The kind, and what else matters.
  var description: String { note.map { "\(kind.rawValue), \($0)" } ?? kind.rawValue }
}

/// One endpoint of a subnet, or equal ones drawn as one.
struct DrawnCard: Hashable {
  let endpoints: [DrawnEndpoint]

  var isFold: Bool { endpoints.count > 1 }
  var first: DrawnEndpoint { endpoints[0] }
  /// `web-1`, or `web ×48`.
  var name: String { isFold ? "\(first.stem) ×\(endpoints.count)" : first.name }
  /// The address, or the first and the last.
  var address: String {
    let addresses = isFold ? [first.address, endpoints[endpoints.count - 1].address] : [first.address]
    return addresses.filter { !$0.isEmpty }.joined(separator: " … ")
  }
}

extension [DrawnEndpoint] {
  /// The endpoints as cards: from the largest group of equal ones on, as many groups are drawn as one as it takes to have no more than
  /// `limit` cards; where even that does not suffice, so are those that are only of one kind.
  ///
  /// - Parameter prominent: The ids of those that are drawn on their own in any case.
  func cards(atMost limit: Int, prominent: Set<String>) -> [DrawnCard] {
    if count <= limit { return map { DrawnCard(endpoints: [$0]) } }
    let alike = fold(groups: { $0.likeness }, atMost: limit, prominent)
    return alike.count <= limit ? alike : fold(groups: { $0.kind }, atMost: limit, prominent)
  }

  private func fold<Key: Hashable>(
    groups key: (DrawnEndpoint) -> Key, atMost limit: Int, _ prominent: Set<String>
  ) -> [DrawnCard] {
    var groups: [[DrawnEndpoint]] = []
    var positions: [Key: Int] = [:]
    var cards: [DrawnCard] = []
    for endpoint in self {
      if prominent.contains(endpoint.id) {
        cards.append(DrawnCard(endpoints: [endpoint]))
      } else if let position = positions[key(endpoint)] {
        groups[position].append(endpoint)
      } else {
        positions[key(endpoint)] = groups.count
        groups.append([endpoint])
      }
    }
    var excess = count - limit
    // The largest first; of equal ones the first, so that the same snapshot gives the same picture.
    for (_, group) in groups.enumerated().sorted(by: { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) })
    {
      if excess > 0, group.count > 1 {
        cards.append(DrawnCard(endpoints: group))
        excess -= group.count - 1
      } else {
        cards += group.map { DrawnCard(endpoints: [$0]) }
      }
    }
    let order = Dictionary(uniqueKeysWithValues: enumerated().map { ($1.id, $0) })
    return cards.sorted { order[$0.first.id, default: 0] < order[$1.first.id, default: 0] }
  }
}
