import NetworkModel
import Snapshots
import Testing

@Suite struct LoadBalancerTests {
  private static let prefix = "arn:aws:elasticloadbalancing:eu-west-1:111122223333"

  @Test func `a load balancer has its names, zones, addresses, groups and attributes`() throws {
    #expect(
      Inventory(try network(Samples.loadBalancers)).loadBalancers == [
        LoadBalancer(
          id: Identifier("\(Self.prefix):loadbalancer/app/front/1"), name: "front",
          dnsName: "front-1.eu-west-1.elb.amazonaws.com", kind: .application, isInternetFacing: true, vpc: "vpc-1",
          zones: [
            LoadBalancer.Zone(subnet: "subnet-1", availabilityZone: "eu-west-1a"),
            LoadBalancer.Zone(subnet: "subnet-2", availabilityZone: "eu-west-1b"),
          ], securityGroups: ["sg-1", "sg-2"], isDualStack: true, knowsAttributes: false),
        LoadBalancer(
          id: Identifier("\(Self.prefix):loadbalancer/net/inner/2"), name: "inner", kind: .network,
          isInternetFacing: false, vpc: "vpc-1", state: "provisioning",
          zones: [
            LoadBalancer.Zone(
              subnet: "subnet-1", availabilityZone: "eu-west-1a",
              addresses: [
                LoadBalancer.Address(privateAddress: IPAddress("10.0.1.7")),
                LoadBalancer.Address(
                  privateAddress: IPAddress("10.0.1.8"), publicAddress: IPAddress("198.51.100.30"),
                  addressV6: IPAddress("2001:db8:1:1::8")),
              ])
          ], isCrossZone: true, deniesInternetTraffic: true),
      ])
    #expect(try notices(Samples.loadBalancers) == [])
  }

  @Test func `a listener may do what its default action and each of its rules do`() throws {
    let web = Identifier<TargetGroup>("\(Self.prefix):targetgroup/web/7")
    let dns = Identifier<TargetGroup>("\(Self.prefix):targetgroup/dns/8")
    #expect(
      Inventory(try network(Samples.loadBalancers)).listeners == [
        Listener(
          id: Identifier("\(Self.prefix):listener/app/front/1/11"),
          loadBalancer: Identifier("\(Self.prefix):loadbalancer/app/front/1"), port: 443, protocol: "HTTPS",
          actions: [.answer, .forward(dns), .forward(web)]),
        Listener(
          id: Identifier("\(Self.prefix):listener/net/inner/2/21"),
          loadBalancer: Identifier("\(Self.prefix):loadbalancer/net/inner/2"), port: 53, protocol: "TCP_UDP",
          actions: [.forward(dns)]),
      ])
  }

  private static func actions(_ actions: String) throws -> [Listener.Action] {
    let json = #"{"Listeners": [{"ListenerArn": "l", "LoadBalancerArn": "b", "DefaultActions": [\#(actions)]}]}"#
    return try #require(try network(json).listeners["l"]).actions
  }

  @Test func `an action forwards to groups of some weight, and any other type answers`() throws {
    func forward(_ groups: String) -> String {
      #"{"Type": "forward", "ForwardConfig": {"TargetGroups": [\#(groups)]}}"#
    }
    let cases: [(String, [Listener.Action])] = [
      ("", []), (#"{"Type": "forward", "TargetGroupArn": "a"}"#, [.forward("a")]),
      (#"{"Type": "forward", "TargetGroupArn": "a", "ForwardConfig": {}}"#, [.forward("a")]),
      (forward(#"{"TargetGroupArn": "a"}, {"TargetGroupArn": "b", "Weight": 5}"#), [.forward("a"), .forward("b")]),
      (forward(#"{"TargetGroupArn": "a", "Weight": 0}, {"TargetGroupArn": "b", "Weight": 5}"#), [.forward("b")]),
      (forward(#"{"TargetGroupArn": "a", "Weight": 0}"#), [.answer]),
      (#"{"Type": "forward"}"#, [.undescribed]), (#"{"Type": "redirect"}"#, [.answer]),
      (#"{"Type": "fixed-response"}"#, [.answer]), (#"{"Type": "jwt-validation"}"#, [.answer]),
      (
        #"{"Type": "authenticate-cognito"}, {"Type": "forward", "TargetGroupArn": "a"}"#, [.answer, .forward("a")]
      ),
    ]
    for (text, actions) in cases { #expect(try Self.actions(text) == actions, "\(text)") }
  }

  @Test func `the listener of a Gateway Load Balancer has neither port nor protocol`() throws {
    let json = #"{"Listeners": [{"ListenerArn": "l", "LoadBalancerArn": "b"}]}"#
    #expect(
      Array(try network(json).listeners)
        == [Listener(id: "l", loadBalancer: "b", port: nil, protocol: "GENEVE", actions: [])])
  }

  @Test func `a listener of an Application Load Balancer without a rule is noticed, since it has at least one`() throws
  {
    let arn = "arn:aws:elasticloadbalancing:eu:1:listener/app/a/1/2"
    let json = """
      {"Listeners": [{"ListenerArn": "\(arn)", "LoadBalancerArn": "b", "Port": 80, "Protocol": "HTTP",
        "DefaultActions": []}]}
      """
    #expect(try notices(json) == ["known by their default actions only (aws elbv2 describe-rules): \(arn)"])
  }

  @Test func `a rule that does not say what it does puts its listener in doubt`() throws {
    let arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333"
    let json = #"{"Rules": [{"RuleArn": "\#(arn):listener-rule/app/front/1/2/3"}]}"#
    #expect(try network(json).doubts["\(arn):listener/app/front/1/2"]?.count == 1)
  }

  @Test func `attributes that say nothing of a load balancer leave it as it is`() throws {
    func balancer(_ value: String) throws -> LoadBalancer? {
      try network(
        """
        {"LoadBalancers": [{"LoadBalancerArn": "b", "LoadBalancerName": "b", "Type": "gateway"}],
          "LoadBalancerAttributes": [{"LoadBalancerArn": "b", "Attributes": [\(value)]}]}
        """
      ).loadBalancers["b"]
    }
    let bare = LoadBalancer(id: "b", name: "b", kind: .gateway, isInternetFacing: false, vpc: nil, zones: [])
    #expect(try balancer("") == bare)
    #expect(try balancer(#"{"Key": "idle_timeout.timeout_seconds", "Value": "60"}"#) == bare)
    #expect(try balancer(#"{"Key": "load_balancing.cross_zone.enabled", "Value": "false"}"#)?.isCrossZone == false)
  }
}
