internal import AWSCatalogue
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
    /// Perhaps an exclusion that the snapshot does not list lets it through.
    case blockedUnlessExcluded(Unknown)
  }

  private func publicAccess(of host: Host) -> PublicAccess {
    guard let setting = publicAccessSetting(of: host), setting.mode != .off else { return .open }
    let ids: Set<String> = [host.site.vpc.text, host.site.subnet.text]
    let exclusions = network.blockPublicAccessExclusions.filter { ids.contains($0.resource) }.map(\.mode)
    if exclusions.contains(.bidirectional) { return .open }
    let status = network.status(of: .describeVpcBlockPublicAccessExclusions, for: host.site.vpc)
    if status != .whole {
      return .blockedUnlessExcluded(
        Unknown(
          "whether an exclusion from VPC Block Public Access is for \(host.site.subnet)",
          for: .describeVpcBlockPublicAccessExclusions, status))
    }
    if exclusions.contains(.egress) { return .egress(byExclusion: setting.mode == .bidirectional) }
    return setting.mode == .ingress ? .egress(byExclusion: false) : .blocked
  }

  private func publicAccessSetting(of host: Host) -> BlockPublicAccess? {
    if network.blockPublicAccess.isEmpty { return nil }
    let scope = network.vpcs[host.site.vpc]?.scope ?? Scope()
    return network.blockPublicAccess.first { $0.scope.mayBe(scope) }
  }

  /// What is taken for granted of an interface's way to the internet; nil where the snapshot tells.
  func publicAccessAssumption(for host: Host) -> Assumption? {
    guard publicAccessSetting(of: host) == nil else { return nil }
    let status = network.status(of: .describeVpcBlockPublicAccessOptions, for: host.site.vpc)
    if status == .whole, network.blockPublicAccess.isEmpty { return nil }
    // What is set in another account or Region tells nothing here.
    return Assumption(
      "VPC Block Public Access is off", for: .describeVpcBlockPublicAccessOptions, status == .whole ? .notMade : status)
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
    case .blockedUnlessExcluded(let unknown): return .unknown(unknown)
    case .egress(let byExclusion):
      guard byExclusion, begunInside else { return blocked }
      return .unknown(
        "whether an egress exclusion from VPC Block Public Access is for interfaces with public addresses",
        why: "AWS documents it for NAT gateways and egress-only internet gateways")
    }
  }

  /// What keeps even an egress-only internet gateway from carrying an interface's connections; nil when nothing does.
  func egressOnlyPublicAccessGate(for host: Host) -> Gate? {
    switch publicAccess(of: host) {
    case .open, .egress: nil
    case .blocked: .closed(.publicAccessBlocked, "VPC Block Public Access is on for the VPC")
    case .blockedUnlessExcluded(let unknown):
      // It is on for what comes in, and lets through what begins inside, exclusion or not.
      publicAccessSetting(of: host)?.mode == .ingress ? nil : .unknown(unknown)
    }
  }

  /// Whether IPv6 from the internet is dropped before it reaches an interface (BOTO:ec2 `DenyAllIgwTraffic`, and the attribute
  /// `ipv6.deny_all_igw_traffic` of a load balancer).
  func deniesInternetTraffic(_ host: Host) -> Bool {
    if host.interface.deniesInternetTraffic { return true }
    guard case .loadBalancer(let position)? = host.role else { return false }
    return network.loadBalancers[position].deniesInternetTraffic
  }
}
