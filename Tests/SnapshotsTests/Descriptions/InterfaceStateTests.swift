import NetworkModel
import Snapshots
import Testing

/// An interface that AWS calls `available` is attached to nothing, unless another resource names it as its own.
@Suite struct InterfaceStateTests {
  private static func interface(_ status: String, _ fields: String = "") -> String {
    """
    "NetworkInterfaces": [{"NetworkInterfaceId": "eni-1", "SubnetId": "subnet-1", "VpcId": "vpc-1", "Groups": [],
      "PrivateIpAddress": "10.0.1.5", "SourceDestCheck": true, "Status": "\(status)"\(fields)}]
    """
  }

  private static func state(_ lists: String...) throws -> NetworkInterface.State? {
    try network("{\(lists.joined(separator: ", "))}").networkInterfaces["eni-1"]?.state
  }

  @Test func `its status tells whether it is attached`() throws {
    #expect(try Self.state(Self.interface("in-use")) == .attached)
    #expect(try Self.state(Self.interface("associated")) == .attached)
    #expect(try Self.state(Self.interface("available")) == .detached)
  }

  @Test func `one on its way is in doubt`() throws {
    let network = try network("{\(Self.interface("detaching"))}")
    #expect(network.networkInterfaces["eni-1"]?.state == .other("detaching"))
    #expect(network.doubts["eni-1"]?.map(\.why) == ["its status is “detaching”"])
  }

  @Test func `one that another resource names as its own is attached`() throws {
    let owners = [
      #""NatGateways": [{"NatGatewayId": "n", "NatGatewayAddresses": [{"NetworkInterfaceId": "eni-1"}]}]"#,
      #""VpcEndpoints": [{"VpcEndpointId": "e", "NetworkInterfaceIds": ["eni-1"]}]"#,
      #""MountTargets": [{"MountTargetId": "m", "FileSystemId": "f", "NetworkInterfaceId": "eni-1"}]"#,
      """
      "tasks": [{"taskArn": "t/1", "attachments": [{"type": "ElasticNetworkInterface", "status": "ATTACHED",
        "details": [{"name": "networkInterfaceId", "value": "eni-1"}]}]}]
      """,
    ]
    for owner in owners { #expect(try Self.state(Self.interface("available"), owner) == .attached, "\(owner)") }
    let described = Self.interface("available", #", "Description": "ELB app/front/1""#)
    let balancer = """
      "LoadBalancers": [{"LoadBalancerArn": "arn:aws:elasticloadbalancing:eu:1:loadbalancer/app/front/1",
        "LoadBalancerName": "front", "Type": "application"}]
      """
    #expect(try Self.state(described, balancer) == .attached)
    #expect(try Self.state(described) == .detached)
    #expect(try Self.state(Self.interface("available", #", "Attachment": {"InstanceId": "i-1"}"#)) == .attached)
  }

  @Test func `an Elastic IP address that is no public address is in doubt`() throws {
    for address in ["127.38.1.2", "10.0.0.9"] {
      let json = "{\(Self.interface("in-use", #", "Association": {"PublicIp": "\#(address)"}"#))}"
      #expect(
        try network(json).doubts["eni-1"]?.map(\.what) == ["the public address of network interface eni-1"])
      let elastic = #""Addresses": [{"PublicIp": "\#(address)", "NetworkInterfaceId": "eni-1"}]"#
      #expect(try network("{\(Self.interface("in-use")), \(elastic)}").doubts["eni-1"]?.count == 1)
    }
    #expect(
      try network("{\(Self.interface("in-use", #", "Association": {"PublicIp": "198.51.100.7"}"#))}").doubts.isEmpty)
  }

  @Test func `a gateway under any id is the gateway that it is described as`() throws {
    let tables = """
      "RouteTables": [{"RouteTableId": "rtb-1", "VpcId": "vpc-1", "Associations": [], "Routes": [
        {"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "door", "State": "active"}]}]
      """
    func target(_ list: String) throws -> Route.Target? {
      try network("{\(tables), \(list)}").routeTables["rtb-1"]?.routes.first?.target
    }
    #expect(
      try target(#""InternetGateways": [{"InternetGatewayId": "door", "Attachments": []}]"#) == .internetGateway("door")
    )
    #expect(try target(#""VpnGateways": [{"VpnGatewayId": "door", "VpcAttachments": []}]"#) == .vpnGateway("door"))
    #expect(try target(#""VpcEndpoints": [{"VpcEndpointId": "door"}]"#) == .vpcEndpoint("door"))
    #expect(try target(#""VpcEndpoints": []"#) == .other(.gateway, "door"))
  }
}
