internal import NetworkModel

extension ManagedService {
  /// Reads one element of `MountTargets`; nil for one that is gone. It takes the name of its file system's id, and listens
  /// on the port of NFS (RFC 7530).
  init?(mountTarget fields: inout JSONObject) throws(MalformedJSON) {
    let id: Identifier<ManagedService> = try fields.requiredIdentifier("MountTargetId")
    let fileSystem = try fields.requiredString("FileSystemId")
    let subnet: Identifier<Subnet>? = try fields.identifier("SubnetId")
    let state = try fields.string("LifeCycleState")
    let interface: Identifier<NetworkInterface>? = try fields.identifier("NetworkInterfaceId")
    let vpc: Identifier<VPC>? = try fields.identifier("VpcId")
    if state == "deleted" { return nil }
    self.init(
      id: id, kind: .mountTarget, name: fileSystem, aliases: [fileSystem], port: 2049, vpc: vpc,
      subnets: [subnet].compactMap(\.self), networkInterfaces: [interface].compactMap(\.self))
  }

  /// The mount target under the name of its file system.
  func named(_ name: String) -> Self {
    Self(
      id: id, kind: kind, name: name, aliases: aliases, port: port, vpc: vpc, subnets: subnets,
      securityGroups: securityGroups, networkInterfaces: networkInterfaces)
  }
}
