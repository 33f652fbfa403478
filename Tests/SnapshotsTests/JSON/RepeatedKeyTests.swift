import NetworkModel
import Snapshots
import Testing

/// One key twice in one object: nothing says which counts, and whoever reads the first passes over the second.
@Suite struct RepeatedKeyTests {
  @Test func `it is refused wherever something is read`() {
    let cases: KeyValuePairs = [
      #"{"Vpcs": [{"VpcId": "a", "VpcId": "b"}]}"#: ("Vpcs[0]", "VpcId"),
      #"{"Vpcs": [{"VpcId": "a", "Tags": [{"Key": "Name", "Value": "a", "Key": "x"}]}]}"#: ("Vpcs[0].Tags[0]", "Key"),
      #"{"NetworkInterfaces": [{"NetworkInterfaceId": "e", "SubnetId": "s", "VpcId": "v", "SubnetId": "t"}]}"#:
        ("NetworkInterfaces[0]", "SubnetId"),
      #"{"NetworkAcls": [{"NetworkAclId": "a", "VpcId": "v", "Entries": [{"Egress": true, "Protocol": "6", "RuleAction": "allow", "RuleNumber": 1, "CidrBlock": "0.0.0.0/0", "PortRange": {"From": 1, "To": 2, "To": 3}}]}]}"#:
        ("NetworkAcls[0].Entries[0].PortRange", "To"),
      #"{"SecurityGroups": [{"GroupId": "g", "IpPermissions": [], "IpPermissions": []}]}"#:
        ("SecurityGroups[0]", "IpPermissions"),
      #"[{"VpcId": "a", "CidrBlock": "10.0.0.0/16", "CidrBlock": "10.1.0.0/16"}]"#: ("[0]", "CidrBlock"),
      #"{"Vpc": {"VpcId": "a", "VpcId": "a"}}"#: ("Vpc", "VpcId"),
    ]
    for (json, (place, key)) in cases {
      #expect(
        refusal(of: json)
          == "f.json: \(place): has the key “\(key)” twice, and nothing says which of the two counts", "\(json)")
    }
  }

  @Test func `keys of every length, few and many, are told apart`() {
    for count in [2, 10, 40, 64, 65, 300] {
      for length in [1, 2, 3, 4, 9] {
        let keys = (0..<count).map {
          String(repeating: "x", count: length - 1) + String(UnicodeScalar(UInt32(0x100 + $0)) ?? "?")
        }
        let members = keys.map { "\"\($0)\": 1" }
        func text(_ members: [String]) -> String {
          #"{"Vpcs": [{"VpcId": "v", \#(members.joined(separator: ", "))}]}"#
        }
        #expect(refusal(of: text(members)) == nil)
        #expect(refusal(of: text(members + members.suffix(1)))?.contains("twice") == true, "\(count) of \(length)")
        #expect(refusal(of: text(members + members.prefix(1)))?.contains("twice") == true, "\(count) of \(length)")
      }
    }
  }

  @Test func `at the top of a file it is two lists`() throws {
    let vpcs = try network(#"{"Vpcs": [{"VpcId": "a"}], "Subnets": [], "Vpcs": [{"VpcId": "b"}]}"#).vpcs
    #expect(vpcs.map(\.id.text) == ["a", "b"])
  }
}
