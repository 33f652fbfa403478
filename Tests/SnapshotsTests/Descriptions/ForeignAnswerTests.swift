import AWSCatalogue
import NetworkModel
import Snapshots
import Testing

/// Other services print lists under keys of ours. They are told by their elements, and neither refused nor taken for ours.
@Suite struct ForeignAnswerTests {
  private static let foreign: KeyValuePairs<String, String> = [
    "Rules": #"[{"Name": "nightly", "Arn": "arn:aws:events:x", "State": "ENABLED", "EventBusName": "default"}]"#,
    "Rules ": #"[{"RuleId": "1", "Name": "waf"}]"#,
    "Rules  ": #"[{"ID": "x", "Status": "Enabled", "Filter": {"Prefix": ""}}]"#,
    "LoadBalancers": #"[{"LoadBalancerName": "lb", "State": "Added"}]"#,
    "Listeners": #"[{"ListenerArn": "a", "PortRanges": [], "Protocol": "TCP", "ClientAffinity": "NONE"}]"#,
    "SecurityGroups": #"["sg-1"]"#,
    "TargetGroups": #"[{"DBProxyName": "p", "TargetGroupName": "default", "TargetGroupArn": "arn:aws:rds:x"}]"#,
    "FileSystems": #"[{"FileSystemId": "fs-1", "FileSystemType": "LUSTRE", "SubnetIds": []}]"#,
    "Instances": #"[{"Id": "ci-1", "Ec2InstanceId": "i-1"}]"#,
    "Instances ": #"[{"Id": "service-1", "Attributes": {}}]"#,
    "Reservations": #"[{"ReservationId": "r", "OfferingId": "o"}]"#,
    "Addresses": #"[{"AddressId": "ADID", "Name": "me"}]"#,
    "VpcEndpoints": #"[{"VpcEndpointId": "aos-1", "DomainArn": "arn:aws:es:x", "Status": "ACTIVE"}]"#,
  ]

  @Test func `each is noted and passed over`() throws {
    for (key, list) in Self.foreign {
      let key = key.replacing(" ", with: "")
      let json = #"{"\#(key)": \#(list), "Vpcs": []}"#
      #expect(
        try notices(json) == ["passed over, since by its shape it is another service's answer: “\(key)” in f.json"])
      #expect(Inventory(try network(json)) == Inventory(Network()), "\(json)")
    }
  }

  @Test func `none of them counts as the call whose key it stands under`() throws {
    let rules = #"{"Rules": [{"RuleId": "1", "Name": "waf"}], "Vpcs": []}"#
    #expect(try network(rules).ledger.status(of: .describeRules) == .notMade)
    #expect(try network(#"{"Rules": []}"#).ledger.status(of: .describeRules) == .whole)
  }

  @Test func `a broken answer of ours is refused as ever`() {
    let broken: KeyValuePairs<String, String> = [
      "Rules": #"[{"Priority": "1", "Actions": []}]"#,
      "LoadBalancers": #"[{"LoadBalancerName": "lb", "Type": "network"}]"#,
      "Listeners": #"[{"ListenerArn": "a", "Port": 80, "Protocol": "TCP"}]"#, "SecurityGroups": #"[{"VpcId": "v"}]"#,
      "TargetGroups": #"[{"TargetGroupName": "a"}]"#, "FileSystems": #"[{"Name": "a"}]"#,
      "Instances": #"[{"State": {"Name": "running"}}]"#, "Addresses": #"[{"AllocationId": "eipalloc-1"}]"#,
    ]
    for (key, list) in broken {
      #expect(refusal(of: #"{"\#(key)": \#(list)}"#)?.hasPrefix("f.json: \(key)[0]: lacks") == true, "\(key)")
    }
  }
}
