/// Interfaces and network ACLs as `JSONDecoder` reads them into plain structs: the fields that Portolan reads too.
struct DecodedSnapshot: Decodable {
  let NetworkInterfaces: [Interface]?
  let NetworkAcls: [ACL]?

  /// Whether a file holds what this reads.
  static func isRead(_ file: String) -> Bool {
    file.hasSuffix("/describe-network-interfaces.json") || file.hasSuffix("/describe-network-acls.json")
  }

  struct Interface: Decodable {
    let Association: Association?
    let Attachment: Attachment?
    let AvailabilityZone: String?
    let Description: String?
    let Groups: [Group]?
    let InterfaceType: String?
    let Ipv6Addresses: [AddressV6]?
    let NetworkInterfaceId: String
    let PrivateIpAddress: String?
    let PrivateIpAddresses: [Address]?
    let RequesterId: String?
    let SourceDestCheck: Bool?
    let SubnetId: String
    let TagSet: [Tag]?
    let VpcId: String
  }

  struct Association: Decodable { let PublicIp: String? }

  struct Attachment: Decodable {
    let DeviceIndex: Int?
    let InstanceId: String?
  }

  struct Group: Decodable { let GroupId: String }

  struct AddressV6: Decodable { let Ipv6Address: String }

  struct Address: Decodable {
    let Association: Association?
    let Primary: Bool?
    let PrivateIpAddress: String
  }

  struct Tag: Decodable {
    let Key: String
    let Value: String
  }

  struct ACL: Decodable {
    let Associations: [SubnetAssociation]?
    let Entries: [Entry]
    let IsDefault: Bool?
    let NetworkAclId: String
    let Tags: [Tag]?
    let VpcId: String
  }

  struct SubnetAssociation: Decodable { let SubnetId: String? }

  struct Entry: Decodable {
    let CidrBlock: String?
    let Egress: Bool
    let Ipv6CidrBlock: String?
    let PortRange: PortRange?
    let `Protocol`: String
    let RuleAction: String
    let RuleNumber: Int
  }

  struct PortRange: Decodable {
    let From: Int?
    let To: Int?
  }
}
