import NetworkModel
import Snapshots
import Testing

@Suite struct NetworkInterfaceTests {
  /// An interface, given as the inside of its JSON object beside the ids.
  private static func interface(_ fields: String) throws -> NetworkInterface {
    let json = """
      {"NetworkInterfaces": [{"NetworkInterfaceId": "eni-1", "SubnetId": "subnet-1", "VpcId": "vpc-1", \(fields)}]}
      """
    return try #require(try network(json).networkInterfaces["eni-1"])
  }

  private static func address(_ text: String, isPrimary: Bool = false, public publicText: String? = nil)
    throws
    -> NetworkInterface.Address
  {
    NetworkInterface.Address(
      try #require(IPAddress(text)), isPrimary: isPrimary, publicAddress: publicText.flatMap { IPAddress($0) }
    )
  }

  @Test func `an interface has all that AWS says of it, the primary address first and IPv6 last`() throws {
    #expect(
      Array(try network(Samples.networkInterfaces).networkInterfaces) == [
        NetworkInterface(
          id: "eni-1", name: "front door", interfaceDescription: "first", type: "interface",
          subnet: "subnet-1",
          vpc: "vpc-1", availabilityZone: "eu-west-1a",
          addresses: [
            try Self.address("10.0.1.9", isPrimary: true, public: "198.51.100.7"),
            try Self.address("10.0.1.3"), try Self.address("10.0.1.4", public: "198.51.100.8"),
            try Self.address("2001:db8:1:1::8"), try Self.address("2001:db8:1:1::9"),
          ], securityGroups: ["sg-1", "sg-2"], sourceDestCheck: false,
          deniesInternetTraffic: true, instance: "i-1", deviceIndex: 1,
          requester: "amazon-elb")
      ])
  }

  @Test func `an interface has defaults for what AWS leaves out`() throws {
    let interface = try Self.interface(#""PrivateIpAddress": "10.0.1.4""#)
    #expect(
      interface
        == NetworkInterface(
          id: "eni-1", subnet: "subnet-1", vpc: "vpc-1",
          addresses: [try Self.address("10.0.1.4", isPrimary: true)], securityGroups: nil))
    #expect(interface.sourceDestCheck)
  }

  @Test func `an interface without groups is told from one whose groups are not said`() throws {
    #expect(try Self.interface(#""Groups": []"#).securityGroups == [])
    #expect(try Self.interface(#""Groups": null"#).securityGroups == nil)
  }

  @Test func `a public address is paired with the private one that carries it`() throws {
    let single = try Self.interface(
      #""PrivateIpAddress": "10.0.1.4", "Association": {"PublicIp": "198.51.100.7"}"#)
    #expect(single.addresses == [try Self.address("10.0.1.4", isPrimary: true, public: "198.51.100.7")])

    let listed = try Self.interface(
      """
      "PrivateIpAddress": "10.0.1.4", "Association": {"PublicIp": "198.51.100.7"},
      "PrivateIpAddresses": [{"PrivateIpAddress": "10.0.1.5"}, {"PrivateIpAddress": "10.0.1.4"}]
      """)
    #expect(
      listed.addresses == [
        try Self.address("10.0.1.4", isPrimary: true, public: "198.51.100.7"), try Self.address("10.0.1.5"),
      ])
  }

  @Test func `a carrier address is no public address`() throws {
    let interface = try Self.interface(
      #""PrivateIpAddress": "10.0.1.4", "Association": {"CarrierIp": "155.146.10.1"}"#)
    #expect(interface.addresses.map(\.publicAddress) == [nil])
  }

  @Test func `an interface of IPv6 alone has no IPv4 address`() throws {
    let interface = try Self.interface(
      #""PrivateIpAddresses": [], "Ipv6Addresses": [{"Ipv6Address": "2001:db8::1", "IsPrimaryIpv6": true}]"#)
    #expect(interface.addresses == [try Self.address("2001:db8::1")])
    #expect(interface.address(.v4) == nil)
  }

  @Test func `an interface may be attached to something that is no instance`() throws {
    let interface = try Self.interface(
      #""Attachment": {"AttachmentId": "ela-attach-1", "DeviceIndex": 1, "InstanceOwnerId": "amazon-elb"}"#)
    #expect(interface.instance == nil)
    #expect(interface.deviceIndex == 1)
  }

  @Test func `an interface that only its instance describes is read there`() throws {
    let instances = try network(Samples.instances)
    #expect(
      Array(instances.networkInterfaces) == [
        NetworkInterface(
          id: "eni-2", subnet: "subnet-1", vpc: "vpc-1",
          addresses: [try Self.address("10.0.1.20", isPrimary: true)], securityGroups: ["sg-1"],
          instance: "i-2")
      ])
  }

  @Test func `DescribeNetworkInterfaces tells more of an interface than its instance, in either order`()
    throws
  {
    let own = """
      "NetworkInterfaces": [{"NetworkInterfaceId": "eni-2", "SubnetId": "subnet-1", "VpcId": "vpc-1",
        "Description": "own", "Attachment": {"InstanceId": "i-2"}}]
      """
    let instances = """
      "Instances": [{"InstanceId": "i-2", "NetworkInterfaces":
        [{"NetworkInterfaceId": "eni-2", "SubnetId": "subnet-1", "VpcId": "vpc-1", "Description": "instance's"}]}]
      """
    for json in ["{\(own), \(instances)}", "{\(instances), \(own)}"] {
      #expect(try network(json).networkInterfaces.map(\.interfaceDescription) == ["own"])
      #expect(try notices(json).allSatisfy { $0.hasPrefix("cut down") })
    }
  }
}
