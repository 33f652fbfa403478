internal import NetworkModel
internal import Ports

extension Inspection {
  /// A packet that two entries of a network ACL, at a position, are both for, with the question that shows it where an interface of the ACL's
  /// subnets and another end of the network send or get it.
  func evidence(matching entry: NetworkACL.Entry, _ other: NetworkACL.Entry?, of position: Int) -> Audit.Evidence? {
    let block = [entry.cidrBlock, other?.cidrBlock].compactMap(\.self).max { $0.prefixLength < $1.prefixLength }
    guard let block, let inside = hostsOfACL[position].first(where: { $0.address.address.family == block.family })
    else {
      return nil
    }
    let ipProtocol = entry.pattern.ipProtocol ?? other?.pattern.ipProtocol ?? .tcp
    var selectors = entry.pattern.selectors(for: ipProtocol)
    if let other { selectors.formIntersection(other.pattern.selectors(for: ipProtocol)) }
    guard let selector = selectors.first else { return nil }
    let port = ipProtocol.hasPorts ? selectors.likeliestPort : selector
    let peer = peer(in: block, of: inside)
    let ends = entry.direction == .inbound ? (peer, End.host(inside)) : (End.host(inside), peer)
    var verdict: Verdict?
    if ipProtocol == .tcp || ipProtocol == .udp {
      let plane = ipProtocol == .tcp ? tcp : udp
      verdict = trace(ends.0, ends.1, plane, port: port).flatMap { trace in
        // Only a way that meets the ACL shows anything of it.
        let meets = trace.alternatives.flatMap(\.legs).flatMap(\.request).contains { hop in
          hop.component.id == network.networkACLs[position].id.text && hop.direction == entry.direction
        }
        return meets ? trace.verdict : nil
      }
    }
    return evidence(
      ends.0, ends.1, ipProtocol, port: ipProtocol.hasPorts || ipProtocol.hasTypeAndCode ? port : nil, verdict)
  }

  /// An end in a block: an interface of another subnet, of the same VPC if there is one; else an address that no interface has.
  private func peer(in block: CIDRBlock, of host: Host) -> End {
    let others = hosts(in: AddressSet([block])).lazy.filter { !$0.isNeighbour(of: host) }
    if let near = others.first(where: { $0.sharesVPC(with: host) && $0.isServer && $0.isClient }) { return .host(near) }
    let outside = Self.internet(block.family, of: network).intersection(AddressSet([block]))
    if let address = example(of: outside) { return .outside(address) }
    return others.first { _ in true }.map { .host($0) } ?? .outside(block.address)
  }
}
