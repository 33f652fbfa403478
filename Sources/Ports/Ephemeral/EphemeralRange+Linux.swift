// Linux keeps one range for TCP and UDP, IPv4 and IPv6, per network namespace (Documentation/networking/ip-sysctl.rst).
extension EphemeralRange {
  /// Linux since 4.2 (May 2015), 32768–60999.
  public static let linux = EphemeralRange(
    key: "linux", aliases: ["linux-4.2", "debian", "ubuntu"], name: "Linux 4.2 and later",
    group: .operatingSystem, ports: "32768-60999", authority: "Linux",
    source: """
      Linux 6.18 net/ipv4/af_inet.c; Documentation/networking/ip-sysctl.rst, ip_local_port_range; commit 07f4c90062f8
      """,
    note: """
      A container can differ from its host: the range belongs to the network namespace. Ports of the parity of the \
      lower bound go first, the others once those are taken for that destination: every port can be drawn.
      """,
    setting: .linux)

  /// Linux 2.4 to 4.1, 32768–61000.
  public static let linux26 = EphemeralRange(
    key: "linux-2.6", aliases: ["linux-2.4", "linux-3", "linux-4.1", "linux-old"], name: "Linux 2.4 to 4.1",
    group: .operatingSystem, ports: "32768-61000", authority: "Linux",
    source: "Linux 3.13 net/ipv4/sysctl_net_ipv4.c; Documentation/networking/ip-sysctl.txt",
    note: "Distributions backport: read the sysctl, do not derive the range from the kernel's version.",
    setting: .linux)

  /// Linux 2.4 and 2.6 on machines with little memory, 1024–4999.
  public static let linuxSmallMemory = EphemeralRange(
    key: "linux-lowmem", aliases: ["linux-small-memory"], name: "Linux 2.4/2.6, little memory",
    group: .operatingSystem, ports: "1024-4999", authority: "Linux",
    source: "Linux 2.6 net/ipv4/tcp.c, tcp_init",
    note: "With very little memory the kernel also lowers the lower bound.",
    setting: .linux)

  /// Linux 2.2 and before, 1024–4999.
  public static let linux22 = EphemeralRange(
    key: "linux-2.2", name: "Linux 2.2 and before",
    group: .operatingSystem, ports: "1024-4999", authority: "weblog",
    source: "midrangesupport.blogspot.com/2014/09, TCP anon port range",
    setting: .linux)

  /// Red Hat and CentOS 7, whose 3.10 kernels carry later changes: up to 60999 or 61000.
  public static let redHat7 = EphemeralRange(
    key: "rhel-7", aliases: ["centos-7", "rhel7", "centos7"], name: "RHEL and CentOS 7",
    group: .operatingSystem, ports: "32768-61000", certainty: .assumed, authority: "CentOS",
    source: "lists.centos.org, May 2017, message 880613",
    note: """
      60999 or 61000, by update; this is the wider of the two. Read the sysctl: from CentOS 7.3 the 3.10 kernel \
      chooses ports as 4.2 does.
      """,
    setting: .linux)

  /// Linux hardened after the French ANSSI's guide, 32768–65535.
  public static let linuxHardened = EphemeralRange(
    key: "linux-hardened", aliases: ["anssi"], name: "Linux hardened to ANSSI R12",
    group: .operatingSystem, ports: "32768-65535", authority: "SCAP",
    source: "scap-security-guide, rule sysctl_net_ipv4_ip_local_port_range (ANSSI R12)",
    note: "4,536 ports above the default: a network ACL that ends at 60999 or 61000 drops them.",
    setting: .linux)

  /// Amazon Linux 2 and 2023, 32768–60999: the default of their kernels.
  public static let amazonLinux = EphemeralRange(
    key: "amazon-linux", aliases: ["al2", "al2023", "amazon-linux-2", "amazon-linux-2023", "amzn"],
    name: "Amazon Linux 2 and 2023",
    group: .operatingSystem, ports: "32768-60999", certainty: .wellKnown, authority: "Linux",
    source: "the upstream default of kernels 4.14 and later; no statement of AWS found",
    note: "AWS's network ACL page says 32768–61000, which is stale: see amazon-linux-aws. Read the sysctl.",
    setting: .linux)

  /// Amazon Linux as AWS's network ACL page has it, 32768–61000.
  public static let amazonLinuxAsDocumented = EphemeralRange(
    key: "amazon-linux-aws", aliases: ["amazon-linux-docs"], name: "Amazon Linux, by AWS's page",
    group: .operatingSystem, ports: "32768-61000", authority: "AWS VPC",
    source: "AWS VPC user guide, custom-network-acl, Ephemeral ports",
    note: """
      The text is stale: kernels since 4.2 end at 60999. A rule for 32768–61000 is safe for old and new kernels.
      """,
    setting: .linux)

  /// Amazon Linux 1, up to 61000 or 60999 by kernel.
  public static let amazonLinux1 = EphemeralRange(
    key: "amazon-linux-1", aliases: ["al1"], name: "Amazon Linux 1",
    group: .operatingSystem, ports: "32768-61000", certainty: .assumed, authority: "Linux",
    source: "the upstream default of its kernels: 3.x to 61000, 4.9 and 4.14 to 60999",
    note: "The wider of the two. Read the sysctl.",
    setting: .linux)

  /// Bottlerocket, which sets 32768–60999 itself.
  public static let bottlerocket = EphemeralRange(
    key: "bottlerocket", name: "Bottlerocket",
    group: .operatingSystem, ports: "32768-60999", authority: "source",
    source: "bottlerocket-os/bottlerocket-core-kit packages/release/release-sysctl.conf",
    setting: .linux)

  /// The EKS image of Amazon Linux 2023, the kernel's default.
  public static let eksAmazonLinux2023 = EphemeralRange(
    key: "eks-al2023", aliases: ["eks", "eks-node"], name: "EKS node, Amazon Linux 2023",
    group: .operatingSystem, ports: "32768-60999", authority: "source",
    source: "awslabs/amazon-eks-ami templates/al2023/runtime/rootfs/etc/sysctl.d/67-eks-reserved-ports.conf",
    note: """
      It reserves 2703, 9808, 9809, 10249, 10250, 10256, 61678 and 61679, none of them inside the range. Pods have \
      network namespaces, hence ranges, of their own, and the VPC CNI may translate their ports to others.
      """,
    setting: .linux)
}

extension EphemeralRange.Setting {
  /// Linux's `ip_local_port_range` and `ip_local_reserved_ports`.
  ///
  /// Source: Linux 6.18 `net/ipv4/sysctl_net_ipv4.c`, `ipv4_local_port_range`; `ip-sysctl.rst`.
  static let linux = EphemeralRange.Setting(
    read: ["sysctl net.ipv4.ip_local_port_range net.ipv4.ip_local_reserved_ports"],
    change: [
      "sysctl -w net.ipv4.ip_local_port_range=\"32768 60999\"",
      "sysctl -w net.ipv4.ip_local_reserved_ports=8080,9148-9200",
    ],
    constraint: """
      1 to 65535, the lower bound first and at least ip_unprivileged_port_start (1024 by default); a range of one \
      port is legal. Reserved ports are left out of the automatic choice only.
      """)
}
