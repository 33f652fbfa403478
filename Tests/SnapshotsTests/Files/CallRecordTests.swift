import AWSCatalogue
import NetworkModel
import Snapshots
import Testing

/// What the files tell of the calls that they are the answers of.
@Suite struct CallRecordTests {
  private static func page(_ id: String, token: String? = nil) -> String {
    #"{"Vpcs": [{"VpcId": "\#(id)"}]\#(token.map { #", "NextToken": "\#($0)""# } ?? "")}"#
  }

  @Test func `pages in several files are whole once the last one is there`() throws {
    let first = Self.page("vpc-1", token: "a")
    let (second, last) = (Self.page("vpc-2", token: "b"), Self.page("vpc-3"))
    let whole = try Form(["1.json": first, "2.json": second, "3.json": last])
    #expect(whole.status(.describeVpcs) == .whole)
    #expect(whole.notices == [])
    #expect(try Form(["1.json": first, "2.json": second]).status(.describeVpcs) == .cutOff)
    #expect(try Form(["1.json": first]).status(.describeVpcs) == .cutOff)
  }

  @Test func `the last page of another account or Region ends nothing`() throws {
    let form = try Form([
      "111122223333/eu-west-1/v.json": Self.page("vpc-1", token: "a"),
      "111122223333/us-east-1/v.json": Self.page("vpc-2"),
    ])
    #expect(form.status(.describeVpcs, in: Scope(account: "111122223333", region: "eu-west-1")) == .cutOff)
    #expect(form.status(.describeVpcs, in: Scope(account: "111122223333", region: "us-east-1")) == .whole)
  }

  @Test func `of a call for each load balancer, another's last page ends nothing`() throws {
    func listeners(_ name: String, token: Bool) -> String {
      let arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333"
      let listener =
        #"{"ListenerArn": "\#(arn):listener/net/\#(name)/1/2", "LoadBalancerArn": "\#(arn):loadbalancer/net/\#(name)/1", "Port": 1, "Protocol": "TCP"}"#
      return #"{"Listeners": [\#(listener)]\#(token ? #", "NextMarker": "x""# : "")}"#
    }
    let two = try Form(["a.json": listeners("a", token: true), "b.json": listeners("b", token: false)])
    #expect(two.status(.describeListeners) == .cutOff)
    let pages = try Form(["a.json": listeners("a", token: true) + listeners("a", token: false)])
    #expect(pages.status(.describeListeners) == .whole)
  }

  @Test func `tokens that went into a wrapper with their answers count`() throws {
    let form = try Form([
      "a.json": #"{"ManagedPrefixListEntries": [{"PrefixListId": "pl-1", "Entries": [], "NextToken": "x"}]}"#,
      "b.json":
        #"{"TransitGatewayRoutes": [{"TransitGatewayRouteTableId": "r", "Routes": [], "AdditionalRoutesAvailable": true}]}"#,
    ])
    #expect(form.status(.getManagedPrefixListEntries) == .cutOff)
    #expect(form.status(.searchTransitGatewayRoutes) == .cutOff)
  }

  @Test func `EFS repeats where the page began`() throws {
    #expect(try Form(["a.json": #"{"FileSystems": [], "Marker": "x"}"#]).status(.describeFileSystems) == .whole)
    #expect(
      try Form(["a.json": #"{"FileSystems": [], "Marker": "x", "NextMarker": "y"}"#]).status(.describeFileSystems)
        == .cutOff)
    #expect(try Form(["a.json": #"{"FileSystems": [], "NextToken": "y"}"#]).status(.describeFileSystems) == .cutOff)
  }

  @Test func `the manifest of a collector tells which calls failed`() throws {
    let scope = Scope(account: "111122223333", region: "eu-west-1")
    let manifest = #"""
      {"calls": [
        {"service": "ec2", "operation": "DescribeVpcs", "account": "111122223333", "region": "eu-west-1", "status": "whole"},
        {"service": "ec2", "operation": "DescribeSubnets", "account": "111122223333", "region": "eu-west-1",
          "status": "denied", "error": "UnauthorizedOperation"},
        {"service": "elbv2", "operation": "DescribeLoadBalancers", "account": "111122223333", "region": "eu-west-1",
          "status": "cut off"},
        {"service": "ec2", "operation": "DescribeRouteTables", "account": "111122223333", "region": "eu-west-1",
          "status": "failed", "error": "RequestLimitExceeded"},
        {"service": "s3", "operation": "ListBuckets", "status": "denied"}]}
      """#
    let form = try Form(["manifest.json": manifest, "111122223333/eu-west-1/v.json": Self.page("vpc-1")])
    #expect(form.status(.describeVpcs, in: scope) == .whole)
    #expect(form.status(.describeSubnets, in: scope) == .denied)
    #expect(form.status(.describeRouteTables, in: scope) == .denied)
    #expect(form.status(.describeLoadBalancers, in: scope) == .cutOff)
    #expect(form.status(.describeClassicLoadBalancers, in: scope) == .notMade)
    #expect(
      form.notices == [
        "no answer, since AWS refused the call or it failed: "
          + "manifest.json (aws ec2 describe-route-tables: RequestLimitExceeded), "
          + "manifest.json (aws ec2 describe-subnets: UnauthorizedOperation)",
        "incomplete, as the manifest says: manifest.json (aws elbv2 describe-load-balancers)",
      ])
  }

  @Test func `a call for each of many is not whole when one was refused`() throws {
    let form = try Form([
      "groups.json": #"{"TargetGroups": []}"#, "describe-target-health-0123456789abcdef.json": "",
      "health.json": #"{"LoadBalancerTargetHealth": []}"#,
    ])
    #expect(form.status(.describeTargetHealth) == .cutOff)
  }
}
