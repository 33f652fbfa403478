import Foundation
import Testing

/// `portolan ports watch`: lines, a terminal, metrics.
@Suite(.serialized, .enabled(if: Namespace.isAvailable, "needs root and iproute2, to make network namespaces"))
struct PortsWatchTests {
  @Test func `each look is a line of JSON`() throws {
    let namespace = try Namespace()
    let outcome = try Portolan.run([
      "ports", "watch", "--count", "3", "--interval", "50ms", "--format", "json", "--netns", namespace.name,
    ])
    let lines = outcome.output.split(separator: "\n")
    #expect(outcome.status == 0 && lines.count == 3)
    for line in lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
  }

  @Test(.enabled(if: (try? Namespace.shell("command -v script")) != nil, "needs script, for a terminal"))
  func `in a terminal it draws on a screen of its own, and q ends it`() throws {
    let namespace = try Namespace()
    let line = "\(Portolan.command.path) ports watch --interval 100ms --netns \(namespace.name)"
    // The key is pressed once something is drawn: input that comes before the terminal is taken would be lost.
    let output = try Namespace.shell(
      "mkfifo /tmp/\(namespace.name); (exec 3<>/tmp/\(namespace.name); script -qefc 'stty rows 12 cols 40; \(line)' /dev/null <&3 | "
        + "{ head -c 200; printf q >&3; cat; }); rm /tmp/\(namespace.name)")
    #expect(
      output.contains("\u{1B}[?1049h") && output.hasSuffix("\u{1B}[?25h\u{1B}[?1049l"), "\(output.debugDescription)")
    #expect(output.contains("client ports 32768–60999   28,232 ports,"))
    #expect(!output.contains("net.ipv4.ip_local_port_range"), "a line longer than the terminal is wide")
  }

  @Test func `metrics are served, whatever else is sent`() throws {
    let namespace = try Namespace()
    let endpoint = try Endpoint(namespace)
    let page = try endpoint.get("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(page.hasPrefix("HTTP/1.1 200 OK\r\n") && page.contains("\nportolan_ports_ceiling 28232\n"), "\(page)")
    let open = try endpoint.get("GET /metrics HTTP/1.1\r\nAccept: application/openmetrics-text; version=1.0.0\r\n\r\n")
    #expect(open.contains("# TYPE portolan_connections_begun counter\n") && open.hasSuffix("# EOF\n"))
    #expect(try endpoint.get("GET / HTTP/1.1\r\n\r\n").hasPrefix("HTTP/1.1 404"))
    #expect(try endpoint.get("POST /metrics HTTP/1.1\r\n\r\n").hasPrefix("HTTP/1.1 405"))
    #expect(try endpoint.get("\r\n\r\n").hasPrefix("HTTP/1.1 400"))
    #expect(try endpoint.get(String(repeating: "x", count: 20_000)).hasPrefix("HTTP/1.1 431"))
    #expect(!(try endpoint.get("HEAD /metrics HTTP/1.1\r\n\r\n")).contains("portolan_ports_ceiling"))
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<50 {
      let noise = (0..<Int.random(in: 0...300)).map { _ in UInt8.random(in: 0 ... .max, using: &generator) }
      _ = try endpoint.exchange(noise + Array("\r\n\r\n".utf8))
    }
    #expect(try endpoint.get("GET /metrics HTTP/1.0\n\n").hasPrefix("HTTP/1.1 200"))
    #expect(endpoint.stop() == 0)
  }

  /// Prometheus' own judge of metrics: where `scripts/test` says it is, or wherever it is found.
  private static let promtool =
    ProcessInfo.processInfo.environment["PORTOLAN_PROMTOOL"]
    ?? (try? Namespace.shell("command -v promtool"))?.trimmingCharacters(in: .whitespacesAndNewlines)

  @Test(.enabled(if: promtool != nil, "needs promtool (scripts/promtool fetches it)"))
  func `promtool has nothing to say against the metrics`() throws {
    let namespace = try Namespace()
    let endpoint = try Endpoint(namespace)
    let page = try endpoint.get("GET /metrics HTTP/1.1\r\n\r\n")
    let body = try #require(page.range(of: "\r\n\r\n").map { page[$0.upperBound...] })
    let file = FileManager.default.temporaryDirectory.appending(component: "portolan-\(UUID().uuidString)")
    try body.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let promtool = try #require(Self.promtool)
    #expect(try Namespace.shell("\(promtool) check metrics < \(file.path)").isEmpty)
    _ = endpoint.stop()
  }

  @Test func `wrong addresses are refused in one line`() throws {
    for address in ["nonsense", "127.0.0.1", "300.0.0.1:80", "203.0.113.77:9464", ":70000"] {
      let outcome = try Portolan.run(["ports", "watch", "--metrics", address])
      #expect(outcome.status == 2 && outcome.errors.filter { $0 == "\n" }.count == 1, "\(address): \(outcome)")
    }
  }
}

/// A running `portolan ports watch --metrics`.
private final class Endpoint {
  private let process = Process()
  private let port: UInt16

  init(_ namespace: Namespace) throws {
    process.executableURL = Portolan.command
    process.arguments = ["ports", "watch", "--metrics", "127.0.0.1:0", "--netns", namespace.name]
    let errors = Pipe()
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let line = String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self)
    let digits = line.split(separator: ":").last?.prefix { $0.isNumber }
    guard let digits, let port = UInt16(digits) else { throw Namespace.CommandFailed(command: "watch", output: line) }
    self.port = port
  }

  deinit { _ = stop() }

  /// Ends it as a service manager does; its exit code.
  func stop() -> Int32 {
    if process.isRunning { process.terminate() }
    process.waitUntilExit()
    return process.terminationStatus
  }

  func get(_ request: String) throws -> String {
    String(decoding: try exchange(Array(request.utf8)), as: UTF8.self)
  }

  /// Sends bytes and reads all that comes back.
  func exchange(_ bytes: [UInt8]) throws -> [UInt8] {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else {
      throw Namespace.CommandFailed(command: "connect", output: String(cString: strerror(errno)))
    }
    _ = send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    var answer: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = read(descriptor, &part, part.count)
      if count <= 0 { return answer }
      answer += part[..<count]
    }
  }
}
