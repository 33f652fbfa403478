public import NetworkModel

/// One concrete end of a connection.
public enum Place: Hashable, Sendable {
  /// An address of a network interface in a VPC.
  case host(Host)
  /// A network interface of a VPC, by the address under which the internet knows it.
  case publicly(Host)
  /// An address that no interface of the snapshot has: on the internet if it can be, else on-premises.
  case outside(IPAddress)
  /// An address on the internet, for sure.
  case internet(IPAddress)
  /// A service that every VPC has.
  case service(AmazonService, IPAddress)

  /// The address that a packet to this place bears when it sets out from elsewhere.
  public var address: IPAddress {
    switch self {
    case .host(let host): host.address.address
    case .publicly(let host):
      host.hasUnknownPublicAddress ? host.address.address : host.outsideAddress ?? host.address.address
    case .outside(let address), .internet(let address), .service(_, let address): address
    }
  }

  /// The host at this place, if it is one.
  var host: Host? {
    switch self {
    case .host(let host), .publicly(let host): host
    case .outside, .internet, .service: nil
    }
  }
}
