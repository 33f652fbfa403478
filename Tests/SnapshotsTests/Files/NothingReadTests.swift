import AWSCatalogue
import NetworkModel
import Snapshots
import Testing

/// Files and folders out of which nothing is read.
@Suite struct NothingReadTests {
  private static let vpcs = #"{"Vpcs": [{"VpcId": "vpc-1"}]}"#
  private static let what = "Portolan reads what `aws … describe-*` prints as JSON"

  @Test func `a file says what it looks like`() {
    let cases: KeyValuePairs = [
      #"{"version": 4, "terraform_version": "1.9.0", "serial": 1, "lineage": "x", "resources": []}"#:
        "is Terraform's state, which is not read yet; \(Self.what)",
      #"{"format_version": "1.2", "terraform_version": "1.9.0", "planned_values": {}}"#:
        "is Terraform's plan or state, shown as JSON, which is not read yet; \(Self.what)",
      #"{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {}}"#:
        "is a template of CloudFormation, which is not read yet; \(Self.what)",
      #"{"provider": "aws", "network_acls": []}"#:
        "has “network_acls”, which looks like “NetworkAcls”; the keys must be as `aws` prints them",
      #"{"requestId": "x", "routeTableSet": {}}"#:
        "has “routeTableSet”, which looks like “RouteTables”; the keys must be as `aws` prints them",
      #"{"configurationItems": [{"resourceType": "AWS::S3::Bucket", "configuration": {}}]}"#:
        "holds items of AWS Config that are not read: AWS::S3::Bucket",
      #"{"zebras": 1, "apes": 2}"#: "has none of the keys that are read, but apes, zebras; \(Self.what)",
    ]
    for (json, sentence) in cases { #expect(refusal(of: json) == "f.json: \(sentence)", "\(json)") }
  }

  @Test func `beside files that are read it is noted`() throws {
    let form = try Form(["a.json": #"{"zebras": 1}"#, "b.json": Self.vpcs, "c.json": "{}"])
    #expect(
      form.notices == [
        "nothing is read of a.json, which has none of the keys that are read, but zebras; \(Self.what)",
        "nothing is read of c.json, which holds nothing: no key with a value; \(Self.what)",
      ])
  }

  @Test func `texts that are not JSON are known by their looks`() throws {
    let looks: KeyValuePairs = [
      "Vpcs:\n- VpcId: vpc-1\n": "looks like YAML, which `aws … --output yaml` prints",
      "---\nVpcs: []\n": "looks like YAML, which `aws … --output yaml` prints",
      "VPCS\t10.0.0.0/16\tdopt-1\nTAGS\tName\tx\n": "looks like what `aws … --output text` prints",
      "----------\n|  DescribeVpcs  |\n+--------+\n": "looks like what `aws … --output table` prints",
    ]
    for (text, look) in looks {
      let sentence = "\(look); Portolan reads what it prints with --output json"
      #expect(refusal(of: text) == "f.json: \(sentence)")
      #expect(
        try Form.refusals(["b.json": Self.vpcs, "describe-subnets.json": text]) == [
          "describe-subnets.json: \(sentence)"
        ])
      // A name that promises no JSON breaks no promise.
      for name in ["describe-subnets.txt", "describe-subnets.yaml", "describe-subnets"] {
        let form = try Form(["b.json": Self.vpcs, name: text])
        #expect(form.notices == ["nothing is read of \(name), which \(sentence)"])
        #expect(form.status(.describeSubnets) == .notMade)
      }
    }
  }

  @Test func `a call that AWS refused left an empty file, or its message`() throws {
    let message =
      "\nAn error occurred (UnauthorizedOperation) when calling the DescribeSubnets operation: You are not authorized.\n"
    for (file, text, code) in [
      ("describe-subnets.json", "", ""), ("ec2-describe-subnets.json", " \n", ""), ("subnets.json", "", ""),
      ("ec2.DescribeSubnets_1.json", "", ""), ("describe-subnets", "", ""),
      ("x.json", message, ": UnauthorizedOperation"),
      ("x.txt", message, ": UnauthorizedOperation"),
    ] {
      let form = try Form(["v.json": Self.vpcs, file: text])
      #expect(form.status(.describeSubnets) == .denied, "\(file)")
      #expect(
        form.notices == [
          "no answer, since AWS refused the call or it failed: \(file) (aws ec2 describe-subnets\(code))"
        ])
    }
    let other = try Form(["v.json": Self.vpcs, "a.json": ""])
    #expect(
      other.notices == [
        "nothing is read of a.json, which is empty: the command that should have written it may have failed"
      ])
    #expect(
      try Form.refusals(["describe-vpcs.json": ""])
        == ["describe-vpcs.json: holds no answer: aws ec2 describe-vpcs was refused or failed"])
  }

  @Test func `everything that is wrong is told at once, in the order of the files, twenty at the most`() throws {
    let few = ["a.json": "", "b.json": "[]", "c.json": #"{"x":"#, "d.json": #"{"Vpcs": [{}]}"#, "e.json": Self.vpcs]
    #expect(
      try Form.refusals(few) == [
        "a.json: is empty: the command that should have written it may have failed",
        "b.json: is an empty list, which does not tell of what; keep the key around it",
        "c.json: line 1, column 6, in x: the text ends where a value should follow: it may be truncated",
        "d.json: Vpcs[0]: lacks “VpcId”",
      ])
    let many = Dictionary(uniqueKeysWithValues: (100..<150).map { ("\($0).json", "{") })
    let lines = try Form.refusals(many)
    #expect(lines.count == 21)
    #expect(lines.first?.hasPrefix("100.json: ") == true)
    #expect(lines.last == "and 30 more files cannot be read")
  }

  @Test func `the same is told on any number of cores, in pieces of any size`() throws {
    let list = (0..<200).map { #"{"VpcId": "vpc-\#($0)"}"# }.joined(separator: ", ")
    let folder = try TemporaryFolder([
      "a.json": #"{"Vpcs": [\#(list), {}, \#(list)]}"#, "b.json": #"{"Vpcs": [\#(list)"#, "c.json": Self.vpcs,
      "d.json": #"{"Subnets": [\#(list)]}"#, "e.json": "\u{1}",
    ])
    let expected = try #require(refusal(ofPath: folder.path))
    #expect(expected.split(separator: "\n").count == 4)
    for cores in [1, 2, 5] {
      for size in [60, 500, 1 << 40] {
        #expect {
          try Snapshot(readingFrom: folder.path, inPiecesOf: size, onCores: cores)
        } throws: { "\($0)" == expected }
      }
    }
  }
}
