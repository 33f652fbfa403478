public import NetworkModel

/// A service that every VPC has at fixed addresses, and whose traffic neither security groups nor network ACLs filter
/// (UG/vpc-security-groups, UG/vpc-network-acls; trap 49).
public enum AmazonService: String, Hashable, Sendable {
  /// Amazon DNS: the VPC's base address plus two, 169.254.169.253, fd00:ec2::253.
  case dns = "Amazon DNS"
  /// The instance metadata service, 169.254.169.254.
  case instanceMetadata = "the instance metadata service"
  /// The Amazon Time Sync Service, 169.254.169.123.
  case timeSync = "the Amazon Time Sync Service"
  /// ECS task metadata, 169.254.170.2.
  case taskMetadata = "ECS task metadata"
  /// The reserved address of a subnet's default router: the base address plus one.
  case router = "the subnet's default router"

  /// The service at a link-local address, whatever the VPC.
  public init?(linkLocal address: IPAddress) {
    switch address.description {
    case "169.254.169.253", "fd00:ec2::253": self = .dns
    case "169.254.169.254": self = .instanceMetadata
    case "169.254.169.123": self = .timeSync
    case "169.254.170.2": self = .taskMetadata
    default: return nil
    }
  }

  /// The service at an address that a VPC reserves for it.
  public init?(_ address: IPAddress, in vpc: VPC, subnets: some Sequence<Subnet>) {
    func isReserved(_ block: CIDRBlock, offset: UInt128) -> Bool {
      block.family == .v4 && block.address.family == address.family && address.bits == block.address.bits + offset
    }
    if vpc.cidrBlocks.contains(where: { isReserved($0, offset: 2) }) {
      self = .dns
    } else if subnets.contains(where: { $0.cidrBlocks.contains { isReserved($0, offset: 1) } }) {
      self = .router
    } else {
      return nil
    }
  }
}
