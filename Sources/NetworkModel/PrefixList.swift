/// A managed prefix list: blocks that rules of security groups and routes name together. Network ACLs cannot (PL/gateway-endpoints).
public struct PrefixList: Resource {
  /// `pl-…`
  public let id: Identifier<PrefixList>
  /// The list's name.
  public var name: String?
  /// Its blocks; nil when the snapshot names the list without its entries, which take a call of their own.
  public var cidrBlocks: [CIDRBlock]?

  /// Makes a prefix list.
  public init(id: Identifier<PrefixList>, name: String? = nil, cidrBlocks: [CIDRBlock]?) {
    self.id = id
    self.name = name
    self.cidrBlocks = cidrBlocks
  }
}
