internal import Network

/// The way of the packets of one direction: the checkpoints they pass, in order, each decided by itself.
///
/// It goes on after a checkpoint that drops them, so that every obstacle is known and not only the first.
struct Course: Sendable {
  private(set) var checkpoints: [Checkpoint] = []
  /// Whether the packets are lost from sight: nobody knows which filters they meet beyond the last checkpoint, or with what
  /// addresses, so nothing more is asked.
  private(set) var isLost = false

  /// Makes room for the checkpoints of any course.
  fileprivate mutating func reserve() { checkpoints.reserveCapacity(8) }

  fileprivate mutating func append(_ checkpoint: Checkpoint) {
    if isLost, !checkpoint.isEnd { return }
    checkpoints.append(checkpoint)
    if case .lost? = checkpoint.gate { isLost = true }
  }
}

extension Plane {
  /// The way of a request from `client` to `server`.
  func request(from client: Place, to server: Place) -> Course {
    course(from: client, to: server, isReply: false)
  }

  /// The way of the replies from `server` to `client`: looked up by itself, not mirrored (trap 33).
  func reply(from server: Place, to client: Place) -> Course {
    course(from: server, to: client, isReply: true)
  }

  private func course(from source: Place, to destination: Place, isReply: Bool) -> Course {
    var course = Course()
    course.reserve()
    switch (source, destination) {
    case (.service(let service, _), _), (_, .service(let service, _)):
      if let host = source.host { appendAbsence(of: host, asServer: false, &course) }
      course.append(.amazonService(service))
    case (.host(let sender), .host(let receiver)) where !meetOverInternet(sender, receiver):
      connectPrivately(sender, receiver, isReply: isReply, &course)
    default:
      // Between a VPC and the internet, and between two hosts that call each other by their public addresses.
      if let sender = source.host {
        let far = destination.host?.outsideAddress ?? destination.address
        leave(sender, for: far, peer: Peer(far), host: destination.host, isReply: isReply, &course)
        toInternet(sender, far, isReply: isReply, &course)
      }
      if let receiver = destination.host {
        let far = source.host.map(\.outsideAddress) ?? source.address
        arriveFromInternet(at: receiver, from: far, host: source.host, isReply: isReply, &course)
      }
    }
    return course
  }

  /// Whether packets from one VPC find the global IPv6 address of a host in another over internet gateways.
  private func meetOverInternet(_ sender: Host, _ receiver: Host) -> Bool {
    guard sender.interface.vpc != receiver.interface.vpc, receiver.address.address.family == .v6,
      case .internetGateway? = look(up: receiver.address.address, from: sender).found?.target
    else { return false }
    return true
  }

  // MARK: Inside a VPC

  private func connectPrivately(_ sender: Host, _ receiver: Host, isReply: Bool, _ course: inout Course) {
    let isSameVPC = sender.interface.vpc == receiver.interface.vpc
    let destination = receiver.address.address
    leave(
      sender, for: destination, peer: isSameVPC ? Peer(receiver) : Peer(destination), host: receiver,
      isReply: isReply, &course)
    if !sender.isNeighbour(of: receiver) {
      let lookup = look(up: destination, from: sender)
      var gate = lookup.gate
      if case .open = gate, let route = lookup.found {
        switch route.target {
        case .local where !isSameVPC:
          gate = .closed(.noPossibleDestination, "the address is one of another VPC")
        case .internetGateway:
          gate =
            internetGate(toward: destination) ?? .closed(.noPossibleDestination, "the internet does not lead there")
        default:
          break
        }
      }
      course.append(.routeTable(lookup.table, sender, destination: destination, route: lookup.position, gate))
    }
    let source = isSameVPC ? Peer(sender) : Peer(sender.address.address)
    enter(receiver, from: source, host: sender, isReply: isReply, &course)
  }

  /// Out of the host, through its security groups and, unless it stays in the subnet, the subnet's ACL.
  private func leave(
    _ host: Host, for destination: IPAddress, peer: Peer, host other: Host?, isReply: Bool, _ course: inout Course
  ) {
    appendAbsence(of: host, asServer: isReply, &course)
    if !host.hasNoSecurityGroups {
      course.append(
        isReply
          ? .admittedBySecurityGroups(host, .outbound, peer: other) : .securityGroups(host, .outbound, peer))
    }
    appendNetworkACL(host, .outbound, peer: destination, host: other, &course)
  }

  /// Through the subnet's ACL, unless the packet comes from inside it, the security groups, and into the host.
  private func enter(_ host: Host, from peer: Peer, host other: Host?, isReply: Bool, _ course: inout Course) {
    appendNetworkACL(host, .inbound, peer: peer.address, host: other, &course)
    if !host.hasNoSecurityGroups {
      course.append(
        isReply ? .admittedBySecurityGroups(host, .inbound, peer: other) : .securityGroups(host, .inbound, peer))
    }
    appendAbsence(of: host, asServer: !isReply, &course)
  }

  private func appendNetworkACL(
    _ host: Host, _ direction: Direction, peer: IPAddress, host other: Host?, _ course: inout Course
  ) {
    let position = host.site.networkACL
    guard let other, host.isNeighbour(of: other) else {
      course.append(.networkACL(position, host, direction, peer: peer))
      return
    }
    if host.interface.isGateway || other.interface.isGateway {
      course.append(.disputedNetworkACL(position, host, direction, peer: peer))
    }
  }

  private func appendAbsence(of host: Host, asServer: Bool, _ course: inout Course) {
    if let (code, reason) = host.refusal(asServer: asServer) { course.append(.absentHost(host, code, reason)) }
  }

  // MARK: Through an internet gateway

  private func toInternet(_ host: Host, _ destination: IPAddress, isReply: Bool, _ course: inout Course) {
    let lookup = look(up: destination, from: host)
    var gate = lookup.gate
    if case .open = gate, lookup.found?.target == .local {
      gate = .closed(.noPossibleDestination, "no interface of the VPC has the address")
    }
    course.append(.routeTable(lookup.table, host, destination: destination, route: lookup.position, gate))
    guard case .open = gate, case .internetGateway(let id)? = lookup.found?.target else { return }
    if ipProtocol == .tcp, !isReply, host.interface.instance != nil { course.append(.mailLimit) }
    course.append(.internetGateway(id, .outbound, internetGateEgress(id, host, destination)))
  }

  private func internetGateEgress(
    _ id: Identifier<InternetGateway>, _ host: Host, _ destination: IPAddress
  ) -> Gate {
    if let gate = internetGate(toward: destination) { return gate }
    guard let outside = host.outsideAddress, AddressSet.publicAddresses.contains(outside) else {
      return .closed(.noPublicAddressForEgress, "the interface has no public address to leave with")
    }
    guard let gateway = network.internetGateways[id] else { return .unknown(unattested(id)) }
    guard gateway.vpc == host.interface.vpc else {
      return .closed(.badStateAttachment, "the gateway is not attached to the VPC")
    }
    return .open
  }

  private func unattested(_ gateway: Identifier<InternetGateway>) -> Unknown {
    Unknown(
      what: "the internet gateway \(gateway)",
      why: "whether it is attached is not in the snapshot (aws ec2 describe-internet-gateways)")
  }

  /// A gateway that a route of the VPC names and the snapshot does not describe, which may be attached.
  private func undescribedGateway(of vpc: Identifier<VPC>) -> Unknown? {
    for table in network.routeTables where table.vpc == vpc {
      for route in table.routes {
        if case .internetGateway(let id) = route.target, network.internetGateways[id] == nil { return unattested(id) }
      }
    }
    return nil
  }

  /// What an internet gateway refuses to carry, whoever sends it; nil when nothing.
  private func internetGate(toward destination: IPAddress) -> Gate? {
    if AddressSet.publicAddresses.contains(destination) { return nil }
    if AddressSet.rfc1918.contains(destination) {
      return .closed(.privateDestination, "an internet gateway does not carry packets to private addresses")
    }
    if AddressSet.rfc6598.contains(destination) {
      return .closed(.sharedDestination, "an internet gateway does not carry packets to shared addresses")
    }
    return .closed(.noPossibleDestination, "the internet has no such address")
  }

  private func arriveFromInternet(
    at host: Host, from source: IPAddress?, host other: Host?, isReply: Bool, _ course: inout Course
  ) {
    let gate = internetGateIngress(host, from: source)
    course.append(.internetGateway(terrain.attachedGateway(of: host.interface.vpc), .inbound, gate))
    enter(host, from: Peer(source ?? .v4(0)), host: other, isReply: isReply, &course)
  }

  private func internetGateIngress(_ host: Host, from source: IPAddress?) -> Gate {
    guard let source else {
      return .closed(.noPublicAddressForEgress, "the sender has no public address")
    }
    guard AddressSet.publicAddresses.contains(source) else {
      return .lost(
        Unknown(
          what: "the way from \(source) into the VPC",
          why: "it is not a public address, and on-premises networks are not modelled yet"))
    }
    guard let outside = host.outsideAddress, AddressSet.publicAddresses.contains(outside) else {
      return .closed(.noPublicAddressForIngress, "the interface has no public address to be reached by")
    }
    if host.interface.deniesInternetTraffic, host.address.address.family == .v6 {
      return .closed(.deniesInternetTraffic, "the interface denies IPv6 from the internet (DenyAllIgwTraffic)")
    }
    guard let gateway = terrain.attachedGateway(of: host.interface.vpc) else {
      if let unknown = undescribedGateway(of: host.interface.vpc) { return .unknown(unknown) }
      return .closed(.badStateAttachment, "the VPC has no internet gateway attached")
    }
    if let unknown = edgeRedirection(by: gateway, to: host.address.address) { return .lost(unknown) }
    return .open
  }
}

extension Host {
  /// Whether packets to and from the interface meet no security group at all: a NAT gateway's interface has none
  /// (UG/nat-gateway-basics), and an AWS-managed one may have none.
  var hasNoSecurityGroups: Bool { interface.securityGroups?.isEmpty ?? false }
}
