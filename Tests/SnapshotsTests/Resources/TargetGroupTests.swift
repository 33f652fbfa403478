import NetworkModel
import Snapshots
import Testing

@Suite struct TargetGroupTests {
  private static let prefix = "arn:aws:elasticloadbalancing:eu-west-1:111122223333"

  @Test func `a target group has its port, targets, health check and attributes`() throws {
    #expect(
      Inventory(try network(Samples.loadBalancers)).targetGroups == [
        TargetGroup(
          id: Identifier("\(Self.prefix):targetgroup/code/6"), name: "code", protocol: nil, port: nil, vpc: nil,
          targetType: .lambda, targets: nil, checksHealth: false, knowsAttributes: false),
        TargetGroup(
          id: Identifier("\(Self.prefix):targetgroup/dns/8"), name: "dns", protocol: "TCP_UDP", port: 53,
          vpc: "vpc-1", targetType: .ip,
          targets: [TargetGroup.Target(id: "192.0.2.4", port: 53, availabilityZone: "all", state: "healthy")],
          preservesClientIP: true),
        TargetGroup(
          id: Identifier("\(Self.prefix):targetgroup/web/7"), name: "web", protocol: "HTTP", port: 8080,
          vpc: "vpc-1", targetType: .instance,
          targets: [
            TargetGroup.Target(id: "i-1", port: 8080, state: "healthy"),
            TargetGroup.Target(id: "i-2", port: 8080, state: "unused"),
          ], healthCheckPort: 9000, knowsAttributes: false),
      ])
  }

  @Test func `a target group whose targets no call lists is not one without targets`() throws {
    let group = #""TargetGroups": [{"TargetGroupArn": "t", "TargetGroupName": "web"}]"#
    #expect(try network("{\(group)}").targetGroups["t"]?.targets == nil)
    let listed = #""LoadBalancerTargetHealth": [{"TargetGroupArn": "t", "TargetHealthDescriptions": []}]"#
    #expect(try network("{\(listed), \(group)}").targetGroups["t"]?.targets == [])
  }

  @Test func `a target group may cross zones as its load balancer does, or by itself`() throws {
    let values: [(String, Bool?)] = [("true", true), ("false", false), ("use_load_balancer_configuration", nil)]
    for (value, isCrossZone) in values {
      let json = """
        {"TargetGroups": [{"TargetGroupArn": "t", "TargetGroupName": "web", "TargetType": "alb"}],
          "TargetGroupAttributes": [{"TargetGroupArn": "t", "Attributes": [
            {"Key": "load_balancing.cross_zone.enabled", "Value": "\(value)"},
            {"Key": "preserve_client_ip.enabled", "Value": "false"}]}]}
        """
      let group = try #require(try network(json).targetGroups["t"])
      #expect(group.isCrossZone == isCrossZone, "\(value)")
      #expect(group.preservesClientIP == false)
      #expect(group.targetType == .alb)
    }
  }

  @Test func `targets told twice and differently are in doubt`() throws {
    func health(_ id: String) -> String {
      #"{"TargetGroupArn": "t", "TargetHealthDescriptions": [{"Target": {"Id": "\#(id)", "Port": 80}, "TargetHealth": {"State": "healthy"}}]}"#
    }
    let json = """
      {"TargetGroups": [{"TargetGroupArn": "t", "TargetGroupName": "web"}],
        "LoadBalancerTargetHealth": [\(health("i-1")), \(health("i-2")), \(health("i-1"))]}
      """
    #expect(try network(json).targetGroups["t"]?.targets?.map(\.id) == ["i-1"])
    #expect(
      try network(json).doubts["t"]?.first?.why == "f.json says both i-1:80 healthy and i-2:80 healthy")
  }

  @Test func `a target without a port is in doubt, but a function`() throws {
    func doubts(_ type: String) throws -> Int {
      let json = """
        {"TargetGroups": [{"TargetGroupArn": "t", "TargetGroupName": "web", "TargetType": "\(type)", "Port": 80,
          "Protocol": "TCP", "HealthCheckPort": "traffic-port"}],
          "LoadBalancerTargetHealth": [{"TargetGroupArn": "t", "TargetHealthDescriptions": [{"Target": {"Id": "x"},
            "TargetHealth": {"State": "healthy"}}]}]}
        """
      return try network(json).doubts["t"]?.count ?? 0
    }
    #expect(try doubts("ip") == 1)
    #expect(try doubts("lambda") == 0)
  }
}
