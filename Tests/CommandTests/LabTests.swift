import Foundation
import KernelLab
import Testing

/// `portolan lab`, as its users run it.
@Suite(.serialized) struct LabTests {
  private static let question = ["lab", "examples/shop", "--from", "web-1", "--to", "orders", "--port", "5432"]

  @Test func `the ruleset can be read without building anything`() throws {
    let outcome = try Portolan.run(Self.question + ["--print"])
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(outcome.output.contains("ip daddr 10.20.10.0/23 tcp dport 32768-40000 counter return"))
    #expect(outcome.output.contains("notrack"))
  }

  @Test func `what cannot be tried is said in one line`() throws {
    let outcome = try Portolan.run(
      ["lab", "examples/shop", "--from", "web-1", "--to", "orders", "--protocol", "50"])
    #expect(outcome.status == 2)
    #expect(outcome.errors == "portolan: the lab tries TCP, UDP and ICMP, and not esp\n")
  }

  @Test(.enabled(if: Laboratory.obstacle == nil, "a lab needs root, ip and nft"))
  func `the shop's database answers 7,233 of 28,232 client ports, by engine and by kernel`() throws {
    let outcome = try Portolan.run(Self.question + ["--format", "json"])
    #expect(outcome.status == 0)
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(document["agree"] as? Bool == true)
    for side in ["engine", "kernel"] {
      let ports = try #require(document[side] as? [String: Any])
      #expect(ports["working"] as? Int == 7_233)
      #expect(ports["workingRanges"] as? String == "32768-40000")
    }
    let leg = try #require((document["legs"] as? [[String: Any]])?.first)
    #expect(leg["attempts"] as? Int == 28_232)
    let drop = try #require((leg["drops"] as? [[String: Any]])?.first)
    #expect(drop["rule"] as? String == "network ACL data outbound rule *")
    #expect(drop["ports"] as? String == "40001-60999")
  }

  @Test(.enabled(if: Laboratory.obstacle == nil, "a lab needs root, ip and nft"))
  func `what a killed run leaves is removed by lab down`() throws {
    let process = try Portolan.start(Self.question)
    let mark = "process \(process.processIdentifier)"
    var id: String?
    for _ in 0..<500 where id == nil && process.isRunning {
      id = Self.labs().first { Self.text(of: $0).contains(mark) && !Self.namespaces(of: $0).isEmpty }
      if id == nil { usleep(10_000) }
    }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let killed = try #require(id)
    #expect(!Self.namespaces(of: killed).isEmpty)
    #expect(try Portolan.run(["lab", "down"]).status == 0)
    #expect(Self.namespaces(of: killed).isEmpty)
    #expect(!Self.labs().contains(killed))
  }

  @Test(.enabled(if: Laboratory.obstacle == nil, "a lab needs root, ip and nft"))
  func `a kept lab stays while a process works in it, and what others have made stays for good`() throws {
    let before = Set(Self.labs())
    #expect(try Portolan.run(Self.question + ["--keep"]).status == 0)
    let id = try #require(Self.labs().first { !before.contains($0) && Self.text(of: $0).hasSuffix("kept\n") })
    let spaces = Self.namespaces(of: id).sorted()
    let (visited, replaced) = (try #require(spaces.first), try #require(spaces.last))
    // One by the name of a lab's that somebody else has made anew, and one that only looks like a lab's.
    try Namespace.shell("ip netns del \(replaced) && ip netns add \(replaced) && ip netns add portolan-00ff-theirs")
    defer { _ = try? Namespace.shell("ip netns del \(replaced); ip netns del portolan-00ff-theirs") }
    let visitor = Process()
    visitor.executableURL = URL(filePath: "/usr/bin/env")
    visitor.arguments = ["ip", "netns", "exec", visited, "sh", "-c", "echo in; read line"]
    let (input, output) = (Pipe(), Pipe())
    visitor.standardInput = input
    visitor.standardOutput = output
    try visitor.run()
    _ = output.fileHandleForReading.availableData
    let early = try Portolan.run(["lab", "down"])
    #expect(early.status == 0 && early.output.contains("in use by a running process stay"), "\(early)")
    #expect(Set(Self.namespaces(of: id)) == Set(spaces))
    try input.fileHandleForWriting.close()
    visitor.waitUntilExit()
    let late = try Portolan.run(["lab", "down"])
    #expect(late.status == 0 && late.errors.contains("portolan-00ff-theirs"), "\(late)")
    #expect(late.errors.contains(replaced), "\(late)")
    #expect(Self.namespaces(of: id) == [replaced])
    #expect(!Self.labs().contains(id))
  }

  @Test(.enabled(if: Laboratory.obstacle == nil, "a lab needs root, ip and nft"))
  func `an interrupted run removes its lab and says so`() throws {
    let process = try Portolan.start(Self.question)
    let mark = "process \(process.processIdentifier)"
    var id: String?
    for _ in 0..<500 where id == nil && process.isRunning {
      id = Self.labs().first { Self.text(of: $0).contains(mark) && !Self.namespaces(of: $0).isEmpty }
      if id == nil { usleep(10_000) }
    }
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    let stopped = try #require(id)
    #expect(process.terminationStatus == 2)
    #expect(Self.namespaces(of: stopped).isEmpty)
    #expect(!Self.labs().contains(stopped))
  }

  private static func labs() -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: "/run/portolan")) ?? []
  }

  private static func text(of lab: String) -> String {
    (try? String(contentsOfFile: "/run/portolan/\(lab)", encoding: .utf8)) ?? ""
  }

  private static func namespaces(of lab: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/run/netns")) ?? []
    return names.filter { $0.hasPrefix("portolan-\(lab)-") }
  }
}
