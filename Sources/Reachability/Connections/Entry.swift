public import NetworkModel

/// The way by which a client outside comes into the network, and why it is taken for that.
public struct Entry: Hashable, Sendable {
  /// A way that a question may pick.
  public enum Via: Hashable, Sendable {
    /// An internet gateway.
    case internet
    /// A virtual private gateway, to on-premises networks.
    case vpnGateway(Identifier<VPNGateway>)
    /// A VPN connection or Direct Connect gateway at a transit gateway.
    case transitGatewayAttachment(Identifier<TransitGatewayAttachment>)

    /// What the option `--via` calls it.
    public var text: String {
      switch self {
      case .internet: "internet"
      case .vpnGateway(let id): id.text
      case .transitGatewayAttachment(let id): id.text
      }
    }
  }

  /// The way.
  public let via: Via
  /// Why, as what follows on “since”.
  public let reason: String
}

extension Directory {
  /// The way that `text` names.
  public func via(_ text: String) throws(EndpointError) -> Entry.Via {
    if text == "internet" { return .internet }
    if network.vpnGateways[Identifier(text)] != nil { return .vpnGateway(Identifier(text)) }
    if let attachment = network.transitGatewayAttachments.first(where: { $0.id.text == text }), attachment.isOnPremises
    {
      return .transitGatewayAttachment(attachment.id)
    }
    let known =
      network.vpnGateways.map(\.id.text).sorted()
      + Set(network.transitGatewayAttachments.filter(\.isOnPremises).map(\.id.text)).sorted()
    throw .mismatched(
      "“\(text)” is no way in: use internet"
        + (known.isEmpty ? "; no virtual private gateway is described" : " or " + known.joined(separator: ", ")))
  }
}

extension Network {
  /// What names an address as on-premises, in a few words: a static route of a VPN connection, or a route that a virtual private gateway
  /// has announced. What is for every address names none.
  func claim(onPremises address: IPAddress, _ table: Int?) -> String? {
    for connection in vpnConnections where connection.state == "available" {
      if let block = connection.cidrBlocks.first(where: { !$0.isAny && $0.contains(address) }) {
        return "VPN connection \(connection.name ?? connection.id.text) has a static route to \(block)"
      }
    }
    guard let table else { return nil }
    for route in routeTables[table].routes where route.isPropagated {
      guard case .vpnGateway(let gateway) = route.target, case .cidrBlock(let block) = route.destination, !block.isAny,
        block.contains(address)
      else { continue }
      return "\(gateway) has announced a route to \(block)"
    }
    return nil
  }
}
