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
    for (number, manner) in lanes.manners.keys.enumerated() {
      var admission = Admission(by: rules, manner)
      let hits = (0..<admission.count).map { Self.hits(admission.servers(of: $0), endpoints) }
      var rows = [Row](repeating: Row(), count: endpoints.spots.count)
      var touched: [Int] = []
      touched.reserveCapacity(endpoints.spots.count)
      for client in endpoints.spots.indices {
        let shares = shares(endpoints.classesBySpot[client], endpoints, admission)
        rows.withUnsafeMutableBufferPointer { rows in
          for share in shares {
            hits[share.kind].withUnsafeBufferPointer { hits in
              for hit in hits {
                let server = Int(hit.spot)
                if rows[server].possibly == 0 { touched.append(server) }
                rows[server].surely &+= share.clients &* Int(hit.surely)
                rows[server].possibly &+= share.clients &* Int(hit.possibly)
              }
            }
          }
        }
        if rows[client].possibly > 0 {
          let selves = selves(endpoints.classesBySpot[client], endpoints, &admission)
          rows[client].surely -= selves.surely
          rows[client].possibly -= selves.possibly
        }
        for server in touched {
          let row = rows[server]
          rows[server] = Row()
          if lanes.manner(from: client, to: server) == number {
            body(client, server, Admitted(surely: row.surely, perhaps: row.possibly - row.surely))
          }
        }
        touched.removeAll(keepingCapacity: true)
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

  /// The servers that a kind of clients reaches, counted by spot.
  private static func hits(_ servers: Admission.Servers, _ endpoints: EndpointClasses) -> [Hit] {
    var hits: [Hit] = []
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
    return hits
  }
}
