import NetworkModel
import Snapshots
import Testing

@Suite struct ElasticIPTests {
  private static func publicAddresses(_ interfaces: String, _ addresses: String) throws -> [String?] {
    let json = #"{"Addresses": [\#(addresses)], "NetworkInterfaces": [\#(interfaces)]}"#
    return try #require(try network(json).networkInterfaces["eni-1"]).addresses.map {
      $0.publicAddress.map(\.description)
    }
  }

  private static let interface = """
    {"NetworkInterfaceId": "eni-1", "SubnetId": "subnet-1", "VpcId": "vpc-1", "PrivateIpAddresses": [
      {"PrivateIpAddress": "10.0.1.4", "Primary": true}, {"PrivateIpAddress": "10.0.1.5", "Primary": false}],
      "Ipv6Addresses": [{"Ipv6Address": "2001:db8::1"}]}
    """

  @Test func `an Elastic IP address is known by its allocation, or else by itself`() throws {
    #expect(
      Inventory(try network(Samples.addresses)).elasticIPs == [
        ElasticIP(id: "198.51.100.10", publicAddress: try #require(IPAddress("198.51.100.10"))),
        ElasticIP(
          id: "eipalloc-1", name: "third", publicAddress: try #require(IPAddress("198.51.100.9")),
          networkInterface: "eni-1", privateAddress: IPAddress("10.0.1.3")),
      ])
  }

  @Test func `an Elastic IP address is paired with the private address it names`() throws {
    let address = """
      {"PublicIp": "198.51.100.7", "NetworkInterfaceId": "eni-1", "PrivateIpAddress": "10.0.1.5"}
      """
    #expect(try Self.publicAddresses(Self.interface, address) == [nil, "198.51.100.7", nil])
  }

  @Test func `an Elastic IP address that names no private one is paired with the primary`() throws {
    let address = #"{"PublicIp": "198.51.100.7", "NetworkInterfaceId": "eni-1"}"#
    #expect(try Self.publicAddresses(Self.interface, address) == ["198.51.100.7", nil, nil])
  }

  @Test func `what the interface says of its public address counts`() throws {
    let interface = """
      {"NetworkInterfaceId": "eni-1", "SubnetId": "subnet-1", "VpcId": "vpc-1", "PrivateIpAddresses": [
        {"PrivateIpAddress": "10.0.1.4", "Primary": true, "Association": {"PublicIp": "198.51.100.1"}}]}
      """
    let address = #"{"PublicIp": "198.51.100.7", "NetworkInterfaceId": "eni-1"}"#
    #expect(try Self.publicAddresses(interface, address) == ["198.51.100.1"])
  }

  @Test func `an Elastic IP address of no interface, or of an unknown one, is paired with nothing`() throws {
    for address in [
      #"{"PublicIp": "198.51.100.7"}"#, #"{"PublicIp": "198.51.100.7", "NetworkInterfaceId": "eni-9"}"#,
      #"{"PublicIp": "198.51.100.7", "NetworkInterfaceId": "eni-1", "PrivateIpAddress": "10.0.1.99"}"#,
    ] {
      #expect(try Self.publicAddresses(Self.interface, address) == [nil, nil, nil], "\(address)")
    }
  }

  @Test func `an Elastic IP address is paired with an interface that only its instance describes`() throws {
    let json = """
      {"Addresses": [{"PublicIp": "198.51.100.7", "NetworkInterfaceId": "eni-1"}],
        "Instances": [{"InstanceId": "i-1", "NetworkInterfaces": [\(Self.interface)]}]}
      """
    let interface = try #require(try network(json).networkInterfaces["eni-1"])
    #expect(interface.addresses.first?.publicAddress == IPAddress("198.51.100.7"))
    #expect(interface.instance == "i-1")
  }
}
