internal import NetworkModel
internal import Ports

/// One concrete client and one concrete server of a question, and, when an end stands for many outside addresses alike, those.
struct Way: Sendable {
  var client: Place
  var server: Place
  var traffic: Traffic
  var clientAddresses: AddressSet?
  var serverAddresses: AddressSet?
}

extension Plane {
  /// The ways of the query's connection: every pair of its ends.
  func ways(of query: Query) -> [Way] {
    query.isAboutHealth ? healthChecks(of: query) : ways(of: query, query.traffic)
  }

  /// The ways between the query's ends of packets that no load balancer tells apart.
  func ways(of query: Query, _ traffic: Traffic) -> [Way] {
    let port = ipProtocol.hasPorts ? traffic.request.first : nil
    let clients = callers(query.from.hosts(query.family))
    var servers = query.to.hosts(query.family)
    servers = servers.filter { terrain.isNamed($0, among: servers, port: port, ipProtocol) }
    switch (query.from.kind, query.to.kind) {
    case (.outside(let addresses), _):
      return servers.flatMap { server in
        classes(of: addresses.only(query.family), traffic, via: query.via) {
          (client($0, of: query.from), .host(server))
        }.map {
          Way(
            client: client($0.example, of: query.from), server: .host(server), traffic: traffic,
            clientAddresses: $0.addresses,
            serverAddresses: server.standsFor)
        }
      }
    case (_, .outside(let addresses)):
      return clients.flatMap { client in
        classes(of: addresses.only(query.family), traffic) { (.host(client), .outside($0)) }.map {
          Way(
            client: .host(client), server: .outside($0.example), traffic: traffic, clientAddresses: client.standsFor,
            serverAddresses: $0.addresses)
        }
      }
    case (_, .service(let service, let address, let vpc)):
      return clients.map { client in
        // Another VPC's addresses lead nowhere from here, whatever they are reserved for.
        let isOwn = vpc.map { $0 == client.interface.vpc } ?? true
        return Way(
          client: .host(client), server: isOwn ? .service(service, address) : .outside(address), traffic: traffic)
      }
    case (_, .publicHosts):
      return pairs(clients, servers, traffic) { .publicly($0) }
    default:
      return pairs(clients, servers, traffic) { .host($0) }
    }
  }

  private func client(_ address: IPAddress, of endpoint: Endpoint) -> Place {
    endpoint.isInternet ? .internet(address) : .outside(address)
  }

  /// Of several clients, those that begin connections.
  private func callers(_ hosts: [Host]) -> [Host] {
    let callers = hosts.filter { $0.interface.type != "vpc_endpoint" }
    return callers.isEmpty ? hosts : callers
  }

  private func pairs(_ clients: [Host], _ servers: [Host], _ traffic: Traffic, _ place: (Host) -> Place) -> [Way] {
    clients.flatMap { client in
      servers.filter { !$0.isSameEnd(as: client) }.map {
        Way(
          client: .host(client), server: place($0), traffic: traffic, clientAddresses: client.standsFor,
          serverAddresses: $0.standsFor)
      }
    }
  }

  /// What keeps the answer to a question about health from being for all targets.
  func healthGaps(of query: Query) -> [Unknown] {
    let nodes = query.from.hosts(query.family).map { HealthChecks(by: $0, on: terrain) }
    if nodes.allSatisfy({ $0.checks.isEmpty && $0.gaps.isEmpty }) {
      return [
        Unknown(
          what: "the targets that \(query.from.name) checks",
          why: "no target group of its listeners has registered targets that are asked over the network")
      ]
    }
    var seen: Set<Unknown> = []
    return nodes.flatMap(\.gaps).filter { seen.insert($0).inserted }
  }

  /// What a load balancer's nodes ask of its targets, to know whether they are healthy.
  private func healthChecks(of query: Query) -> [Way] {
    query.from.hosts(query.family).flatMap { node in
      HealthChecks(by: node, on: terrain).checks.map { target, port in
        Way(
          client: .host(node), server: target,
          traffic: Traffic(.tcp, serverPort: port, clientPorts: EphemeralRange.loadBalancer.ports),
          clientAddresses: node.standsFor, serverAddresses: target.host?.standsFor)
      }
    }
  }

  /// Every way that AWS may let a connection take, by its choices; of too many, the first.
  func connections<Visitor>(
    _ traffic: Traffic, from client: Place, to server: Place, seenBy: Visitor.Type,
    extent: Connection<Visitor>.Extent = .whole, via: Entry.Via? = nil
  ) -> [Connection<Visitor>] {
    var found: [Connection<Visitor>] = []
    var choices = Choices()
    repeat {
      let connection = Connection<Visitor>(
        traffic, from: client, to: server, through: self, choices: choices, extent: extent, via: via)
      choices = connection.choices
      found.append(connection)
    } while choices.advance() && found.count < Self.mostAlternatives
    return found
  }

  /// As many combinations of choices as are looked at: hundreds of targets behind nodes behind NAT gateways. Where there are more, no
  /// answer is for all of them.
  static let mostAlternatives = 10_000
}
