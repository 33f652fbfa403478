/// A part of a network as Linux can be: network namespaces, the virtual cables between them, and what to say to `ip` and `nft` in each.
///
/// Made of a snapshot's network alone, without touching the machine, so that it can be read before it is built.
public struct Blueprint: Sendable {
  /// A cable between two namespaces, or with both ends in one.
  struct Link: Sendable {
    struct End: Sendable {
      let space: Int
      let device: String
    }

    let one: End
    let other: End
  }

  /// The namespaces.
  var spaces: [Space] = []
  /// The cables.
  var links: [Link] = []
  /// Where each network interface's namespace stands in `spaces`, by the interface's id.
  var hosts: [String: Int] = [:]
  /// The namespaces that stand for what lies outside: the internet first, then what only an egress-only gateway leads to.
  var outsides: [Int] = []

  /// How many namespaces there are.
  public var count: Int { spaces.count }
}

extension Blueprint {
  /// One namespace.
  struct Space: Sendable {
    /// What it is for people, and in its name: `web-1`, `subnet-app`, `vpc-shop`.
    let label: String
    /// Whether it forwards what is not for itself.
    let forwards: Bool
    /// What to say to `ip` in it, once its cables are there, without the word `ip`.
    var commands: [String] = []
    /// The same, of what is said apart for IPv6: to `ip -6`.
    var commandsV6: [String] = []
    /// What to say to `nft` in it.
    var ruleset = Ruleset()

    init(_ label: String, forwards: Bool) {
      self.label = label
      self.forwards = forwards
    }
  }
}

extension Blueprint {
  /// What to say to `ip`, anywhere, to make the namespaces; then, in any of them, to lay the cables.
  ///
  /// Both ends of a cable have one hardware address and neither asks for the other's: so packets reach the other end whatever
  /// address they are for, as between a VPC's interfaces and its router.
  func links(named name: (Int) -> String) -> [String] {
    links.enumerated().flatMap { number, link in
      let hardware = "02:00:00:00:\(hex(number >> 8)):\(hex(number & 255))"
      return [
        "link add name \(link.one.device) address \(hardware) netns \(name(link.one.space)) type veth "
          + "peer name \(link.other.device) address \(hardware) netns \(name(link.other.space))"
      ]
    }
  }

  /// What to say to `ip` in a namespace to switch its ends of cables on and set its addresses and routes.
  func commands(of space: Int) -> [String] {
    let ends = links.flatMap { [$0.one, $0.other] }.filter { $0.space == space }
    return ["link set dev lo up"] + ends.map { "link set dev \($0.device) arp off up" } + spaces[space].commands
  }

  private func hex(_ byte: Int) -> String {
    let digits = String(byte, radix: 16)
    return digits.count == 1 ? "0" + digits : digits
  }

  /// Kernel settings of a namespace, below `/proc/sys/net`, made before its cables: each is of the namespace alone.
  func settings(of space: Int) -> [(path: String, value: String)] {
    // Addresses are the snapshot's and no others, and a reply may come by another way than the request has left by.
    var settings = [
      ("ipv6/conf/default/addr_gen_mode", "1"), ("ipv6/conf/default/accept_dad", "0"),
      ("ipv6/conf/default/accept_ra", "0"), ("ipv4/conf/all/rp_filter", "0"), ("ipv4/conf/default/rp_filter", "0"),
      ("ipv4/conf/all/send_redirects", "0"), ("ipv4/conf/default/send_redirects", "0"),
    ]
    if spaces[space].forwards {
      settings += [("ipv4/ip_forward", "1"), ("ipv6/conf/all/forwarding", "1")]
    } else {
      // Room for as many half-open connections as there are ports: an ACL that drops replies leaves that many.
      settings += [
        ("core/somaxconn", "65535"), ("ipv4/tcp_max_syn_backlog", "262144"), ("ipv4/tcp_synack_retries", "2"),
        ("ipv4/tcp_syncookies", "0"), ("ipv4/icmp_ratelimit", "0"),
      ]
    }
    return settings
  }

  /// Everything that building it would say, for people and for shells without root to look at.
  public var description: String {
    func name(_ space: Int) -> String { spaces[space].label }
    var text = "# cables (ip)\n"
    text += links(named: name).map { $0 + "\n" }.joined()
    for (position, space) in spaces.enumerated() {
      text += "\n# namespace \(space.label): ip\n"
      text += commands(of: position).map { $0 + "\n" }.joined()
      if !space.commandsV6.isEmpty {
        text += "# namespace \(space.label): ip -6\n" + space.commandsV6.map { $0 + "\n" }.joined()
      }
      if !space.ruleset.isEmpty { text += "# namespace \(space.label): nft\n" + space.ruleset.text }
    }
    return text
  }
}
