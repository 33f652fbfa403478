extension EphemeralRange {
  /// A client behind someone's address translation, at home or at work: assumed 1024–65535.
  public static let unknown = EphemeralRange(
    key: "unknown", aliases: ["nat", "nated", "internet", "any"], name: "Any client behind NAT",
    group: .general, ports: "1024-65535", certainty: .wellKnown, authority: "–",
    source: "Linux net/netfilter/nf_nat_core.c for one widespread NAT; others are not stated",
    note: "The translator chooses the port; the client's operating system does not matter.")

  /// The dynamic ports of IANA's registry, 49152–65535.
  public static let iana = EphemeralRange(
    key: "iana", aliases: ["rfc6335", "dynamic"], name: "IANA dynamic ports",
    group: .general, ports: "49152-65535", authority: "RFC 6335",
    source: "RFC 6335, section 6",
    note: "System ports are 0–1023, user ports 1024–49151. Many systems use more than the dynamic ports.")

  /// What RFC 6056 advises systems to draw from, 1024–65535.
  public static let rfc6056 = EphemeralRange(
    key: "rfc6056", name: "RFC 6056, advice to systems",
    group: .general, ports: "1024-65535", authority: "RFC 6056",
    source: "RFC 6056, section 3.2")

  /// What AWS advises to open for a mix of clients, 1024–65535.
  public static let awsAdvice = EphemeralRange(
    key: "aws-advice", aliases: ["mixed"], name: "AWS advice, mixed clients",
    group: .general, ports: "1024-65535", authority: "AWS VPC",
    source: "AWS VPC user guide, custom-network-acl, Ephemeral ports",
    note: """
      AWS advises rules that deny risky ports before it. Each of them breaks the connections that draw those ports.
      """)
}
