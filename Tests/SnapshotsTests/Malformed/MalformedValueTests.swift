import Snapshots
import Testing

/// Values that are JSON but not what AWS would say: one line names the place, what was found and what was expected.
@Suite struct MalformedValueTests {
  private static func expectRefusals(_ cases: KeyValuePairs<String, String>) {
    for (json, line) in cases { #expect(refusal(of: json) == "f.json: \(line)", "\(json)") }
  }

  @Test func `the text as a whole must hold an answer`() {
    let expected = "where an answer of AWS's should stand"
    let nothing = "holds nothing: no key with a value; Portolan reads what `aws … describe-*` prints as JSON"
    Self.expectRefusals([
      "[]": "is an empty list, which does not tell of what; keep the key around it", "7": "holds 7 \(expected)",
      #""Vpcs""#: "holds “Vpcs” \(expected)", "true": "holds true \(expected)", "null": nothing, "{}": nothing,
      #"{"Vpcs": null}"#: nothing, "[7]": "holds 7 \(expected)", "[[true]]": "holds true \(expected)",
    ])
  }

  @Test func `a value of another type is named at any depth`() {
    Self.expectRefusals([
      #"{"Vpcs": {}}"#: "Vpcs: an object is not a list",
      #"{"Subnets": "x"}"#: "Subnets: “x” is not a list",
      #"{"Instances": 7}"#: "Instances: 7 is not a list",
      #"{"NetworkAcls": [7]}"#: "NetworkAcls[0]: 7 is not an object",
      #"{"RouteTables": [{"RouteTableId": "r", "VpcId": "v"}, []]}"#:
        "RouteTables[1]: a list is not an object",
      #"{"Vpcs": [{"VpcId": 7}]}"#: "Vpcs[0].VpcId: 7 is not a string",
      #"{"Vpcs": [{"VpcId": ["v"]}]}"#: "Vpcs[0].VpcId: a list is not a string",
      #"{"Vpcs": [{"VpcId": true}]}"#: "Vpcs[0].VpcId: true is not a string",
      #"{"Vpcs": [{"VpcId": ""}]}"#: "Vpcs[0].VpcId: an id is empty",
      #"{"Vpcs": [{"VpcId": "v", "Tags": {"Name": "x"}}]}"#: "Vpcs[0].Tags: an object is not a list",
      #"{"Vpcs": [{"VpcId": "v", "Tags": [{"Key": "Name", "Value": 7}]}]}"#:
        "Vpcs[0].Tags[0].Value: 7 is not a string",
      #"{"Vpcs": [{"VpcId": "v", "CidrBlockAssociationSet": [{"CidrBlock": 10.5}]}]}"#:
        "Vpcs[0].CidrBlockAssociationSet[0].CidrBlock: 10.5 is not a string",
      #"{"NetworkInterfaces": [{"NetworkInterfaceId": "e", "PrivateIpAddresses": [{"Primary": "yes"}]}]}"#:
        "NetworkInterfaces[0].PrivateIpAddresses[0].Primary: “yes” is not true or false",
      #"{"Reservations": [{"Instances": [{"InstanceId": "i-1"}, {"InstanceId": "i-2", "State": "running"}]}]}"#:
        "Reservations[0].Instances[1].State: “running” is not an object",
      #"{"Reservations": [{"Instances": {"InstanceId": "i-1"}}]}"#:
        "Reservations[0].Instances: an object is not a list",
      #"{"Instances": [{"InstanceId": "i-1", "NetworkInterfaces": [{"NetworkInterfaceId": 7}]}]}"#:
        "Instances[0].NetworkInterfaces[0].NetworkInterfaceId: 7 is not a string",
      #"{"DBInstances": [{"DBInstanceIdentifier": "d", "Endpoint": {"Port": "5432"}}]}"#:
        "DBInstances[0].Endpoint.Port: “5432” is not a port from 0 to 65535",
    ])
  }

  @Test func `null in a list is named, since it stands for no resource`() {
    for key in ["Vpcs", "Subnets", "NetworkAcls", "SecurityGroups", "RouteTables", "Instances", "Addresses"] {
      Self.expectRefusals(["{\"\(key)\": [null]}": "\(key)[0]: null is not an object"])
    }
  }

  @Test func `a key that AWS always gives is missed, null or not`() {
    let required: KeyValuePairs = [
      "Vpcs": "VpcId", "Subnets": "SubnetId", "NetworkAcls": "NetworkAclId", "SecurityGroups": "GroupId",
      "PrefixLists": "PrefixListId", "ManagedPrefixLists": "PrefixListId", "RouteTables": "RouteTableId",
      "InternetGateways": "InternetGatewayId", "NetworkInterfaces": "NetworkInterfaceId",
      "Instances": "InstanceId", "Addresses": "PublicIp", "DBInstances": "DBInstanceIdentifier",
    ]
    for (list, key) in required {
      Self.expectRefusals([
        "{\"\(list)\": [{}]}": "\(list)[0]: lacks “\(key)”",
        "{\"\(list)\": [{\"\(key)\": null}]}": "\(list)[0]: lacks “\(key)”",
      ])
    }
    Self.expectRefusals([
      #"{"Subnets": [{"SubnetId": "s"}]}"#: "Subnets[0]: lacks “VpcId”",
      #"{"NetworkAcls": [{"NetworkAclId": "a"}]}"#: "NetworkAcls[0]: lacks “VpcId”",
      #"{"RouteTables": [{"RouteTableId": "r"}]}"#: "RouteTables[0]: lacks “VpcId”",
      #"{"NetworkInterfaces": [{"NetworkInterfaceId": "e"}]}"#: "NetworkInterfaces[0]: lacks “SubnetId”",
      #"{"NetworkInterfaces": [{"NetworkInterfaceId": "e", "SubnetId": "s"}]}"#:
        "NetworkInterfaces[0]: lacks “VpcId”",
      #"{"NetworkInterfaces": [{"NetworkInterfaceId": "e", "Groups": [{"GroupName": "web"}]}]}"#:
        "NetworkInterfaces[0].Groups[0]: lacks “GroupId”",
      #"{"NetworkInterfaces": [{"NetworkInterfaceId": "e", "Ipv6Addresses": [{}]}]}"#:
        "NetworkInterfaces[0].Ipv6Addresses[0]: lacks “Ipv6Address”",
      #"{"NetworkInterfaces": [{"NetworkInterfaceId": "e", "PrivateIpAddresses": [{"Primary": true}]}]}"#:
        "NetworkInterfaces[0].PrivateIpAddresses[0]: lacks “PrivateIpAddress”",
      #"{"RouteTables": [{"RouteTableId": "r", "VpcId": "v", "Routes": [{"GatewayId": "igw-1"}]}]}"#:
        "RouteTables[0].Routes[0]: lacks a destination: “DestinationCidrBlock”, “DestinationIpv6CidrBlock”"
        + " or “DestinationPrefixListId”",
      #"{"Vpcs": [{"VpcId": "v", "CidrBlockAssociationSet": [{}]}]}"#:
        "Vpcs[0].CidrBlockAssociationSet[0]: lacks “CidrBlock”",
      #"{"ManagedPrefixLists": [{"PrefixListId": "p", "Entries": [{"Description": "x"}]}]}"#:
        "ManagedPrefixLists[0].Entries[0]: lacks “Cidr”",
    ])
  }

  @Test func `addresses and blocks must be written as AWS writes them`() {
    let block =
      "is not a CIDR block such as 10.0.0.0/16 (prefix 0 to 32) or 2001:db8::/56 (prefix 0 to 128)"
    let address = "is not an IP address such as 10.0.0.1 or 2001:db8::1"
    for text in ["10.0.0.0/33", "10.0.0.0", "10.0.0/16", "::/129", "", "any"] {
      Self.expectRefusals([
        #"{"Vpcs": [{"VpcId": "v", "CidrBlock": "\#(text)"}]}"#: "Vpcs[0].CidrBlock: “\(text)” \(block)",
        #"{"Subnets": [{"CidrBlock": "\#(text)"}]}"#: "Subnets[0].CidrBlock: “\(text)” \(block)",
        #"{"PrefixLists": [{"PrefixListId": "p", "Cidrs": ["::/0", "\#(text)"]}]}"#:
          "PrefixLists[0].Cidrs[1]: “\(text)” \(block)",
        #"{"RouteTables": [{"RouteTableId": "r", "Routes": [{"DestinationCidrBlock": "\#(text)"}]}]}"#:
          "RouteTables[0].Routes[0].DestinationCidrBlock: “\(text)” \(block)",
      ])
    }
    for text in ["10.0.0.256", "10.0.0.0/32", "10.0.0", "01.2.3.4", "", "::g"] {
      Self.expectRefusals([
        #"{"Addresses": [{"PublicIp": "\#(text)"}]}"#: "Addresses[0].PublicIp: “\(text)” \(address)",
        #"{"NetworkInterfaces": [{"NetworkInterfaceId": "e", "PrivateIpAddresses": [{"PrivateIpAddress": "\#(text)"}]}]}"#:
          "NetworkInterfaces[0].PrivateIpAddresses[0].PrivateIpAddress: “\(text)” \(address)",
        #"{"NetworkInterfaces": [{"Association": {"PublicIp": "\#(text)"}}]}"#:
          "NetworkInterfaces[0].Association.PublicIp: “\(text)” \(address)",
      ])
    }
  }

  @Test func `numbers must be whole and in range`() {
    func deviceIndex(_ number: String) -> String {
      #"{"NetworkInterfaces": [{"Attachment": {"DeviceIndex": \#(number)}}]}"#
    }
    let place = "NetworkInterfaces[0].Attachment.DeviceIndex"
    for (number, found) in [
      ("-1", "-1"), ("1.5", "1.5"), ("1e3", "1000.0"), ("9223372036854775807", "9223372036854775807"),
      ("18446744073709551615", "18446744073709551615"), ("-9223372036854775808", "-9223372036854775808"),
      ("1e300", "1e+300"), (#""1""#, "“1”"),
    ] {
      Self.expectRefusals([deviceIndex(number): "\(place): \(found) is not a whole number from 0 to 1000"])
    }
  }

  @Test func `a long value is cut, and stays one line`() {
    let long = String(repeating: "x", count: 500)
    Self.expectRefusals([
      #"{"Vpcs": [{"VpcId": "v", "CidrBlock": "\#(long)"}]}"#:
        "Vpcs[0].CidrBlock: “\(long.prefix(60))…” is not a CIDR block such as 10.0.0.0/16 (prefix 0 to 32)"
        + " or 2001:db8::/56 (prefix 0 to 128)",
      ##"{"Addresses": [{"PublicIp": "1\r\n2\u0000\u001b[31m\u007f\u0085\u2028\u2029\u202e3"}]}"##:
        "Addresses[0].PublicIp: “1  2  [31m     3” is not an IP address such as 10.0.0.1 or 2001:db8::1",
    ])
    let marks = "1" + String(repeating: "\u{301}", count: 10_000)
    let line = refusal(of: #"{"Addresses": [{"PublicIp": "\#(marks)"}]}"#) ?? ""
    #expect(line.unicodeScalars.count < 200)
  }
}
