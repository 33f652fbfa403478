import Oracle
import Testing

@Suite struct PathBalancerTests {
  typealias Permission = RandomNetwork.SecurityGroup.Permission
  typealias Target = PathNetwork.TargetGroup.Target

  /// A load balancer with nodes in `app` and `app-b`, and the host of `app-b` as its only target, on port 8080.
  static func campus(
    _ kind: PathNetwork.LoadBalancer.Kind, _ protocolText: String = "TCP", targetsOn name: String = "app-b"
  ) -> Campus {
    var campus = Campus()
    var balancer = PathNetwork.LoadBalancer(
      name: "front", kind: kind, vpcID: "vpc-a", subnetIDs: ["subnet-app", "subnet-app-b"])
    balancer.groupIDs = kind == .network ? [] : ["sg-pub"]
    var listener = PathNetwork.LoadBalancer.Listener(port: 443, protocolText: protocolText, actions: [.forward(arn)])
    listener.instancePort = 8080
    balancer.listeners = [listener]
    balancer.instanceIDs = ["i-" + name]
    campus.network.loadBalancers = [balancer]
    campus.network.targetGroups = [
      .init(
        arn: arn, protocolText: protocolText, port: 8080, vpcID: "vpc-a", kind: .instance,
        targets: [Target(id: "i-" + name)])
    ]
    for name in ["app", "app-b"] {
      campus.interface("eni-node-" + name, in: name, 20, groups: balancer.groupIDs, about: balancer.about)
    }
    return campus
  }

  private static let arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/1"
  private let front = Campus.End.loadBalancer("front")
  private let pub = Campus.end("pub")

  @Test func `trap 39: every node of an Application Load Balancer calls every target from ports of its own`() {
    let answer = Self.campus(.application, "HTTP").answer(pub, front)
    #expect(answer.verdict == .works)
    #expect(
      answer.alternatives.map { $0.map(\.fromAddress) } == [["10.0.0.10", "10.0.1.20"], ["10.0.0.10", "10.0.2.20"]])
    #expect(answer.alternatives.allSatisfy { $0[1].clientPorts.count == 64512 && $0[1].serverPort == 8080 })
  }

  @Test func `a deny of 3389 in a node's subnet breaks one port in 64,512 behind the load balancer`() {
    var campus = Self.campus(.application, "HTTP")
    campus.entries["app"] = [Campus.deny(false, 3389...3389), Campus.open(false), Campus.open(true)]
    let answer = campus.answer(pub, front)
    #expect(answer.verdict == .intermittent)
    #expect(answer.alternatives[0][1].ports(.drop) == [3389])
    #expect(answer.alternatives[0][0].count(.drop) == 0)
  }

  @Test func `the groups of a load balancer must let it in and out, and the target's refer to them`() {
    var campus = Self.campus(.application, "HTTP")
    campus.ingress["app-b"] = [Permission(protocolText: "tcp", from: 8080, to: 8080, groupIDs: ["sg-pub"])]
    #expect(campus.verdict(pub, front) == .works)
    campus.egress["pub"] = [Permission(protocolText: "tcp", from: 443, to: 443, peers: [.anyIPv4])]
    #expect(campus.verdict(pub, front) == .blocked)
    campus = Self.campus(.application, "HTTP")
    campus.ingress["pub"] = []
    #expect(campus.answer(pub, front).alternatives.allSatisfy { $0.count == 1 })
  }

  @Test func `listeners, states and targets`() {
    #expect(Self.campus(.application, "HTTP").verdict(pub, front, port: 80) == .blocked)
    #expect(Self.campus(.application, "HTTP").verdict(pub, front, protocolNumber: 17) == .blocked)
    var campus = Self.campus(.application, "HTTP")
    campus.network.loadBalancers[0].state = "failed"
    #expect(campus.verdict(pub, front) == .blocked)
    campus = Self.campus(.application, "HTTP")
    campus.network.targetGroups[0].targets = []
    #expect(campus.verdict(pub, front) == .blocked)
    campus.network.targetGroups[0].targets = nil
    #expect(campus.verdict(pub, front) == .unknown)
    campus.network.loadBalancers[0].listeners[0].actions = [.answer]
    #expect(campus.verdict(pub, front) == .works)
    // Whatever is healthy; when nothing is, everything but what is on its way out.
    campus = Self.campus(.application, "HTTP")
    campus.network.targetGroups[0].targets = [
      Target(id: "i-app-b"), Target(id: "i-app", state: "unhealthy"), Target(id: "i-pub", state: "draining"),
    ]
    #expect(campus.answer(pub, front).alternatives.count == 2)
    campus.network.targetGroups[0].targets?[0].state = "initial"
    #expect(campus.answer(pub, front).alternatives.count == 4)
  }

  @Test func `a Network Load Balancer keeps the client's address and port`() {
    let answer = Self.campus(.network).answer(pub, front)
    #expect(answer.verdict == .works)
    // Zone b alone has a target.
    #expect(answer.alternatives.map { $0.map(\.toAddress) } == [["10.0.2.20", "10.0.2.10"]])
    #expect(answer.alternatives[0][1].fromAddress == "10.0.0.10" && answer.alternatives[0][1].keepsPorts)
    var campus = Self.campus(.network)
    campus.network.loadBalancers[0].isCrossZone = true
    #expect(campus.answer(pub, front).alternatives.count == 2)
    campus.network.targetGroups[0].preservesClient = false
    let legs = campus.answer(pub, front).alternatives[0]
    #expect(legs[1].fromAddress == "10.0.1.20" && legs[1].clientPorts.count == 64512)
  }

  @Test func `an ACL of the nodes that admits nothing but the listener drops every reply of the targets`() {
    var campus = Self.campus(.network, targetsOn: "app")
    campus.network.loadBalancers[0].isCrossZone = true
    campus.network.targetGroups[0].targets = [Target(id: "i-pub")]
    campus.entries["app"] = [Campus.allow(false, 443...443), Campus.open(true)]
    campus.network.loadBalancers[0].subnetIDs = ["subnet-app"]
    let appB = Campus.end("app-b")
    let legs = campus.answer(appB, front).alternatives[0]
    #expect(legs[0].count(.pass) == 28232 && legs[1].count(.drop) == 28232)
    #expect(campus.verdict(appB, front) == .blocked)
    campus.entries["app"]?.append(Campus.allow(false, 32768...65535, number: 110))
    #expect(campus.verdict(appB, front) == .works)
    campus.network.targetGroups[0].preservesClient = false
    #expect(campus.answer(appB, front).alternatives[0][1].count(.drop) == 31744)
  }

  @Test func `the target's filters see the client where its address is kept`() {
    var campus = Self.campus(.network)
    campus.entries["app-b"] = [
      Campus.allow(false, 443...443, Campus.block("pub")), Campus.allow(false, 8080...8080, Campus.block("pub")),
      Campus.allow(false, 32768...65535, Campus.block("app-b"), number: 110), Campus.open(true),
    ]
    campus.network.loadBalancers[0].subnetIDs = ["subnet-app"]
    campus.network.loadBalancers[0].isCrossZone = true
    campus.ingress["app-b"] = [Permission(protocolText: "tcp", from: 8080, to: 8080, peers: [Campus.block("pub")])]
    #expect(campus.verdict(pub, front) == .works)
    campus.network.targetGroups[0].preservesClient = false
    #expect(campus.verdict(pub, front) == .blocked)
  }

  @Test func `trap 37: a reference to the load balancer's group admits its clients`() {
    var campus = Self.campus(.network)
    campus.network.loadBalancers[0].groupIDs = ["sg-twin"]
    campus.more = []
    for name in ["app", "app-b"] {
      campus.interface(
        "eni-node-" + name, in: name, 20, groups: ["sg-twin"], about: campus.network.loadBalancers[0].about)
    }
    campus.ingress["app-b"] = [Permission(protocolText: "-1", groupIDs: ["sg-twin"])]
    #expect(campus.verdict(pub, front) == .works)
    campus.ingress["app-b"] = [Permission(protocolText: "-1", groupIDs: ["sg-pub"])]
    #expect(campus.verdict(pub, front) == .unknown)
  }

  @Test func `a target cannot call itself by way of a load balancer that keeps its address`() {
    var campus = Self.campus(.network)
    #expect(campus.verdict(Campus.end("app-b"), front) == .blocked)
    campus.network.targetGroups[0].preservesClient = false
    #expect(campus.verdict(Campus.end("app-b"), front) == .works)
  }

  @Test func `inside a subnet the ACL is asked on the way of a Classic Load Balancer to its instances alone`() {
    var campus = Self.campus(.classic)
    campus.network.loadBalancers[0].subnetIDs = ["subnet-app-b"]
    #expect(campus.verdict(pub, front) == .works)
    campus.entries["app-b"] = [
      Campus.allow(false, 443...443), Campus.allow(true, 32768...65535, number: 101), Campus.open(false),
    ]
    #expect(campus.verdict(pub, front) == .blocked)
    campus.entries["app-b"] = [
      Campus.allow(false, 443...443), Campus.allow(true, 32768...65535, number: 101), Campus.allow(true, 8080...8080),
    ]
    #expect(campus.verdict(pub, front) == .works)
    // Of a Network Load Balancer nobody says.
    campus.network.loadBalancers[0].kind = .network
    campus.more = []
    campus.interface("eni-node", in: "app-b", 20, about: campus.network.loadBalancers[0].about)
    #expect(campus.verdict(pub, front) == .unknown)
  }

  @Test func `an Application Load Balancer behind a Network Load Balancer`() {
    var campus = Self.campus(.application, "HTTP")
    let inner = campus.network.loadBalancers[0]
    var outer = PathNetwork.LoadBalancer(name: "outer", kind: .network, vpcID: "vpc-a", subnetIDs: ["subnet-pub"])
    let group = Self.arn + "2"
    outer.listeners = [.init(port: 80, protocolText: "TCP", actions: [.forward(group)])]
    campus.interface("eni-outer", in: "pub", 30, about: outer.about)
    campus.network.loadBalancers.append(outer)
    campus.network.targetGroups.append(
      .init(
        arn: group, protocolText: "TCP", port: 443, vpcID: "vpc-a", kind: .alb,
        targets: [Target(id: inner.arn, port: 443)]))
    let answer = campus.answer(Campus.end("app"), .loadBalancer("outer"), port: 80)
    #expect(answer.verdict == .works)
    #expect(answer.alternatives.count == 2 && answer.alternatives.allSatisfy { $0.count == 3 })
    #expect(answer.alternatives[0].map(\.keepsPorts) == [false, true, false])
    campus.network.targetGroups[1].port = 444
    campus.network.targetGroups[1].targets?[0].port = 444
    #expect(campus.verdict(Campus.end("app"), .loadBalancer("outer"), port: 80) == .blocked)
  }
}
