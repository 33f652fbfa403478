/// An Elastic IP address (`DescribeAddresses`).
public struct ElasticIP: Resource {
  /// `eipalloc-…`
  public let id: Identifier<ElasticIP>
  /// The `Name` tag.
  public var name: String?
  /// The public address.
  public var publicAddress: IPAddress
  /// The interface it is associated with.
  public var networkInterface: Identifier<NetworkInterface>?
  /// The private address of that interface it is paired with.
  public var privateAddress: IPAddress?

  /// Makes an Elastic IP address.
  public init(
    id: Identifier<ElasticIP>, name: String? = nil, publicAddress: IPAddress,
    networkInterface: Identifier<NetworkInterface>? = nil, privateAddress: IPAddress? = nil
  ) {
    self.id = id
    self.name = name
    self.publicAddress = publicAddress
    self.networkInterface = networkInterface
    self.privateAddress = privateAddress
  }
}
