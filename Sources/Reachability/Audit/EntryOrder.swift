internal import NetworkModel
internal import Ports

/// The entries of one direction of a network ACL, in the order in which AWS evaluates them, and which of them decides about which packets.
///
/// An entry is a box: a block of addresses × protocols × selectors. What earlier entries leave of it is found piece by piece: between the
/// edges of the blocks that earlier entries name all addresses fare alike, and so do all protocols that no entry names. Exact, no packet tried.
struct EntryOrder: Sendable {
  /// A packet, as a network ACL sees it.
  struct Packet: Hashable, Sendable {
    let peer: IPAddress
    let ipProtocol: IPProtocol
    let selector: UInt16
  }

  /// Part of an entry's box: these addresses, with these selectors.
  struct Part: Hashable, Sendable {
    let addresses: AddressRange
    let selectors: PortSet
  }

  /// The entries, by ascending number.
  let entries: [NetworkACL.Entry]
  /// The protocols that entries name, and one that none does and that stands for all those.
  private let protocols: [IPProtocol]

  init(_ acl: NetworkACL, _ direction: Direction) {
    entries = Array(acl.entries(direction))
    var named = [IPProtocol.tcp, .udp, .icmp, .icmpv6]
    for entry in entries {
      if let ipProtocol = entry.pattern.ipProtocol, !named.contains(ipProtocol) { named.append(ipProtocol) }
    }
    let other = (UInt8.min...UInt8.max).lazy.map { IPProtocol(rawValue: $0) }.first { !named.contains($0) }
    protocols = named + [other].compactMap(\.self)
  }

  /// The protocols that tell packets of an entry apart.
  func protocols(of index: Int) -> [IPProtocol] {
    entries[index].pattern.ipProtocol.map { [$0] } ?? protocols
  }

  /// A packet that an entry decides about; nil when those before it take all.
  func packet(decidedBy index: Int) -> Packet? {
    for ipProtocol in protocols(of: index) {
      if let packet = firstPart(of: index, ipProtocol) { return packet }
    }
    return nil
  }

  private func firstPart(of index: Int, _ ipProtocol: IPProtocol) -> Packet? {
    for start in starts(in: index, ipProtocol) {
      if let selector = open(at: start, for: index, ipProtocol).first {
        return Packet(peer: start, ipProtocol: ipProtocol, selector: selector)
      }
    }
    return nil
  }

  /// Which packets of a protocol an entry decides about.
  func parts(of index: Int, _ ipProtocol: IPProtocol) -> [Part] {
    let starts = starts(in: index, ipProtocol)
    let last = entries[index].cidrBlock.range.upper
    return starts.indices.compactMap { position in
      let selectors = open(at: starts[position], for: index, ipProtocol)
      if selectors.isEmpty { return nil }
      let next = position + 1 < starts.count ? starts[position + 1] : nil
      let end = next.map { IPAddress($0.family, bits: $0.bits - 1) } ?? last
      return Part(addresses: AddressRange(starts[position], end), selectors: selectors)
    }
  }

  /// The selectors of an entry that those before it leave at an address.
  private func open(at address: IPAddress, for index: Int, _ ipProtocol: IPProtocol) -> PortSet {
    var open = entries[index].pattern.selectors(for: ipProtocol)
    for earlier in entries[..<index] where earlier.matches(address) {
      open.subtract(earlier.pattern.selectors(for: ipProtocol))
      if open.isEmpty { break }
    }
    return open
  }

  /// Where the pieces begin into which earlier entries cut an entry's block.
  private func starts(in index: Int, _ ipProtocol: IPProtocol) -> [IPAddress] {
    let block = entries[index].cidrBlock
    if entries[index].pattern.selectors(for: ipProtocol).isEmpty { return [] }
    var starts = [block.address]
    for earlier in entries[..<index]
    where block.contains(earlier.cidrBlock) && !earlier.pattern.selectors(for: ipProtocol).isEmpty {
      starts.append(earlier.cidrBlock.address)
      if let next = earlier.cidrBlock.range.upper.successor, block.contains(next) { starts.append(next) }
    }
    return Set(starts).sorted()
  }
}

extension NetworkACL.Entry {
  /// Whether every packet of another entry is one of this.
  func covers(_ other: NetworkACL.Entry) -> Bool {
    cidrBlock.contains(other.cidrBlock) && pattern.covers(other.pattern)
  }

  /// Whether some packet is of both.
  func meets(_ other: NetworkACL.Entry) -> Bool {
    (cidrBlock.contains(other.cidrBlock) || other.cidrBlock.contains(cidrBlock)) && pattern.meets(other.pattern)
  }
}

extension TrafficPattern {
  /// Whether every packet of another pattern is one of this.
  func covers(_ other: TrafficPattern) -> Bool {
    guard let ipProtocol else { return true }
    return ipProtocol == other.ipProtocol && other.selectors.isSubset(of: selectors)
  }

  /// Whether some packet is of both.
  func meets(_ other: TrafficPattern) -> Bool {
    guard let ipProtocol, let theirs = other.ipProtocol else { return true }
    return ipProtocol == theirs && !selectors.isDisjoint(with: other.selectors)
  }
}
