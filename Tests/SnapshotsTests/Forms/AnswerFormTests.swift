import AWSCatalogue
import NetworkModel
import Snapshots
import Testing

/// The forms in which answers come that are not one object as `aws` prints it.
@Suite struct AnswerFormTests {
  private static let one = #"{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}"#
  private static let two = #"{"VpcId": "vpc-2", "CidrBlock": "10.1.0.0/16"}"#
  private static let wrong = #"{"VpcId": "vpc-9", "CidrBlock": "10.0.0.0/99"}"#
  private static let subnet = #"{"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24"}"#

  private static func page(_ vpc: String, token: String? = nil) -> String {
    #"{"Vpcs": [\#(vpc)]\#(token.map { #", "NextToken": "\#($0)""# } ?? "")}"#
  }

  private func page(_ vpc: String, token: String? = nil) -> String { Self.page(vpc, token: token) }

  @Test(arguments: ["\n", "\n\n", "", " ", "\r\n"])
  func `pages one behind the other, or in a list, are one answer`(_ separator: String) throws {
    for text in [
      page(Self.one, token: "a") + separator + Self.page(Self.two) + separator,
      "[\(Self.page(Self.one, token: "a")),\(separator)\(Self.page(Self.two))]",
    ] {
      let form = try Form(["v.json": text])
      #expect(form.network.vpcs.map(\.id.text) == ["vpc-1", "vpc-2"])
      #expect(form.status(.describeVpcs) == .whole)
      #expect(form.notices == [])
    }
  }

  @Test func `pages of which the last is missing are cut off`() throws {
    let texts = [
      page(Self.one, token: "a") + "\n" + page(Self.two, token: "b"),
      "[\(page(Self.one, token: "a")), \(page(Self.two, token: "b"))]",
    ]
    for text in texts { #expect(try Form(["v.json": text]).status(.describeVpcs) == .cutOff) }
  }

  @Test func `long pages one behind the other are read in pieces, and a place is that in the file`() throws {
    func vpcs(_ range: Range<Int>, wrong: Int? = nil) -> String {
      let list = range.map { #"{"VpcId": "vpc-\#($0)", "CidrBlock": "10.0.0.0/\#($0 == wrong ? 99 : 16)"}"# }
      return #"{"Vpcs": [\#(list.joined(separator: ", "))]}"#
    }
    let folder = try TemporaryFolder(["v.json": vpcs(0..<300) + "\n" + vpcs(300..<500)])
    for size in [50, 400, 3_000, 1 << 40] {
      let snapshot = try Snapshot(readingFrom: folder.path, inPiecesOf: size)
      #expect(snapshot.network.vpcs.map(\.id.text) == (0..<500).map { "vpc-\($0)" }, "pieces of \(size)")
    }
    for (text, place) in [
      (vpcs(0..<300, wrong: 290) + vpcs(300..<500), "Vpcs[290].CidrBlock"),
      (vpcs(0..<300) + vpcs(300..<500, wrong: 450), "[1].Vpcs[150].CidrBlock"),
    ] {
      let folder = try TemporaryFolder(["v.json": text])
      for size in [50, 400, 3_000, 1 << 40] {
        #expect {
          try Snapshot(readingFrom: folder.path, inPiecesOf: size)
        } throws: { ($0 as? SnapshotError)?.place == place }
      }
    }
  }

  @Test func `resources that lost the key of their list tell what they are`() throws {
    let form = try Form([
      "v.json": "[\(Self.one), \(Self.two)]", "lines.jsonl": "\(Self.subnet)\n\(Self.one)\n",
      "i.json": #"[[{"InstanceId": "i-1", "ImageId": "ami-1", "VpcId": "vpc-1", "SubnetId": "subnet-1"}]]"#,
    ])
    #expect(form.network.vpcs.count == 2)
    #expect(form.network.subnets.count == 1)
    #expect(form.network.instances.count == 1)
    for call in [AWSCall.describeVpcs, .describeSubnets, .describeInstances] { #expect(form.status(call) == .whole) }
    #expect(form.notices == [])
  }

  @Test func `one resource says nothing of a call`() throws {
    for text in [Self.one, #"{"Vpc": \#(Self.one)}"#, #"{"Vpc": \#(Self.one)}\#n{"Vpc": \#(Self.two)}"#] {
      let form = try Form(["v.json": text])
      #expect(form.network.vpcs["vpc-1"] != nil)
      #expect(form.status(.describeVpcs) == .notMade)
    }
  }

  @Test func `what was made is one element of its list`() throws {
    let lists = [
      "Vpc", "Subnet", "NetworkAcl", "SecurityGroup", "RouteTable", "InternetGateway", "NatGateway", "NetworkInterface",
      "VpcEndpoint", "VpcPeeringConnection", "TransitGateway", "EgressOnlyInternetGateway", "TransitGatewayRouteTable",
      "TransitGatewayVpcAttachment", "VpnGateway", "VpnConnection", "PrefixList", "DBInstance", "CacheCluster",
    ]
    for key in lists {
      // Each is read as an element of its list is: by what it lacks.
      let single = try #require(refusal(of: #"{"\#(key)": {}}"#))
      let element = try #require(refusal(of: #"{"\#(key)s": [{}]}"#))
      #expect(single == element.replacing("\(key)s[0]", with: key), "\(key)")
    }
    let made = try Form(["create-load-balancer.json": #"{"LoadBalancers": []}"#])
    #expect(made.status(.describeLoadBalancers) == .notMade)
  }

  @Test func `an object that only names others is none of them`() throws {
    let foreign = [
      #"[{"VpcId": "vpc-1", "EnableDnsSupport": {"Value": true}}]"#, #"[{"GroupId": "sg-1", "GroupName": "x"}]"#,
      #"[{"InstanceId": "i-1", "InstanceType": "t3.micro", "LifecycleState": "InService"}]"#, #"[{"Id": "vpc-1"}]"#,
      #"[["vpc-1", "10.0.0.0/16"]]"#, #"[{"NetworkInterfaceId": "eni-1", "Groups": []}]"#,
    ]
    for text in foreign {
      let line = try #require(refusal(of: text))
      #expect(line.contains("do not tell what they are") || line.contains("where an answer"), "\(line)")
    }
  }

  @Test func `an empty list tells of what by its file's name`() throws {
    let form = try Form(["describe-internet-gateways.json": "[]", "x.json": "[]", "v.json": Self.page(Self.one)])
    #expect(form.status(.describeInternetGateways) == .whole)
    #expect(
      form.notices == [
        "nothing is read of x.json, which is an empty list, which does not tell of what; keep the key around it"
      ])
  }

  @Test func `errors name the place in the file as it is`() throws {
    let block =
      "“10.0.0.0/99” is not a CIDR block such as 10.0.0.0/16 (prefix 0 to 32) or 2001:db8::/56 (prefix 0 to 128)"
    let cases: KeyValuePairs = [
      "[\(Self.one), \(Self.wrong)]": "[1].CidrBlock",
      "[[\(Self.one)], [\(Self.subnet), \(Self.wrong)]]": "[1][1].CidrBlock",
      Self.wrong: "CidrBlock", #"{"Vpc": \#(Self.wrong)}"#: "Vpc.CidrBlock",
      "[\(page(Self.one)), \(page(Self.wrong))]": "[1].Vpcs[0].CidrBlock",
      "\(page(Self.one))\n\(page(Self.wrong))": "[1].Vpcs[0].CidrBlock",
      #"{"status_code": 200, "data": \#(page(Self.wrong))}"#: "data.Vpcs[0].CidrBlock",
    ]
    for (text, place) in cases { #expect(refusal(of: text) == "f.json: \(place): \(block)", "\(text)") }
    #expect(
      refusal(of: "\(page(Self.one))\n\n{\"Vpcs\": [,]}")
        == "f.json: line 3, column 11, in [1].Vpcs[0]: “,” stands where a value should")
  }

  @Test func `what recorders wrote is the answer, or that the call failed`() throws {
    let form = try Form([
      "ec2.DescribeVpcs_1.json": #"{"status_code": 200, "data": {"Vpcs": [\#(Self.one)], "ResponseMetadata": {}}}"#,
      "ec2.DescribeSubnets_1.json":
        #"{"status_code": 403, "data": {"Error": {"Code": "UnauthorizedOperation", "Message": "no"}}}"#,
    ])
    #expect(form.network.vpcs.count == 1)
    #expect(form.status(.describeSubnets) == .denied)
    #expect(
      form.notices == [
        "no answer, since AWS refused the call or it failed: "
          + "ec2.DescribeSubnets_1.json (aws ec2 describe-subnets: UnauthorizedOperation)"
      ])
  }

  @Test func `AWS Config's items are resources, and no answers`() throws {
    let vpc =
      #"{"resourceType": "AWS::EC2::VPC", "configuration": {"vpcId": "vpc-1", "cidrBlock": "10.0.0.0/16", "tags": [{"key": "Name", "value": "shop"}]}}"#
    let group =
      #"{\"groupId\": \"sg-1\", \"vpcId\": \"vpc-1\", \"ipPermissions\": [{\"ipProtocol\": \"tcp\", \"fromPort\": 22, \"toPort\": 22, \"ipRanges\": [\"10.0.0.0/8\"], \"ipv4Ranges\": [{\"cidrIp\": \"10.0.0.0/8\"}]}], \"ipPermissionsEgress\": []}"#
    let items = [
      vpc, #"{"resourceType": "AWS::EC2::SecurityGroup", "configuration": "\#(group)"}"#,
      #"{"resourceType": "AWS::S3::Bucket", "configuration": {}}"#,
      #"{"resourceType": "AWS::EC2::Subnet", "configurationItemStatus": "ResourceDeleted", "configuration": null}"#,
    ]
    let form = try Form([
      "config.json": #"{"fileVersion": "1.0", "configurationItems": [\#(items.joined(separator: ", "))]}"#
    ])
    #expect(form.network.vpcs["vpc-1"]?.name == "shop")
    #expect(form.network.securityGroups["sg-1"]?.rules.count == 1)
    #expect(form.status(.describeVpcs) == .notMade)
    #expect(
      form.notices == [
        "not all is read of config.json, which holds items of AWS Config that are not read: AWS::S3::Bucket"
      ])
    #expect(
      refusal(of: #"{"configurationItems": [\#(vpc.replacing("/16", with: "/99"))]}"#)?
        .hasPrefix("f.json: configurationItems[0].configuration.CidrBlock: ") == true)
  }
}
