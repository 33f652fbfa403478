internal import NetworkModel

extension NATGateway {
  /// The chain that translates.
  static let translation = "translate"
  /// The map by which an experiment chooses the port that a NAT gateway takes for a client's.
  static let portMap = "ports"

  /// The addresses in its subnet.
  var privateAddresses: [IPAddress] { addresses.compactMap(\.privateAddress) }

  /// What a NAT gateway does: connections that others begin go on as its own, from a port of 1024 to 65535, which is the client's
  /// while that is free (LNX618 nf_nat_core.c); everything else falls (UG/nat-gateway-basics).
  func ruleset(sendingWith address: IPAddress) -> Ruleset {
    var ruleset = Ruleset()
    ruleset.add(translatingChain: Self.translation, translation(to: address))
    ruleset.addCircleGuard(of: privateAddresses)
    ruleset.add(declaration: "map \(Self.portMap) { type inet_service : ipv4_addr . inet_service; }")
    let name = "NAT gateway \(name ?? id.text)"
    let end = ruleset.drop("\(name) drops what it did not begin, and takes nothing for itself")
    ruleset.add(chain: "input", hook: "input priority filter", [end])
    let other = ruleset.drop("\(name) carries TCP, UDP and ICMP of IPv4 alone")
    ruleset.add(
      chain: "forward", hook: "forward priority filter",
      ["ct state invalid \(end)", "meta nfproto ipv6 \(other)", "meta l4proto != { 1, 6, 17 } \(other)"])
    return ruleset
  }

  /// The rules by which connections get one of its addresses. Which of several AWS takes for a connection is not documented, so that an
  /// experiment says which.
  func translation(to address: IPAddress) -> [String] {
    let own = privateAddresses.map(\.description).joined(separator: ", ")
    return ["ip saddr { \(own) } accept"]
      + ["tcp", "udp"].flatMap { name in
        [
          "ip protocol \(name) counter snat ip to \(name) sport map @\(Self.portMap)",
          "ip protocol \(name) counter snat ip to \(address):1024-65535",
        ]
      } + ["ip protocol icmp counter snat ip to \(address)"]
  }
}
