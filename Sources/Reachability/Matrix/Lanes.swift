internal import NetworkModel
internal import Ports

/// The lanes between all spots. Equal ones are kept once: there are far fewer of them than pairs.
struct Lanes: Sendable {
  /// The passages of a lane of one way, by number.
  struct Outline: Sendable {
    /// The server ports that get there.
    let request: UInt32
    /// The client ports that get back.
    let reply: UInt32
  }

  /// How the groups of both ends are asked.
  struct Manner: Hashable, Sendable {
    /// What a reference to the server's groups is worth in rules of the client's; nil where those are not asked.
    let outward: References?
    /// What a reference to the client's groups is worth in rules of the server's; nil where those are not asked.
    let inward: References?

    init(outward: References?, inward: References?) {
      self.outward = outward
      self.inward = inward
    }

    init(_ outward: Peer.Reach?, _ inward: Peer.Reach?) {
      self.init(outward: outward.map { References($0) }, inward: inward.map { References($0) })
    }
  }

  /// What references to groups are worth, whatever the reason.
  enum References: Sendable {
    case stand
    case mayStand
    case areLost

    init(_ reach: Peer.Reach) {
      switch reach {
      case .stands: self = .stand
      case .doubtful: self = .mayStand
      case .lost: self = .areLost
      }
    }
  }

  /// The lanes that differ.
  private(set) var distinct: [Lane] = []
  /// The lanes of one way; nil for others.
  private(set) var outlines: [Outline?] = []
  /// The manners, by number.
  private(set) var manners = Numbering<Manner>()
  /// The passages that outlines name.
  private(set) var passages = PassageTable()
  /// The spots, by where they lead.
  private(set) var districts: [District] = []
  /// How many spots there are.
  let spots: Int
  private var numbers: [UInt32]
  /// How groups are asked between two spots, whatever network ACLs let through; the last number where pairs are asked about one by one.
  private var mannerOfPair: [UInt8]
  /// The pairs of spots between which something looks at more than a road tells.
  private var followed = FollowedPairs()
  /// What the last edit of a network ACL changed; nil when all lanes were found at once.
  private(set) var renewal: Renewal?
  private var numberOfOutline = PairTable()
  private var numberOfLane: [Lane: UInt32] = [:]
  private var reaches = Numbering<Reaches>()
  private var roads: Roads
  private var tracks: [Track] = []
  private var filters: FilterTable
  /// The network ACL of each spot.
  private let acls: [Int?]

  /// What an edit of a network ACL changes; pairs of spots as `client * spots + server`.
  struct Renewal: Sendable {
    /// The pairs that have another lane than before.
    fileprivate(set) var pairs: [Int] = []
    /// Those of which each pair of endpoints must be asked about again.
    fileprivate(set) var involved: [Int] = []
  }

  /// A road with what is on it by number.
  private struct Track {
    let road: Road
    let gates: UInt32
    /// How groups are asked on it.
    let manner: Int
    /// The same with the reasons.
    let reaches: Int
  }

  private struct Reaches: Hashable {
    let outward: Peer.Reach?
    let inward: Peer.Reach?
  }

  /// The number of the lane that lets nothing through.
  static let closed: UInt32 = 0
  private static let none = UInt8.max
  private static let oneByOne = UInt8.max - 1

  /// Finds every lane between `endpoints`' spots.
  ///
  /// - Complexity: Quadratic in the number of spots, each pair a few look-ups in tables.
  init(between endpoints: EndpointClasses, through plane: Plane) {
    spots = endpoints.spots.count
    numbers = [UInt32](repeating: Self.closed, count: spots * spots)
    mannerOfPair = [UInt8](repeating: Self.none, count: spots * spots)
    acls = endpoints.spots.map { endpoints.hosts[$0.members.lowerBound].site.networkACL }
    roads = Roads(between: endpoints, through: plane)
    let inBetween = plane.network.transitGatewayAttachments.flatMap { $0.vpc?.subnets ?? [] }
      .compactMap { plane.terrain.site(of: $0)?.networkACL }
    filters = FilterTable(for: endpoints, Set(inBetween), through: plane, &passages)
    _ = number(of: Lane(ways: [.closed]))
    for client in 0..<spots {
      for server in 0..<spots where client != server || endpoints.spots[client].members.count > 1 {
        switch roads.connection(from: client, to: server) {
        case .none: break
        case .involved: followed.append(client * spots + server, hangingOn: follow(client, server, endpoints, plane))
        case .roads(let there, let back): combine(there, back, from: client, to: server)
        }
      }
    }
    findDistricts()
  }

  /// Asks a network ACL anew, by its position, in the directions whose entries are others, and finds the lanes again that it decides.
  ///
  /// - Precondition: It divides no spot, and `plane` differs in nothing else.
  mutating func ask(_ acl: Int, _ directions: [Direction], of endpoints: EndpointClasses, through plane: Plane) {
    let isChanged = filters.ask(acl, directions, of: endpoints, through: plane, &passages)
    let changed = isChanged.indices.filter { isChanged[$0] }
    roads.plane = plane
    renewal = Renewal()
    // It is asked about the other end, or, where it is in between, about either.
    let isInBetween = roads.roads.keys.contains { $0.filters.contains { $0.networkACL == acl } }
    for spot in 0..<spots where !changed.isEmpty && (isInBetween || acls[spot] == acl) {
      for other in changed {
        if other < spot, isChanged[spot], isInBetween || acls[other] == acl { continue }  // found from the other side
        renew(spot, other)
        if spot != other { renew(other, spot) }
      }
    }
    let places = followed.places(hangingOn: acl)
    if places.isEmpty { return }
    let manners = mannerOfPair
    for place in places {
      let pair = followed.pairs[place]
      let lane = numbers[pair]
      followed.update(at: place, hangingOn: follow(pair / spots, pair % spots, endpoints, plane))
      if numbers[pair] != lane { renewal?.pairs.append(pair) }
      if mannerOfPair[pair] == Self.oneByOne { renewal?.involved.append(pair) }
    }
    // Only what is followed by itself may be asked in another manner than before.
    if mannerOfPair != manners { findDistricts() }
  }

  /// Finds the lane from one spot to another again, if it is made of roads.
  private mutating func renew(_ client: Int, _ server: Int) {
    let pair = client * spots + server
    guard mannerOfPair[pair] != Self.none, case .roads(let there, let back) = roads.connection(from: client, to: server)
    else { return }
    let lane = numbers[pair]
    combine(there, back, from: client, to: server)
    if numbers[pair] != lane { renewal?.pairs.append(pair) }
  }

  private mutating func findDistricts() {
    districts = District.all(spots: spots, manners: manners.keys.count) { manner(from: $0, to: $1) }
  }

  /// The number of the lane from one spot to another.
  func number(from client: Int, to server: Int) -> Int { Int(numbers[client * spots + server]) }

  /// The lane from one spot to another; of a spot with a single endpoint to itself, one that lets nothing through.
  subscript(client: Int, server: Int) -> Lane { distinct[number(from: client, to: server)] }

  /// How groups are asked between two spots, by the manner's number; nil where each pair of endpoints must be asked about by itself, or nothing
  /// gets through.
  func manner(from client: Int, to server: Int) -> Int? {
    let manner = mannerOfPair[client * spots + server]
    return manner < Self.oneByOne ? Int(manner) : nil
  }

  /// The pairs of spots whose endpoints must be asked about pair by pair, each as `client * spots + server`, ascending.
  var involved: [Int] { followed.pairs.filter { mannerOfPair[$0] == Self.oneByOne } }

  /// Whether groups are asked alike between all spots.
  func hasSameManners(as other: Lanes) -> Bool {
    mannerOfPair == other.mannerOfPair && manners.keys == other.manners.keys
  }

  /// Finds the lane between two spots by following a connection; the network ACLs it hangs on.
  private mutating func follow(
    _ client: Int, _ server: Int, _ endpoints: EndpointClasses, _ plane: Plane
  ) -> Set<Int> {
    let (lane, networkACLs) = plane.lane(
      from: endpoints.hosts[endpoints.spots[client].members.lowerBound],
      to: endpoints.hosts[endpoints.spots[server].members.upperBound - 1])
    let manner = lane.manner.map { UInt8(manners.number(of: $0)) } ?? Self.oneByOne
    set(number(of: lane), manner, client * spots + server)
    return networkACLs
  }

  /// Finds the lane between two spots that is made of a road there and a road back.
  private mutating func combine(_ there: Int, _ back: Int, from client: Int, to server: Int) {
    makeTracks(upTo: there)
    let manner = UInt8(tracks[there].manner)
    let request = passage(on: there, client, server)
    if request == PassageTable.closed { return set(Self.closed, manner, client * spots + server) }
    let isComplete = tracks[there].road.arrives && !tracks[there].road.isLost
    if isComplete { makeTracks(upTo: back) }
    let reply = isComplete ? passage(on: back, server, client) : PassageTable.unknown
    set(number(request, reply, there), manner, client * spots + server)
  }

  private mutating func set(_ lane: UInt32, _ manner: UInt8, _ pair: Int) {
    numbers[pair] = lane
    // Not written without need: of what an edit leaves alone, both matrices share one copy.
    if mannerOfPair[pair] != manner { mannerOfPair[pair] = manner }
  }

  /// Sees to it that a road, and all before it, have their tracks.
  private mutating func makeTracks(upTo road: Int) {
    while tracks.count <= road {
      let next = roads.roads.keys[tracks.count]
      tracks.append(
        Track(
          road: next, gates: passages.number(of: next.gates),
          manner: manners.number(of: Manner(next.outward, next.inward)),
          reaches: reaches.number(of: Reaches(outward: next.outward, inward: next.inward))))
    }
  }

  /// What gets through a road between two spots. Its track is read in place: there are many pairs, and a copy counts references.
  private mutating func passage(on road: Int, _ sender: Int, _ receiver: Int) -> UInt32 {
    var passage = tracks[road].gates
    if tracks[road].road.leavesSubnet {
      passage = passages.intersection(passage, filters.outbound(acls[sender], to: receiver))
    }
    for index in tracks[road].road.filters.indices {
      let filter = tracks[road].road.filters[index]
      let part =
        filter.direction == .outbound
        ? filters.outbound(filter.networkACL, to: receiver) : filters.inbound(filter.networkACL, from: sender)
      passage = passages.intersection(passage, part)
    }
    if tracks[road].road.entersSubnet {
      passage = passages.intersection(passage, filters.inbound(acls[receiver], from: sender))
    }
    return passage
  }

  private mutating func number(_ request: UInt32, _ reply: UInt32, _ road: Int) -> UInt32 {
    let reaches = tracks[road].reaches
    precondition(request < 1 << 26 && reply < 1 << 26 && reaches < 1 << 11, "more passages than lanes can name")
    let key = UInt64(reaches) << 52 | UInt64(request) << 26 | UInt64(reply)
    if let known = numberOfOutline[key] { return known }
    let way = Lane.Way(
      request: passages[request], reply: passages[reply], outward: tracks[road].road.outward,
      inward: tracks[road].road.inward)
    let number = add(Lane(ways: [way]), Outline(request: request, reply: reply))
    numberOfOutline.insert(number, for: key)
    return number
  }

  private mutating func number(of lane: Lane) -> UInt32 {
    if let known = numberOfLane[lane] { return known }
    var outline: Outline?
    if lane.ways.count == 1 {
      outline = Outline(
        request: passages.number(of: lane.ways[0].request), reply: passages.number(of: lane.ways[0].reply))
    }
    let number = add(lane, outline)
    numberOfLane[lane] = number
    return number
  }

  private mutating func add(_ lane: Lane, _ outline: Outline?) -> UInt32 {
    distinct.append(lane)
    outlines.append(outline)
    return UInt32(distinct.count - 1)
  }
}

extension Lane {
  /// How groups are asked on it; nil where each pair of endpoints must be asked about by itself.
  fileprivate var manner: Lanes.Manner? {
    guard isUniform else { return nil }
    let asking = ways.first { $0 != .closed } ?? .closed
    return Lanes.Manner(asking.outward, asking.inward)
  }
}
