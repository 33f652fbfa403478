internal import NetworkModel
internal import Ports

/// A port on which a service listens that nobody means to offer to everyone, by its default (IANA service names, the services' manuals).
struct ListeningPort: Sendable {
  let port: UInt16
  let service: String

  /// The ones looked for.
  static let all: [ListeningPort] = [
    ListeningPort(port: 22, service: "SSH"), ListeningPort(port: 3389, service: "RDP"),
    ListeningPort(port: 3306, service: "MySQL"), ListeningPort(port: 5432, service: "PostgreSQL"),
    ListeningPort(port: 6379, service: "Redis"), ListeningPort(port: 8080, service: "HTTP"),
    ListeningPort(port: 9200, service: "Elasticsearch"), ListeningPort(port: 27_017, service: "MongoDB"),
    ListeningPort(port: 1433, service: "SQL Server"), ListeningPort(port: 1521, service: "Oracle"),
    ListeningPort(port: 11_211, service: "memcached"), ListeningPort(port: 2375, service: "Docker"),
    ListeningPort(port: 2379, service: "etcd"), ListeningPort(port: 10_250, service: "kubelet"),
    ListeningPort(port: 9092, service: "Kafka"), ListeningPort(port: 2049, service: "NFS"),
    ListeningPort(port: 5900, service: "VNC"), ListeningPort(port: 5985, service: "WinRM"),
    ListeningPort(port: 445, service: "SMB"), ListeningPort(port: 23, service: "Telnet"),
  ]

  /// Those that let whoever gets through administer a host or read a database.
  static let sensitive = all.filter { $0.port != 8080 }

  /// Ports with their services, `3306 (MySQL), 3389 (RDP)`.
  static func text(_ ports: [ListeningPort], limit: Int = 6) -> String {
    let shown = ports.prefix(limit).map { "\($0.port) (\($0.service))" }.joined(separator: ", ")
    return ports.count > limit ? "\(shown) and \(ports.count - limit) more" : shown
  }
}
