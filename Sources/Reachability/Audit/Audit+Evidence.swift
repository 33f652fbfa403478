public import NetworkModel

extension Audit {
  /// A packet that shows what a finding says.
  public struct Evidence: Hashable, Sendable {
    /// Where it comes from.
    public let source: IPAddress
    /// Where it goes.
    public let destination: IPAddress
    /// Its protocol.
    public let ipProtocol: IPProtocol
    /// The server's port; for ICMP and ICMPv6 the type and code as one number; nil for a protocol without either.
    public let port: UInt16?
    /// The client's port, where it matters.
    public let clientPort: UInt16?
    /// The question about it that `portolan trace` answers; nil when nothing in the snapshot sends the packet.
    public let question: Question?
  }

  /// A question as `portolan trace` takes it, and what it answers.
  public struct Question: Hashable, Sendable {
    /// The value of `--from`; nil for a load balancer's health checks.
    public let from: String?
    /// The value of `--to`.
    public let to: String
    /// The answer.
    public let verdict: Verdict
  }
}

extension Audit.Evidence {
  /// The options with which `portolan trace SNAPSHOT` shows it; nil when it cannot.
  public var options: [String]? {
    guard let question else { return nil }
    guard let from = question.from else { return ["--to", question.to, "--health"] }
    var options = ["--from", from, "--to", question.to]
    if ipProtocol != .tcp { options += ["--protocol", ipProtocol.option] }
    if ipProtocol.hasPorts, let port { options += ["--port", "\(port)"] }
    if let clientPort { options += ["--client-ports", "\(clientPort)"] }
    return source.family == .v6 ? options + ["--ipv6"] : options
  }
}

extension IPProtocol {
  /// The protocol as the option `--protocol` takes it.
  fileprivate var option: String { IPProtocol("\(self)") == nil ? "\(rawValue)" : "\(self)" }
}
