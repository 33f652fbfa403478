import Foundation
import Testing

/// What `portolan fix` leaves behind.
@Suite struct FixTests {
  private static let orders = ["--from", "web-1", "--to", "orders", "--port", "5432"]

  @Test func `the changed copy of the shop works, and differs in nothing but the rule`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "portolan-fix-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try Portolan.run(["fix", "examples/shop"] + Self.orders + ["--write", folder.path]).status == 0)
    let trace = try Portolan.run(["trace", folder.path] + Self.orders)
    #expect(trace.status == 0)
    #expect(trace.output.contains("all 28,232 client ports work"))
    let shop = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../examples/shop").standardized
    var changed: [String] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: shop.path) where name.hasSuffix(".json") {
      let before = try String(contentsOf: shop.appending(path: name), encoding: .utf8)
      let after = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      let lines = zip(before.split(separator: "\n"), after.split(separator: "\n")).filter { $0 != $1 }
      if before != after { changed += lines.map { "\(name): \($0.1.trimmingCharacters(in: .whitespaces))" } }
    }
    #expect(changed == ["describe-network-acls.json: \"To\": 60999"])
  }

  @Test func `a folder that holds something is left as it is`() throws {
    let outcome = try Portolan.run(["fix", "examples/shop"] + Self.orders + ["--write", "examples"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("examples: is there already: name a folder that is new or empty"))
  }

  @Test func `what works needs no fix, and what cannot be mended has none`() throws {
    let works = ["--from", "web-1", "--to", "203.0.113.10", "--port", "443"]
    let none = try Portolan.run(["fix", "examples/shop"] + works)
    #expect(none.status == 0)
    #expect(none.output.contains("nothing to fix"))
    let choice = try Portolan.run(["fix", "examples/shop"] + Self.orders + ["--choice", "9"])
    #expect(choice.status == 2)
    #expect(choice.errors.contains("no number 9"))
  }

  @Test func `an intent that fails is made to hold, and the copy passes the gate`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "portolan-fix-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let intents = "examples/shop/intents.yaml"
    #expect(try Portolan.run(["verify", "examples/shop", intents]).status == 1)
    let fix = ["fix", "examples/shop", "--intents", intents, "--intent", "web-reaches-orders", "--write", folder.path]
    #expect(try Portolan.run(fix).status == 0)
    #expect(try Portolan.run(["verify", folder.path, intents]).status == 0)
  }

  @Test func `an unknown intent and two requests at once are refused`() throws {
    let file = ["fix", "examples/shop", "--intents", "examples/shop/intents.yaml"]
    let unknown = try Portolan.run(file + ["--intent", "web-reach-orders"])
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("has no intent “web-reach-orders”; it has customers-reach-the-shop"))
    #expect(try Portolan.run(file).status == 2)
    #expect(try Portolan.run(file + ["--intent", "web-reaches-orders", "--finding", "ONE_WAY"]).status == 2)
  }
}
