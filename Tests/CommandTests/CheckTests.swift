import AWSCatalogue
import Foundation
import Testing

/// What commands say, and how they end, when answers of AWS are missing.
@Suite struct CheckTests {
  /// Runs `body` with a copy of an example of which files are left out, or end with a token for more.
  private func withExample<Result>(
    _ name: String, without files: Set<String> = [], cuttingOff cut: Set<String> = [],
    _ body: (String) throws -> Result
  ) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(component: "portolan-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(at: Portolan.root.appending(path: "examples/\(name)"), to: folder)
    for file in files { try FileManager.default.removeItem(at: folder.appending(path: file)) }
    for file in cut {
      let path = folder.appending(path: file)
      let text = try String(contentsOf: path, encoding: .utf8)
      let open = try #require(text.lastIndex(of: "}"))
      try (text[..<open] + #", "NextToken": "more"}"#).write(to: path, atomically: true, encoding: .utf8)
    }
    return try body(folder.path)
  }

  private func json(_ outcome: Portolan.Outcome) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
  }

  @Test func `check says what was read, what is taken for granted, and that nothing is missing`() throws {
    let outcome = try Portolan.run(["check", "examples/shop"])
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("COMPLETE   nothing is missing that may decide an answer, 3 taken for granted\n"))
    #expect(outcome.output.contains("VPC Block Public Access is off"))
    let document = try json(try Portolan.run(["check", "examples/shop", "--format", "json"]))
    #expect(document["schema"] as? String == "portolan.check/1" && document["isComplete"] as? Bool == true)
    let calls = try #require(document["calls"] as? [[String: Any]])
    let acls = calls.first { $0["call"] as? String == "ec2 describe-network-acls" }
    #expect(acls?["items"] as? Int == 4 && acls?["status"] as? String == "whole")
    #expect(acls?["files"] as? [String] == ["examples/shop/describe-network-acls.json"])
    #expect(try Portolan.run(["check", "examples/shop", "--strict"]).status == 3)
  }

  @Test(arguments: [
    "network-acls", "route-tables", "subnets", "vpcs", "network-interfaces", "internet-gateways", "security-groups",
  ])
  func `check names what is missing, and how to get it`(_ list: String) throws {
    let file = "describe-\(list).json"
    for isCutOff in [false, true] {
      let (outcome, audit) = try withExample(
        "shop", without: isCutOff ? [] : [file], cuttingOff: isCutOff ? [file] : []
      ) {
        (try Portolan.run(["check", $0]), try Portolan.run(["audit", $0, "--code", "ASYMMETRIC_RETURN"]))
      }
      #expect(outcome.status == 3 && outcome.output.hasPrefix("INCOMPLETE"))
      #expect(outcome.output.contains("aws ec2 describe-\(list) \(isCutOff ? "lacks pages" : "was not made")"))
      #expect(outcome.output.contains("aws ec2 describe-\(list)") && outcome.output.contains("> \(file)\n"))
      #expect(audit.status == 3 && !audit.output.hasPrefix("nothing found\n"), "\(audit.output)")
    }
  }

  @Test(arguments: ["shop", "hub", "dual"])
  func `an audit loses no finding without a word when a file is missing`(_ example: String) throws {
    func faults(_ folder: String) throws -> (found: Set<[String]>, undecided: Int, status: Int32) {
      let outcome = try Portolan.run(["audit", folder, "--severity", "low", "--format", "json"])
      let document = try json(outcome)
      let findings = try #require(document["findings"] as? [[String: Any]])
      let found = findings.map { finding in
        let component = finding["component"] as? [String: Any]
        return [finding["code"], component?["id"], finding["direction"], finding["rule"]].map { "\($0 ?? "")" }
      }
      return (Set(found), try #require(document["undecided"] as? [Any]).count, outcome.status)
    }
    let root = Portolan.root.appending(path: "examples/\(example)")
    let files = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".json") }
    let whole = try faults(root.path)
    #expect(!files.isEmpty)
    for file in files {
      let lacking = try withExample(example, without: [file], faults)
      if lacking.found.isSuperset(of: whole.found) { continue }
      #expect(lacking.undecided > 0 && lacking.status != 0, "\(file)")
    }
  }

  @Test func `verify counts what it takes for granted, in every form`() throws {
    let intents = "examples/shop/intents.yaml"
    let text = try Portolan.run(["verify", "examples/shop", intents])
    #expect(text.output.contains("\ntaken for granted: 3\n  VPC Block Public Access is off (aws ec2"))
    let document = try json(try Portolan.run(["verify", "examples/shop", intents, "--format", "json"]))
    #expect((document["counts"] as? [String: Any])?["assumptions"] as? Int == 3)
    #expect((document["assumptions"] as? [String])?.count == 3 && (document["missing"] as? [Any])?.isEmpty == true)
    for format in ["junit", "sarif"] {
      let outcome = try Portolan.run(["verify", "examples/shop", intents, "--format", format])
      #expect(outcome.output.contains("taken for granted: VPC Block Public Access is off"), "\(format)")
    }
  }

  @Test func `every report says what it rests on`() throws {
    for arguments in [
      ["matrix", "examples/shop", "--ports", "443"], ["matrix", "examples/shop", "--port-range", "all"],
      ["diff", "examples/shop", "examples/shop"], ["fix", "examples/shop", "--finding", "REPLY_RANGE_CUT"],
    ] {
      #expect(try Portolan.run(arguments).output.contains("taken for granted: 3"), "\(arguments)")
      let document = try json(try Portolan.run(arguments + ["--format", "json"]))
      #expect((document["assumptions"] as? [String])?.count == 3, "\(arguments)")
      #expect(document["missing"] is [Any], "\(arguments)")
    }
    for arguments in [
      ["matrix", "examples/shop", "--ports", "443", "--by", "subnet", "--format", "csv"],
      ["chart", "examples/shop", "-o", "-"],
      ["fix", "examples/shop", "--finding", "REPLY_RANGE_CUT", "--format", "aws"],
    ] {
      let outcome = try Portolan.run(arguments)
      #expect(outcome.errors.contains("taken for granted: 3") && !outcome.output.contains("taken for granted"))
    }
  }

  @Test func `snapshots of which one lacks a call are not called alike, and nothing has come or gone by that`() throws {
    for file in ["describe-internet-gateways", "describe-network-interfaces", "describe-network-acls"] {
      try withExample("shop", without: ["\(file).json"]) { lacking in
        for pair in [["examples/shop", lacking], [lacking, "examples/shop"]] {
          let outcome = try Portolan.run(["diff"] + pair)
          #expect(outcome.status == 3 && outcome.output.contains("not comparable"), "\(outcome)")
          #expect(outcome.output.contains(file) && !outcome.output.contains("STOPPED"))
        }
      }
    }
  }

  @Test func `nothing is set where the snapshot does not tell what replies meet`() throws {
    let arguments = ["ports", "set", "20000-60999", "--dry-run", "--as", "web-1", "--snapshot"]
    for file in ["describe-network-acls.json", "describe-subnets.json"] {
      try withExample("shop", cuttingOff: [file]) { folder in
        // The ACLs of the shop drop replies surely, so one without entries that do is asked.
        let outcome = try Portolan.run(["ports", "set", "32768-40000"] + arguments.dropFirst(3) + [folder])
        #expect(outcome.status == 3 && outcome.output.contains("nothing was set"), "\(outcome)")
        #expect(outcome.output.contains("unknown   aws ec2 \(file.dropLast(5)) lacks pages"))
        #expect(try Portolan.run(arguments + [folder, "--force"]).status != 3)
      }
    }
  }

  @Test func `the script that collects is a shell's, and makes every call`() throws {
    let outcome = try Portolan.run(["check", "--commands"])
    #expect(outcome.status == 0)
    for call in AWSCall.allCases where call != .describeSecurityGroupRules {
      #expect(outcome.output.contains(" \(call.words)"), "\(call)")
    }
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = ["-n", "-c", outcome.output]
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0)
    #expect(try Portolan.run(["check"]).status == 2)
  }

  @Test(.enabled(if: Checkers.areInstalled, "scripts/checkers installs the aws CLI and moto"))
  func `what the script collects of an account is complete, but for what moto cannot do`() throws {
    let program = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Account/collect.py").path
    let printed = try Checkers.run([program, Portolan.command.path])
    let lines = (printed ?? "").split(separator: "\n").map(String.init)
    // Its load balancers have no scheme and its endpoints no type, which AWS always prints.
    #expect(
      Array(lines.prefix(5)) == [
        "not answered: ec2 describe-vpc-block-public-access-options",
        "not answered: ec2 describe-vpc-block-public-access-exclusions",
        "not answered: ec2 describe-transit-gateway-policy-tables",
        "not answered: ec2 get-transit-gateway-prefix-list-references", "3 incomplete",
      ])
    #expect(lines.count == 8)
    #expect(lines.dropFirst(5).first?.hasPrefix("missing: the scheme of load balancer ") == true)
    #expect(lines.dropFirst(6).first?.hasPrefix("missing: the type of VPC endpoint ") == true)
    #expect(lines.last == "assumed: ec2 describe-vpc-block-public-access-options denied")
  }
}
