extension EphemeralRange {
  /// Ranges on which servers listen and that are easily taken for client ports.
  ///
  /// They are destinations: a rule for them lets requests in, not replies back.
  public static let serverSide: [EphemeralRange] = [
    EphemeralRange(
      key: "nodeport", aliases: ["kubernetes"], name: "Kubernetes NodePort",
      group: .serverSide, ports: "30000-32767", authority: "Kubernetes",
      source: "kubernetes.io/blog/2023/05/11; kube-apiserver --service-node-port-range",
      note: "It ends just below Linux's client ports."),
    EphemeralRange(
      key: "ecs-bridge", aliases: ["ecs"], name: "ECS bridge, host port 0",
      group: .serverSide, ports: "32768-60999", authority: "ECS API",
      source: "ECS API, PortMapping.hostPort; aws/amazon-ecs-agent agent/utils/ephemeral_ports_linux.go",
      note: """
        The kernel's ip_local_port_range, here its default; ECS_DYNAMIC_HOST_PORT_RANGE overrides it. The load \
        balancer connects to these ports.
        """),
    EphemeralRange(
      key: "ecs-bridge-49153", name: "the same, kernel unreadable",
      group: .serverSide, ports: "49153-65535", authority: "ECS API",
      source: "ECS API, PortMapping.hostPort; aws/amazon-ecs-agent agent/utils/ephemeral_ports_linux.go"),
    EphemeralRange(
      key: "ecs-windows", name: "ECS on Windows, host port 0",
      group: .serverSide, ports: "49152-65535", authority: "ECS API",
      source: "ECS API, PortMapping.hostPort"),
    EphemeralRange(
      key: "docker", name: "Docker, published port 0",
      group: .serverSide, ports: "32768-60999", authority: "Moby",
      source: "moby/moby daemon/libnetwork/portallocator",
      note: "The kernel's ip_local_port_range, here its default."),
    EphemeralRange(
      key: "docker-49153", name: "the same, kernel unreadable",
      group: .serverSide, ports: "49153-65535", authority: "Moby",
      source: "moby/moby daemon/libnetwork/portallocator"),
    EphemeralRange(
      key: "docker-windows", name: "Docker on Windows, port 0",
      group: .serverSide, ports: "60000-65000", authority: "Moby",
      source: "moby/moby daemon/libnetwork/portallocator"),
  ]
}
