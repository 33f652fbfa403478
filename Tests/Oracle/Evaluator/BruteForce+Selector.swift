extension BruteForce {
  /// The part of a rule that is not about addresses: protocol, and port or ICMP type and code.
  struct Selector: Equatable {
    /// What else a rule of a matching protocol asks for.
    enum Kind: UInt8 {
      case anything
      case ports
      case icmp
    }

    /// The IP protocol; −1 for all.
    let protocolNumber: Int32
    let kind: Kind
    /// The first port, or the ICMP type with −1 for all.
    let first: Int32
    /// The last port, or the ICMP code with −1 for all.
    let last: Int32

    static let everything = Selector(protocolNumber: -1, kind: .anything, first: 0, last: 0)
  }
}

extension BruteForce.Selector {
  /// Ports are destination ports in both directions; no rule can ask for a source port
  /// (trap 3).
  @inline(__always)
  func covers(_ packet: BruteForce.Packet) -> Bool {
    guard protocolNumber == -1 || protocolNumber == Int32(packet.protocolNumber) else {
      return false
    }
    switch kind {
    case .anything:
      return true
    case .ports:
      let port = Int32(packet.destinationPort)
      return first <= port && port <= last
    case .icmp:
      return (first == -1 || first == Int32(packet.icmpType))
        && (last == -1 || last == Int32(packet.icmpCode))
    }
  }

  /// The selector of a network ACL entry: ports count for 6 and 17 only, type and code for 1 and,
  /// of an IPv6 entry, for 58 (traps 6 and 10).
  init(_ entry: RandomNetwork.NetworkACL.Entry) {
    let number = Int32(entry.protocolText) ?? -1
    let icmpCounts = number == 1 || number == 58 && entry.peer.isIPv6
    if number == 6 || number == 17, let ports = entry.ports {
      self.init(
        protocolNumber: number, kind: .ports, first: Int32(ports.lowerBound),
        last: Int32(ports.upperBound))
    } else if icmpCounts, let icmp = entry.icmp {
      self.init(
        protocolNumber: number, kind: .icmp, first: Int32(icmp.type), last: Int32(icmp.code))
    } else {
      self.init(protocolNumber: number, kind: .anything, first: 0, last: 0)
    }
  }

  /// The selector of a security-group permission: only TCP, UDP and the two ICMPs heed `FromPort`
  /// and `ToPort`, by name or by number (traps 7 to 9).
  init(_ permission: RandomNetwork.SecurityGroup.Permission) {
    let number: Int32 =
      switch permission.protocolText {
      case "tcp": 6
      case "udp": 17
      case "icmp": 1
      case "icmpv6": 58
      default: Int32(permission.protocolText) ?? -1
      }
    let kind: Kind =
      switch number {
      case 6, 17: .ports
      case 1, 58: .icmp
      default: .anything
      }
    guard kind != .anything, let from = permission.from, let to = permission.to else {
      self.init(protocolNumber: number, kind: .anything, first: 0, last: 0)
      return
    }
    self.init(protocolNumber: number, kind: kind, first: Int32(from), last: Int32(to))
  }
}
