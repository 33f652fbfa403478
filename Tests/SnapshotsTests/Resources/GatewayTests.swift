import NetworkModel
import Snapshots
import Testing

@Suite struct GatewayTests {
  private static func blocks(_ texts: String...) -> [CIDRBlock] { texts.compactMap { CIDRBlock($0) } }

  @Test func `trap 27: a NAT gateway has its addresses, and a regional one neither subnet nor interface`() throws {
    func address(_ own: String?, _ outside: String, zone: String? = nil) -> NATGateway.Address {
      NATGateway.Address(
        privateAddress: own.flatMap { IPAddress($0) }, publicAddress: IPAddress(outside),
        networkInterface: own == nil ? nil : "eni-1", zone: zone)
    }
    #expect(
      Inventory(try network(Samples.natGateways)).natGateways == [
        NATGateway(
          id: "nat-1", name: "out", vpc: "vpc-1", subnet: "subnet-1",
          addresses: [address("10.0.1.9", "198.51.100.21"), address("10.0.1.5", "198.51.100.22")]),
        NATGateway(
          id: "nat-2", vpc: "vpc-1", subnet: nil, isRegional: true, takesAddresses: true, routeTable: "rtb-1",
          addresses: [
            address(nil, "198.51.100.23", zone: "eu-west-1a"), address(nil, "198.51.100.24", zone: "euw1-az2"),
          ]),
        NATGateway(
          id: "nat-3", vpc: "vpc-1", subnet: "subnet-9", state: "deleted", connectivity: .private, addresses: []),
      ])
  }

  @Test(arguments: ["assigning", "unassigning", "associating", "disassociating", "failed"])
  func `an address that is not assigned is none of the NAT gateway's`(_ status: String) throws {
    let json = """
      {"NatGateways": [{"NatGatewayId": "nat-1", "NatGatewayAddresses": [
        {"PrivateIp": "10.0.0.5", "Status": "\(status)"}, {"PrivateIp": "10.0.0.4"}]}]}
      """
    #expect(
      try network(json).natGateways["nat-1"]?.addresses
        == [NATGateway.Address(privateAddress: IPAddress("10.0.0.4"))])
  }

  @Test func `an egress-only internet gateway and a virtual private gateway have the VPC they are attached to`() throws
  {
    #expect(
      Array(try network(Samples.egressOnlyInternetGateways).egressOnlyInternetGateways) == [
        EgressOnlyInternetGateway(id: "eigw-1", name: "six", vpc: "vpc-1")
      ])
    #expect(
      Array(try network(Samples.vpnGateways).vpnGateways) == [VPNGateway(id: "vgw-1", name: "office", vpc: "vpc-1")])
    let detached = #"{"VpnGateways": [{"VpnGatewayId": "vgw-1", "VpcAttachments": []}]}"#
    #expect(try network(detached).vpnGateways["vgw-1"]?.vpc == nil)
  }

  @Test func `a VPN connection has its gateway and the routes in force`() throws {
    #expect(
      Inventory(try network(Samples.vpnConnections)).vpnConnections == [
        VPNConnection(
          id: "vpn-1", name: "office", vpnGateway: "vgw-1",
          cidrBlocks: Self.blocks("192.168.0.0/24", "192.168.1.0/24")),
        VPNConnection(id: "vpn-2", state: "pending", transitGateway: "tgw-1"),
      ])
  }

  @Test func `an endpoint has its kind, service, subnets, interfaces, groups and DNS names`() throws {
    #expect(
      Inventory(try network(Samples.endpoints)).vpcEndpoints == [
        VPCEndpoint(id: "vpce-1", kind: .gateway, vpc: "vpc-1", serviceName: "com.amazonaws.eu-west-1.s3"),
        VPCEndpoint(
          id: "vpce-2", name: "ssm", kind: .interface, vpc: "vpc-1", serviceName: "com.amazonaws.eu-west-1.ssm",
          subnets: ["subnet-1", "subnet-2"], networkInterfaces: ["eni-1", "eni-2"], securityGroups: ["sg-1"],
          dnsNames: ["ssm.example.com", "vpce-2.ssm.example.com"]),
      ])
  }

  @Test func `every type of endpoint is known, and another is kept as unknown`() throws {
    let kinds: [(String, VPCEndpoint.Kind?)] = [
      ("Gateway", .gateway), ("Interface", .interface), ("GatewayLoadBalancer", .gatewayLoadBalancer),
      ("Resource", .resource), ("ServiceNetwork", .serviceNetwork), ("Tunnel", nil),
    ]
    for (type, kind) in kinds {
      let json = #"{"VpcEndpoints": [{"VpcEndpointId": "vpce-1", "VpcEndpointType": "\#(type)"}]}"#
      #expect(try network(json).vpcEndpoints["vpce-1"]?.kind == kind, "\(type)")
    }
    let bare = #"{"VpcEndpoints": [{"VpcEndpointId": "vpce-1", "State": "PendingAcceptance"}]}"#
    #expect(
      Array(try network(bare).vpcEndpoints)
        == [VPCEndpoint(id: "vpce-1", kind: .gateway, vpc: nil, state: "pendingacceptance")])
  }

  @Test func `a prefix list gets the entries that a list of their own tells, whichever comes first`() throws {
    let list = PrefixList(id: "pl-3", name: "partners", cidrBlocks: Self.blocks("192.0.0.0/24", "192.0.2.0/24"))
    #expect(Array(try network(Samples.prefixListEntries).prefixLists) == [list])
    let json = """
      {"ManagedPrefixListEntries": [{"PrefixListId": "pl-3", "Entries": [{"Cidr": "192.0.2.0/24"},
        {"Cidr": "192.0.0.0/24"}]}], "ManagedPrefixLists": [{"PrefixListId": "pl-3", "PrefixListName": "partners"}]}
      """
    #expect(Array(try network(json).prefixLists) == [list])
    #expect(try notices(json) == [])
  }
}
