import CLinux
import Foundation
import Glibc

/// A network namespace with a loopback device and a client port range of its own, for as long as the value lives.
final class TinyNamespace {
  private let name = "portolan-tiny-\(UUID().uuidString.prefix(8).lowercased())"
  private let descriptor: Int32

  init(range: String) throws {
    try Self.ip("netns", "add", name)
    descriptor = open("/run/netns/\(name)", O_RDONLY | O_CLOEXEC)
    try Self.ip("-n", name, "link", "set", "dev", "lo", "up")
    guard set("ipv4/ip_local_port_range", range) else { throw Refused(what: "the range \(range)") }
  }

  deinit {
    close(descriptor)
    try? Self.ip("netns", "delete", name)
  }

  struct Refused: Error {
    let what: String
  }

  private static func ip(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["PATH=/usr/sbin:/sbin:/usr/bin:/bin", "ip"] + arguments
    try process.run()
    process.waitUntilExit()
    if process.terminationStatus != 0 { throw Refused(what: arguments.joined(separator: " ")) }
  }

  /// Does something with the calling thread in the namespace; `body` must not suspend.
  func inside<Result>(_ body: () -> Result) -> Result {
    let own = portolan_open_own_network_namespace()
    precondition(portolan_enter_network_namespace(descriptor) == 0)
    defer {
      precondition(portolan_enter_network_namespace(own) == 0)
      close(own)
    }
    return body()
  }

  /// Makes a setting below `/proc/sys/net`; false when the kernel refuses the value.
  func set(_ path: String, _ value: String) -> Bool {
    inside {
      let file = open("/proc/sys/net/\(path)", O_WRONLY | O_CLOEXEC)
      defer { close(file) }
      return file >= 0 && write(file, value, value.utf8.count) == value.utf8.count
    }
  }

  /// The lines of a file below `/proc/net`, as seen there.
  func lines(of file: String) -> [String] {
    inside {
      guard let stream = fopen("/proc/thread-self/net/\(file)", "r") else { return [] }
      defer { fclose(stream) }
      var lines: [String] = []
      var line = [CChar](repeating: 0, count: 512)
      while fgets(&line, Int32(line.count), stream) != nil {
        lines.append(String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
      }
      return lines
    }
  }
}
