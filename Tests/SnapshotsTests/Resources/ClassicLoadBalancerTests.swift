import NetworkModel
import Snapshots
import Testing

@Suite struct ClassicLoadBalancerTests {
  @Test func `a Classic Load Balancer has a listener for each port, and its instances behind each`() throws {
    let arn = "arn:aws:elasticloadbalancing:eu-west-1::loadbalancer/old"
    let inventory = Inventory(try network(Samples.classicLoadBalancers))
    #expect(
      inventory.loadBalancers == [
        LoadBalancer(
          id: Identifier(arn), name: "old", dnsName: "old-1.eu-west-1.elb.amazonaws.com", kind: .classic,
          isInternetFacing: true, vpc: "vpc-1",
          zones: [LoadBalancer.Zone(subnet: "subnet-1"), LoadBalancer.Zone(subnet: "subnet-2")],
          securityGroups: ["sg-1", "sg-2"], knowsAttributes: false)
      ])
    func listener(_ port: UInt16, _ name: String) -> Listener {
      Listener(
        id: Identifier("\(arn)/\(port)"), loadBalancer: Identifier(arn), port: port, protocol: name,
        actions: [.forward(Identifier("\(arn)/\(port)/instances"))])
    }
    #expect(inventory.listeners == [listener(25, "TCP"), listener(443, "HTTPS")])
    func group(_ port: UInt16, _ name: String, _ instancePort: UInt16) -> TargetGroup {
      TargetGroup(
        id: Identifier("\(arn)/\(port)/instances"), name: "old", protocol: name, port: instancePort, vpc: "vpc-1",
        targetType: .instance, targets: ["i-1", "i-2"].map { TargetGroup.Target(id: $0, port: instancePort) },
        healthCheckPort: 8081)
    }
    #expect(inventory.targetGroups == [group(25, "TCP", 2525), group(443, "HTTP", 80)])
  }

  @Test func `names are unique in an account and Region only`() throws {
    let bare = """
      {"LoadBalancerDescriptions": [{"LoadBalancerName": "old", "ListenerDescriptions": [], "Instances": [],
        "Scheme": "internal"}]}
      """
    let folder = try TemporaryFolder([
      "111122223333/eu-west-1/a.json": bare, "111122223333/us-east-1/a.json": bare,
      "444455556666/eu-west-1/a.json": bare,
    ])
    let snapshot = try Snapshot(readingFrom: folder.path)
    #expect(
      snapshot.network.loadBalancers.map(\.id.text) == [
        "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/old",
        "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/old",
        "arn:aws:elasticloadbalancing:eu-west-1:444455556666:loadbalancer/old",
      ])
    #expect(snapshot.notices == [])
  }

  @Test func `every kind of health check names its port`() throws {
    for target in ["TCP:81", "SSL:81", "HTTP:81/", "HTTPS:81/health/check?x=1:2"] {
      let json = """
        {"LoadBalancerDescriptions": [{"LoadBalancerName": "old", "HealthCheck": {"Target": "\(target)"},
          "ListenerDescriptions": [{"Listener": {"Protocol": "TCP", "LoadBalancerPort": 80, "InstancePort": 80}}]}]}
        """
      #expect(try network(json).targetGroups.map(\.healthCheckPort) == [81], "\(target)")
    }
  }
}
