internal import NetworkModel

/// The names under which a server may be asked for.
package struct HostNames: Sendable {
  private let names: Set<String>
  /// Whether any numeric address will do: one that is written as a number cannot be pointed here by somebody else's name server.
  private let allowsAddresses: Bool

  /// The names of a server that listens at `host`.
  package init(listeningAt host: String, isLoopback: Bool, also others: [String]) {
    names = Set(["localhost", "127.0.0.1", "::1", host] + others).reduce(into: []) { $0.insert($1.lowercased()) }
    allowsAddresses = !isLoopback
  }

  /// Whether a `Host` field, with or without a port, is one of them.
  package func include(_ authority: String) -> Bool {
    let host = Self.host(of: authority.lowercased())
    return names.contains(host) || allowsAddresses && IPAddress(host) != nil
  }

  private static func host(of authority: String) -> String {
    if authority.hasPrefix("[") { return String(authority.dropFirst().prefix { $0 != "]" }) }
    return String(authority.prefix { $0 != ":" })
  }
}
