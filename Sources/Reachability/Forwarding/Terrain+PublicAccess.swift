internal import NetworkModel

/// VPC Block Public Access: what the account's setting and its exclusions leave of the way to the internet
/// (UG/security-vpc-bpa-basics).
extension Terrain {
  /// What is let through for one interface.
  private enum PublicAccess {
    case open
    /// What NAT gateways and egress-only internet gateways begin.
    case egress(byExclusion: Bool)
    case blocked
  }

  private func publicAccess(of host: Host) -> PublicAccess {
    if network.blockPublicAccess.isEmpty { return .open }
    let scope = network.vpcs[host.site.vpc]?.scope ?? Scope()
    let setting = network.blockPublicAccess.first { setting in
      (setting.scope.account == nil || scope.account == nil || setting.scope.account == scope.account)
        && (setting.scope.region == nil || scope.region == nil || setting.scope.region == scope.region)
    }
    guard let setting, setting.mode != .off else { return .open }
    let ids: Set<String> = [host.site.vpc.text, host.site.subnet.text]
    let exclusions = network.blockPublicAccessExclusions.filter { ids.contains($0.resource) }.map(\.mode)
    if exclusions.contains(.bidirectional) { return .open }
    if exclusions.contains(.egress) { return .egress(byExclusion: setting.mode == .bidirectional) }
    return setting.mode == .ingress ? .egress(byExclusion: false) : .blocked
  }

  /// What stands between an interface and an internet gateway; nil when nothing does.
  ///
  /// - Parameter begunInside: Whether the interface began the connection.
  func publicAccessGate(for host: Host, begunInside: Bool) -> Gate? {
    let blocked = Gate.closed(.publicAccessBlocked, "VPC Block Public Access is on for the VPC")
    switch publicAccess(of: host) {
    case .open: return nil
    case .blocked: return blocked
    case .egress where host.isNATGateway: return nil
    case .egress(let byExclusion):
      guard byExclusion, begunInside else { return blocked }
      return .unknown(
        "whether an egress exclusion from VPC Block Public Access is for interfaces with public addresses",
        why: "AWS documents it for NAT gateways and egress-only internet gateways")
    }
  }

  /// Whether not even an egress-only internet gateway carries an interface's connections.
  func isPublicAccessBlocked(for host: Host) -> Bool {
    if case .blocked = publicAccess(of: host) { true } else { false }
  }

  /// Whether IPv6 from the internet is dropped before it reaches an interface (BOTO:ec2 `DenyAllIgwTraffic`, and the attribute
  /// `ipv6.deny_all_igw_traffic` of a load balancer).
  func deniesInternetTraffic(_ host: Host) -> Bool {
    if host.interface.deniesInternetTraffic { return true }
    guard case .loadBalancer(let position)? = host.role else { return false }
    return network.loadBalancers[position].deniesInternetTraffic
  }
}
