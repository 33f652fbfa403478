/// Spots from which the same spots can be reached, with security groups asked in one manner: mostly all spots of a VPC.
///
/// In a network of many VPCs nothing leads from most spots to most others, whatever network ACLs and groups say. Who counts pairs goes from
/// district to district, and never looks at those.
struct District: Sendable {
  /// How groups are asked, by the manner's number.
  let manner: Int
  /// The spots of the clients.
  let clients: [Int]
  /// The spots of the servers, in runs. Each client's own is among them, though a lone endpoint's does not lead to itself.
  let servers: [Range<Int>]
}

extension District {
  private struct Key: Hashable {
    let manner: Int
    let servers: [Range<Int>]
  }

  /// Finds the districts of `spots` spots; `manner` tells how groups are asked between two, nil where nothing leads.
  ///
  /// - Complexity: Quadratic in the number of spots.
  static func all(spots: Int, manners: Int, manner: (_ client: Int, _ server: Int) -> Int?) -> [District] {
    var keys = Numbering<Key>()
    var clients: [[Int]] = []
    var runs = [[Range<Int>]](repeating: [], count: manners)
    func add(_ server: Int, to runs: inout [Range<Int>]) {
      if let last = runs.last, last.upperBound == server {
        runs[runs.count - 1] = last.lowerBound..<server + 1
      } else {
        runs.append(server..<server + 1)
      }
    }
    for client in 0..<spots {
      for server in 0..<spots {
        if server == client {
          for manner in runs.indices { add(server, to: &runs[manner]) }
        } else if let manner = manner(client, server) {
          add(server, to: &runs[manner])
        }
      }
      let own = manner(client, client)
      for manner in runs.indices {
        if own == manner || runs[manner] != [client..<client + 1] {
          let number = keys.number(of: Key(manner: manner, servers: runs[manner]))
          if number == clients.count { clients.append([]) }
          clients[number].append(client)
        }
        runs[manner].removeAll(keepingCapacity: true)
      }
    }
    return zip(keys.keys, clients).map { District(manner: $0.manner, clients: $1, servers: $0.servers) }
  }
}
