import NetworkModel
import Testing

@Suite struct NetworkInterfaceTests {
  @Test func `the address of a family is the first one, which for IPv4 is the primary`() {
    let interface = NetworkInterface(
      id: "eni-1", subnet: "subnet-1", vpc: "vpc-1",
      addresses: [.init(.v4(1), isPrimary: true), .init(.v4(2)), .init(.v6(3)), .init(.v6(4))],
      securityGroups: nil)
    #expect(interface.address(.v4)?.address == .v4(1))
    #expect(interface.address(.v6)?.address == .v6(3))
  }

  @Test func `a database may own the RDS interfaces of its subnets that carry all its groups`() {
    let database = ManagedService(
      id: "orders", kind: .dbInstance, name: "orders", port: 5432, vpc: "vpc-1", subnets: ["subnet-1", "subnet-2"],
      securityGroups: ["sg-1"])
    func interface(
      _ description: String = "RDSNetworkInterface", in subnet: Identifier<Subnet> = "subnet-2",
      groups: [Identifier<SecurityGroup>]? = ["sg-1", "sg-2"]
    ) -> NetworkInterface {
      NetworkInterface(
        id: "eni-1", interfaceDescription: description, subnet: subnet, vpc: "vpc-1", addresses: [],
        securityGroups: groups)
    }
    #expect(database.mayOwn(interface()))
    #expect(database.mayOwn(interface(groups: nil)))
    #expect(!database.mayOwn(interface(groups: ["sg-2"])))
    #expect(!database.mayOwn(interface(in: "subnet-3")))
    #expect(!database.mayOwn(interface("ELB app/front/1")))
  }

  @Test func `an instance runs Windows when its platform begins with that word`() {
    for platform in ["windows", "Windows", "Windows with SQL Server Standard", "Windows BYOL"] {
      #expect(Instance(id: "i-1", platform: platform).isWindows, "\(platform)")
    }
    for platform in [nil, "", "Linux/UNIX", "Red Hat Enterprise Linux", "SQL Server Web"] {
      #expect(!Instance(id: "i-1", platform: platform).isWindows)
    }
  }
}
