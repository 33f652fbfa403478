import Foundation
import Testing

/// What the command prints, to the letter. `RECORD_GOLDEN=1` writes the files anew; read the difference before it is committed.
@Suite struct GoldenTests {
  private static let cases: [(name: String, arguments: [String], status: Int32)] = [
    ("orders.txt", ["--from", "web-1", "--to", "orders", "--port", "5432"], 1),
    ("orders.json", ["--from", "web-1", "--to", "orders", "--port", "5432", "--format", "json"], 1),
    ("orders-windows.txt", ["--from", "web-1", "--to", "orders", "--port", "5432", "--os", "windows"], 1),
    (
      "orders-given-ports.txt",
      ["--from", "web-1", "--to", "orders", "--port", "5432", "--client-ports", "32768-40000"], 0
    ),
    ("ping.txt", ["--from", "web-1", "--to", "web-2", "--protocol", "icmp"], 1),
    ("from-internet.txt", ["--from", "internet", "--to", "10.20.0.23", "--port", "443"], 0),
    ("to-internet.txt", ["--from", "web-1", "--to", "203.0.113.10", "--port", "443"], 0),
    ("front.txt", ["--from", "internet", "--to", "front", "--port", "443"], 0),
    ("health.txt", ["--to", "front", "--health"], 0),
    ("tier.txt", ["--from", "10.20.10.0/23", "--to", "orders", "--port", "5432"], 1),
    ("metadata.json", ["--from", "web-1", "--to", "169.254.169.254", "--port", "80", "--format", "json"], 0),
  ]

  @Test func `every answer about the shop reads as it did`() throws {
    for (name, arguments, status) in Self.cases {
      let outcome = try Portolan.run(["trace", "examples/shop"] + arguments)
      #expect(outcome.status == status, "\(name)")
      try compare(outcome.output, with: name)
      if name.hasSuffix(".json") { _ = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) }
    }
  }

  @Test func `every answer about the two accounts and about IPv6 reads as it did`() throws {
    for (name, arguments, status) in [
      ("hub-same-zone.txt", ["examples/hub", "--from", "api-a", "--to", "ledger-a", "--port", "5432"], Int32(0)),
      ("hub-zone-missing.txt", ["examples/hub", "--from", "api-a", "--to", "ledger-b", "--port", "5432"], 1),
      ("hub-to-internet.txt", ["examples/hub", "--from", "api-a", "--to", "203.0.113.10", "--port", "443"], 0),
      ("hub-on-premises.txt", ["examples/hub", "--from", "192.168.0.0/16", "--to", "ledger-a", "--port", "5432"], 1),
      ("dual-egress-only.txt", ["examples/dual", "--from", "worker", "--to", "2600::1", "--port", "443"], 1),
      ("dual-uninvited.txt", ["examples/dual", "--from", "2600::1", "--to", "worker", "--port", "443"], 1),
      ("dual-edge.txt", ["examples/dual", "--from", "internet", "--to", "edge", "--port", "443", "--ipv6"], 0),
    ] {
      let outcome = try Portolan.run(["trace"] + arguments)
      #expect(outcome.status == status, "\(name)")
      try compare(outcome.output, with: name)
    }
  }

  @Test func `the matrix of the shop reads as it did`() throws {
    for (name, arguments) in [
      ("matrix.txt", ["--ports", "443,5432"]), ("matrix-subnets.txt", ["--ports", "443,5432", "--by", "subnet"]),
      ("matrix-totals.json", ["--ports", "443,5432", "--totals"]),
      ("matrix.csv", ["--ports", "443,5432", "--by", "interface", "--format", "csv"]),
      ("matrix.json", ["--ports", "5432", "--format", "json"]), ("matrix-ping.txt", ["--protocol", "icmp"]),
      ("matrix-intermittent.txt", ["--ports", "443,5432", "--verdict", "intermittent", "--from", "web-1"]),
      ("matrix-server-ports.txt", ["--port-range", "all"]),
      ("matrix-server-ports.json", ["--port-range", "all", "--from", "web-1", "--format", "json"]),
      ("matrix.svg", ["--ports", "443,5432", "--group-by", "subnet", "--format", "svg"]),
      ("matrix.html", ["--ports", "5432", "--group-by", "subnet", "--format", "html"]),
    ] {
      let outcome = try Portolan.run(["matrix", "examples/shop"] + arguments)
      #expect(outcome.status == 0, "\(name)")
      try compare(outcome.output, with: name)
      if name.hasSuffix(".json") { _ = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) }
    }
  }

  @Test func `what a change does reads as it did`() throws {
    let shop = "examples/shop"
    let widened = [shop, "--what-if", "data outbound 100 ports=32768-60999"]
    let route = ["--what-if", "app remove 0.0.0.0/0", "--what-if", "data inbound add 5 deny from=203.0.113.0/24"]
    for (name, arguments, status) in [
      ("diff-widened.txt", widened, Int32(1)), ("diff-widened.json", widened + ["--format", "json"], 1),
      ("diff-exposed.txt", ["examples/dual", "--what-if", "edge inbound add tcp 8080 from=0.0.0.0/0"], 1),
      ("diff-route.txt", [shop] + route, 1), ("diff-target.txt", [shop, "--what-if", "app inbound 100 deny"], 1),
      ("diff-onward.txt", [shop, "--what-if", "app outbound 120 ports=1024-40000"], 1),
      ("diff-idle.txt", [shop, "--what-if", "data inbound add 5 deny udp from=203.0.113.0/24"], 0),
      ("diff-same.txt", [shop, shop], 0), ("diff-other.txt", [shop, "examples/hub", "--protocol", "tcp"], 1),
    ] {
      let outcome = try Portolan.run(["diff"] + arguments)
      #expect(outcome.status == status, "\(name)")
      try compare(outcome.output, with: name)
      if name.hasSuffix(".json") {
        _ = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
      } else {
        #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(name)")
      }
    }
  }

  @Test func `every remedy for the shop reads as it did`() throws {
    let orders = ["--from", "web-1", "--to", "orders", "--port", "5432"]
    let shell = ["--from", "web-1", "--to", "orders", "--port", "22"]
    for (name, arguments) in [
      ("fix.txt", orders), ("fix.json", orders + ["--format", "json"]), ("fix-stop.txt", orders + ["--stop"]),
      ("fix-shell.txt", shell), ("fix-shell.sh", shell + ["--format", "aws"]),
      ("fix-shell.tf", shell + ["--format", "terraform"]),
      ("fix-shell-template.json", shell + ["--format", "cloudformation", "--choice", "3"]),
      ("fix-intent.txt", ["--intents", "examples/shop/intents.yaml", "--intent", "web-reaches-orders"]),
      ("fix-finding.txt", ["--finding", "reply-range-cut"]),
    ] {
      let outcome = try Portolan.run(["fix", "examples/shop"] + arguments)
      #expect(outcome.status == 0, "\(name)")
      try compare(outcome.output, with: name)
      if name.hasSuffix(".json") { _ = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) }
    }
  }

  @Test func `every finding about the examples reads as it did`() throws {
    for (name, arguments) in [
      ("audit-shop.txt", ["examples/shop"]), ("audit-hub.txt", ["examples/hub"]), ("audit-dual.txt", ["examples/dual"]),
      ("audit.json", ["examples/shop", "--severity", "high", "--format", "json"]),
    ] {
      let outcome = try Portolan.run(["audit"] + arguments)
      #expect(outcome.status == 1, "\(name)")
      try compare(outcome.output, with: name)
      if name.hasSuffix(".json") { _ = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) }
      try compare(outcome.output, with: name)
      if name.hasSuffix(".json") { _ = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) }
    }
  }

  @Test func `what the shop's intents come to reads as it did, in every form`() throws {
    let shop = ["examples/shop", "examples/shop/intents.yaml"]
    for (name, arguments, status) in [
      ("verify.txt", shop, Int32(1)), ("verify.json", shop + ["--format", "json"], 1),
      ("verify.xml", shop + ["--format", "junit"], 1), ("verify.sarif", shop + ["--format", "sarif"], 1),
      ("verify-init.yaml", ["examples/shop", "--init"], 0),
    ] {
      let outcome = try Portolan.run(["verify"] + arguments)
      #expect(outcome.status == status, "\(name)")
      try compare(outcome.output, with: name)
    }
  }

  @Test func `help and the catalogue read as they did`() throws {
    for (name, arguments) in [
      ("help.txt", ["--help"]), ("help-trace.txt", ["trace", "--help"]), ("help-matrix.txt", ["matrix", "--help"]),
      ("help-diff.txt", ["diff", "--help"]),
      ("help-fix.txt", ["fix", "--help"]),
      ("help-audit.txt", ["audit", "--help"]),
      ("help-verify.txt", ["verify", "--help"]),
      ("help-chart.txt", ["chart", "--help"]),
      ("help-ranges.txt", ["ports", "ranges", "--help"]), ("help-ports.txt", ["ports", "--help"]),
      ("help-forecast.txt", ["ports", "forecast", "--help"]), ("help-set.txt", ["ports", "set", "--help"]),
      ("forecast.txt", ["ports", "forecast", "--rate", "400/s", "--lifetime", "2s", "--ports", "32768-60999"]),
      ("ranges.txt", ["ports", "ranges"]), ("ranges-linux.txt", ["ports", "ranges", "linux"]),
    ] {
      let outcome = try Portolan.run(arguments)
      #expect(outcome.status == 0, "\(name)")
      try compare(outcome.output, with: name)
    }
  }

  @Test func `the documentation's pictures are what the command draws`() throws {
    let script = try String(contentsOf: Portolan.root.appending(path: "scripts/pictures"), encoding: .utf8)
    let pictures = script.split(separator: "\n").filter { $0.hasPrefix("draw ") }
      .map { $0.split(separator: " ").dropFirst().map(String.init) }
    #expect(pictures.count >= 5)
    for words in pictures {
      let form = words[1].hasSuffix(".mmd") ? "mermaid" : "svg"
      let arguments = ["chart", "examples/\(words[0])"] + words[2...] + ["--format", form, "-o", "-"]
      let outcome = try Portolan.run(arguments)
      #expect(outcome.status == 0, "\(words)")
      try compare(outcome.output, with: Portolan.root.appending(components: "docs", "pictures", words[1]))
    }
  }

  private func compare(_ text: String, with name: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    try compare(text, with: folder.appending(components: "Golden", name))
  }

  private func compare(_ text: String, with file: URL) throws {
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let golden = try String(contentsOf: file, encoding: .utf8)
    #expect(text == golden, "\(file.lastPathComponent) was\n\(golden)\nand is\n\(text)")
  }
}
