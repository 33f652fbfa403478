extension EphemeralRange {
  /// An Elastic Load Balancer of any kind, connecting to its targets, 1024–65535.
  public static let loadBalancer = EphemeralRange(
    key: "elb", aliases: ["alb", "nlb", "clb", "load-balancer"], name: "Elastic Load Balancing",
    group: .awsService, ports: "1024-65535", authority: "AWS VPC",
    source: """
      AWS VPC user guide, custom-network-acl, Ephemeral ports; Reachability Analyzer, explanation code \
      REMAP_EPHEMERAL_PORT
      """,
    note: "The client's own range ends at the load balancer; a second connection leads to the target.")

  /// A NAT gateway, connecting on behalf of its clients, 1024–65535.
  public static let natGateway = EphemeralRange(
    key: "nat-gateway", aliases: ["nat-gw", "natgw"], name: "NAT gateway",
    group: .awsService, ports: "1024-65535", authority: "AWS VPC",
    source: """
      AWS VPC user guide, custom-network-acl, Ephemeral ports; Reachability Analyzer, explanation code \
      REMAP_EPHEMERAL_PORT
      """,
    note: "Before the gateway the range is the client's, beyond it the gateway's: two sets on one path.")

  /// A Lambda function, 1024–65535.
  public static let lambda = EphemeralRange(
    key: "lambda", name: "Lambda function",
    group: .awsService, ports: "1024-65535", authority: "AWS VPC",
    source: "AWS VPC user guide, custom-network-acl, Ephemeral ports")

  /// A Fargate task: its own kernel's default, unless the task definition changes it.
  public static let fargate = EphemeralRange(
    key: "fargate", name: "Fargate task (Linux)",
    group: .awsService, ports: "32768-60999", certainty: .wellKnown, authority: "Linux",
    source: "the upstream default of kernels 4.14 and later; ECS API, SystemControl",
    setting: Setting(
      read: [
        """
        aws ecs describe-task-definition --task-definition NAME \
        --query 'taskDefinition.containerDefinitions[].systemControls'
        """
      ],
      change: [
        #"systemControls: [{"namespace": "net.ipv4.ip_local_port_range", "value": "32768 60999"}]"#
      ],
      constraint: "In network mode awsvpc the setting of one container holds for the task."))

  /// RDS or Aurora as the client, for replication, database links and the like: assumed 1024–65535.
  public static let rds = EphemeralRange(
    key: "rds", aliases: ["aurora"], name: "RDS or Aurora as the client",
    group: .awsService, ports: "1024-65535", certainty: .assumed, authority: "–",
    source: "no statement of AWS found")

  /// An outbound endpoint of the Route 53 Resolver: assumed 1024–65535.
  public static let route53Resolver = EphemeralRange(
    key: "route53-resolver", aliases: ["resolver", "route53"], name: "Route 53 Resolver, outbound",
    group: .awsService, ports: "1024-65535", certainty: .assumed, authority: "–",
    source: "no statement of AWS found")

  /// Any other managed service that connects by itself: assumed 1024–65535.
  public static let managedService = EphemeralRange(
    key: "managed-service", aliases: ["managed", "aws-service"], name: "Any other managed service",
    group: .awsService, ports: "1024-65535", certainty: .assumed, authority: "–",
    source: "no statement of AWS found")
}
