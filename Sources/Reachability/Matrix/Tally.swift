/// Counts the pairs that security groups let through, by pairs of spots, for one selector.
///
/// It is a product of small tables. For each manner of asking groups,
///
///     pairs(spot s, spot t)  =  Σ  clients(s, kind) × servers(t, kind)
///                              kind
///
/// where `clients` tells how many endpoints of a spot are of a kind, and `servers` how many of a spot that kind reaches. No pair of endpoints
/// is ever looked at.
struct Tally {
  /// How many pairs the groups of both ends let through.
  struct Admitted {
    var surely = 0
    /// Pairs of which that hangs on a missing fact.
    var perhaps = 0

    static func += (left: inout Admitted, right: Admitted) {
      left.surely += right.surely
      left.perhaps += right.perhaps
    }
  }

  /// How many servers of a spot a kind of clients reaches.
  private struct Hit {
    let spot: Int32
    let surely: Int32
    let possibly: Int32
  }

  /// How many clients of a spot are of a kind.
  private struct Share {
    let kind: Int
    let clients: Int
  }

  private struct Row {
    var surely = 0
    var possibly = 0
  }

  /// Tells every pair of spots between which groups let something through, with the number of pairs of endpoints.
  static func forEachPairOfSpots(
    of matrix: Matrix, _ rules: AskedRules, _ body: (_ client: Int, _ server: Int, Admitted) -> Void
  ) {
    let (endpoints, lanes) = (matrix.endpoints, matrix.lanes)
    var rows = [Row](repeating: Row(), count: endpoints.spots.count)
    for (number, manner) in lanes.manners.keys.enumerated() {
      let districts = lanes.districts.filter { $0.manner == number }
      if districts.isEmpty { continue }
      var admission = Admission(by: rules, manner)
      for district in districts {
        var known: [Int: [Hit]] = [:]
        for client in district.clients {
          for share in shares(endpoints.classesBySpot[client], endpoints, admission) {
            let hits = known[share.kind] ?? hits(of: share.kind, in: district, endpoints, &admission)
            known[share.kind] = hits
            add(hits, times: share.clients, to: &rows)
          }
          if rows[client].possibly > 0 {
            let selves = selves(endpoints.classesBySpot[client], endpoints, &admission)
            rows[client].surely -= selves.surely
            rows[client].possibly -= selves.possibly
          }
          for server in district.servers.joined() where rows[server].possibly > 0 {
            let row = rows[server]
            if lanes.manner(from: client, to: server) == number {
              body(client, server, Admitted(surely: row.surely, perhaps: row.possibly - row.surely))
            }
          }
          for servers in district.servers { for server in servers { rows[server] = Row() } }
        }
      }
    }
  }

  private static func add(_ hits: [Hit], times clients: Int, to rows: inout [Row]) {
    rows.withUnsafeMutableBufferPointer { rows in
      hits.withUnsafeBufferPointer { hits in
        for hit in hits {
          rows[Int(hit.spot)].surely &+= clients &* Int(hit.surely)
          rows[Int(hit.spot)].possibly &+= clients &* Int(hit.possibly)
        }
      }
    }
  }

  /// The kinds of a spot's endpoints as clients.
  private static func shares(_ classes: Range<Int>, _ endpoints: EndpointClasses, _ admission: Admission) -> [Share] {
    var kinds = classes.map { number in
      let one = endpoints.classes[number]
      return Share(kind: admission.kindOfBadge[one.badge], clients: one.members.count)
    }
    kinds.sort { $0.kind < $1.kind }
    var shares: [Share] = []
    for share in kinds {
      if let last = shares.last, last.kind == share.kind {
        shares[shares.count - 1] = Share(kind: share.kind, clients: last.clients + share.clients)
      } else {
        shares.append(share)
      }
    }
    return shares
  }

  /// How many endpoints of a spot would reach themselves: nobody is asked about connections to itself.
  private static func selves(_ classes: Range<Int>, _ endpoints: EndpointClasses, _ admission: inout Admission) -> Row {
    var selves = Row()
    for number in classes {
      let one = endpoints.classes[number]
      let (surely, possibly) = admission.reaches(one.bits.lowerBound, from: admission.kindOfBadge[one.badge])
      if surely { selves.surely += one.bits.count }
      if possibly { selves.possibly += one.bits.count }
    }
    return selves
  }

  /// The servers of a district that a kind of clients reaches, counted by spot.
  private static func hits(
    of kind: Int, in district: District, _ endpoints: EndpointClasses, _ admission: inout Admission
  ) -> [Hit] {
    var hits: [Hit] = []
    for run in district.servers {
      let servers = admission.servers(of: kind, in: endpoints.words(of: run))
      for (offset, bits) in servers.possibly.words.enumerated() where bits != 0 {
        let word = servers.possibly.start + offset
        let spot = Int32(endpoints.spotOfWord[word])
        let possibly = Int32(bits.nonzeroBitCount)
        let surely = servers.isCertain ? possibly : Int32(servers.surely[word].nonzeroBitCount)
        if let last = hits.last, last.spot == spot {
          hits[hits.count - 1] = Hit(spot: spot, surely: last.surely + surely, possibly: last.possibly + possibly)
        } else {
          hits.append(Hit(spot: spot, surely: surely, possibly: possibly))
        }
      }
    }
    return hits
  }
}
