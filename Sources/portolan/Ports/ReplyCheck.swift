import AWSCatalogue
import NetworkModel
import Ports
import Program
import Reachability
import Render

/// Which network ACLs would drop replies to a host if it drew its client ports from another range.
///
/// Asks the engine for a connection from the host to one interface of each kind (subnet and security groups) at a port that lets requests in,
/// and to the internet. Replies do not depend on the server's port: no filter looks at it.
struct ReplyCheck {
  /// What one ACL drops in one direction.
  struct Loss {
    let acl: String
    let direction: String
    /// Ports of the new range, and of the old, of which replies are dropped.
    var ports = PortSet.empty
    /// Whose replies.
    var peers: [String] = []
  }

  /// How many ends were asked about.
  private(set) var peers = 0
  private(set) var losses: [Loss] = []
  /// What the snapshot lacks to tell whether replies arrive.
  private(set) var unknowns: [Unknown] = []
  private let grounds: Grounds
  private let old: PortSet
  private let new: PortSet

  /// Asks about the end `name` of a network.
  init(_ network: Network, as name: String, from old: PortSet, to new: PortSet) throws {
    self.old = old
    self.new = new
    grounds = Grounds(of: network)
    unknowns = grounds.missing.filter { Self.indispensable.contains($0.call) }.map {
      Unknown(what: $0.description, why: "it tells \($0.call.purpose)")
    }
    var engine = Engine(network)
    let host: Endpoint
    do throws(EndpointError) { host = try engine.directory.endpoint(name) } catch { throw Failure("--as: \(error)") }
    for ipProtocol in [IPProtocol.tcp, .udp] {
      for peer in Self.peers(in: network) {
        guard let end = try? engine.directory.endpoint(peer.id) else { continue }
        ask(&engine, host, end, peer.name, ipProtocol, Self.ports(of: peer, in: network, ipProtocol))
      }
      if let internet = try? engine.directory.endpoint("internet") {
        ask(&engine, host, internet, "the internet", ipProtocol, ipProtocol == .tcp ? [443, 80] : [53, 123, 443])
      }
    }
  }

  /// The calls without which ends or what filters their packets would be left out unnoticed.
  private static let indispensable: Set<AWSCall> = [
    .describeVpcs, .describeSubnets, .describeNetworkAcls, .describeRouteTables, .describeNetworkInterfaces,
  ]

  /// Ports whose replies are dropped in the new range and that were not in the old one, by ACL.
  var broken: [Loss] {
    losses.compactMap { loss in
      var loss = loss
      loss.ports = loss.ports.intersection(new).subtracting(old)
      return loss.ports.isEmpty ? nil : loss
    }
  }

  /// Ports of both ranges whose replies are dropped already.
  var brokenAlready: PortSet {
    losses.reduce(into: PortSet.empty) { $0.formUnion($1.ports.intersection(old).intersection(new)) }
  }

  private mutating func ask(
    _ engine: inout Engine, _ host: Endpoint, _ peer: Endpoint, _ name: String, _ ipProtocol: IPProtocol,
    _ ports: [UInt16]
  ) {
    let asked = Endpoint.ClientPorts(old.union(new), source: "both ranges")
    for port in ports {
      guard let query = try? Query(from: host, to: peer, ipProtocol: ipProtocol, port: port, clientPorts: asked) else {
        return
      }
      let trace = engine.trace(query)
      let own = trace.findings.filter { $0.begunBy == nil }
      if own.contains(where: { $0.leg == .request }) { continue }
      peers += 1
      if trace.verdict == .unknown {
        for unknown in trace.unknowns where !unknowns.contains(unknown) { unknowns.append(unknown) }
      }
      for finding in own where finding.component.kind == .networkACL { note(finding, name) }
      return
    }
  }

  private mutating func note(_ finding: Finding, _ peer: String) {
    let acl = finding.component.id.map { "\(finding.component.name) (\($0))" } ?? finding.component.name
    let direction = finding.direction?.rawValue ?? ""
    let position = losses.firstIndex { $0.acl == acl && $0.direction == direction } ?? losses.count
    if position == losses.count { losses.append(Loss(acl: acl, direction: direction)) }
    losses[position].ports.formUnion(finding.ports)
    if !losses[position].peers.contains(peer) { losses[position].peers.append(peer) }
  }

  /// What was found, for people.
  func text(as name: String) -> String {
    var text = ""
    for loss in broken {
      let more = loss.peers.count > 2 ? " and \(loss.peers.count - 2) more" : ""
      text += "BREAKS    network ACL \(loss.acl), \(loss.direction), drops replies to \(loss.ports)"
      text +=
        " (\(loss.ports.count) of \(new.count) ports) from \(loss.peers.prefix(2).joined(separator: ", "))\(more)\n"
    }
    for unknown in unknowns.prefix(5) { text += "unknown   \(unknown.what): \(unknown.why)\n" }
    if unknowns.count > 5 { text += "unknown   and \(unknowns.count - 5) more\n" }
    if broken.isEmpty, unknowns.isEmpty {
      text +=
        "replies   no network ACL drops a reply to a port that the range gains; asked as \(name) of \(peers) ends\n"
    }
    if !brokenAlready.isEmpty {
      text += "already   replies to \(brokenAlready) (\(brokenAlready.count) ports) are dropped before and after\n"
    }
    for assumption in grounds.assumptions { text += "assuming  \(assumption.sentence)\n" }
    return text
  }

  // MARK: Whom to ask about

  private struct Peer {
    let id: String
    let name: String
    let groups: [Identifier<SecurityGroup>]
  }

  /// One interface of each subnet and set of groups: what filters do to others of its kind is the same.
  private static func peers(in network: Network) -> [Peer] {
    struct Kind: Hashable {
      let subnet: Identifier<Subnet>
      let groups: [Identifier<SecurityGroup>]?
    }
    var seen: Set<Kind> = []
    return network.networkInterfaces.compactMap { interface in
      guard seen.insert(Kind(subnet: interface.subnet, groups: interface.securityGroups)).inserted else { return nil }
      return Peer(
        id: interface.id.text, name: name(of: interface, in: network), groups: interface.securityGroups ?? [])
    }
  }

  private static func name(of interface: NetworkInterface, in network: Network) -> String {
    let service = network.managedServices.first { $0.networkInterfaces.contains(interface.id) }?.name
    return service ?? interface.instance.flatMap { network.instances[$0]?.name } ?? interface.name
      ?? interface.addresses.first.map { "\($0.address)" } ?? interface.id.text
  }

  /// Ports that the groups of an interface may let in: the first of each rule's.
  private static func ports(of peer: Peer, in network: Network, _ ipProtocol: IPProtocol) -> [UInt16] {
    var ports: [UInt16] = []
    for group in peer.groups.compactMap({ network.securityGroups[$0] }) {
      for rule in group.rules(.inbound) {
        let allowed = rule.pattern.selectors(for: ipProtocol)
        let port = allowed == .all ? 443 : allowed.first
        if let port, port > 0, !ports.contains(port) { ports.append(port) }
      }
    }
    return Array(ports.prefix(20))
  }
}
