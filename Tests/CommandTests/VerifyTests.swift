import Foundation
import Testing

/// `portolan verify`, as its users and their pipelines run it.
@Suite struct VerifyTests {
  private static let shop = ["verify", "examples/shop", "examples/shop/intents.yaml"]

  @Test func `the shop fails before the fix of its network ACL, and passes after`() throws {
    let before = try Portolan.run(Self.shop)
    #expect(before.status == 1 && before.errors.isEmpty)
    #expect(before.output.hasPrefix("FAILS   1 of 6 intents fails, 5 hold\n"))
    #expect(before.output.contains("7,233 of 28,232 client ports work"))
    let fixed = FileManager.default.temporaryDirectory.appending(component: "portolan-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: fixed) }
    try FileManager.default.copyItem(at: Portolan.root.appending(path: "examples/shop"), to: fixed)
    let acls = fixed.appending(component: "describe-network-acls.json")
    let text = try String(contentsOf: acls, encoding: .utf8)
    try text.replacing("\"To\": 40000", with: "\"To\": 60999").write(to: acls, atomically: true, encoding: .utf8)
    let after = try Portolan.run(["verify", fixed.path, "examples/shop/intents.yaml"])
    #expect(after.status == 0)
    #expect(after.output.hasPrefix("HOLDS   all 6 intents hold\n"))
  }

  @Test func `what an example does today holds of it`() throws {
    for name in ["shop", "hub", "dual"] {
      let written = try Portolan.run(["verify", "examples/\(name)", "--init"])
      #expect(written.status == 0 && written.errors.isEmpty)
      let outcome = try Portolan.run(["verify", "examples/\(name)", "-"], input: written.output)
      #expect(outcome.status == 0, "\(name): \(outcome.output)\(outcome.errors)")
    }
  }

  @Test func `every answer fits 80 columns`() throws {
    let outcome = try Portolan.run(Self.shop)
    for line in outcome.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test func `an intent that matches nothing exits 2 with its place, whatever the others come to`() throws {
    let text = """
      intents:
        - id: real
          allow: {from: front, to: web-1, ports: 8080}
        - id: gone
          allow: {from: web-9, to: orders, ports: 5432}
        - id: misspelt
          deny: {from: internet, to: "tag:teir=db", ports: any}
      """
    let outcome = try Portolan.run(["verify", "examples/shop", "-"], input: text)
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    #expect(
      outcome.errors == """
        portolan: -:5:19: nothing in the snapshot is called “web-9”; did you mean web-1 or web-2?
        portolan: -:7:32: no interface or instance in the snapshot has a tag “teir”

        """)
  }

  @Test func `what the snapshot does not tell exits 3`() throws {
    let calls = [
      #"{"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}]}"#,
      #"{"NetworkInterfaces": [{"NetworkInterfaceId": "eni-1", "VpcId": "vpc-1", "SubnetId": "subnet-1", "PrivateIpAddress": "10.0.1.1"}, {"NetworkInterfaceId": "eni-2", "VpcId": "vpc-1", "SubnetId": "subnet-2", "PrivateIpAddress": "10.0.2.1"}]}"#,
    ]
    let folder = FileManager.default.temporaryDirectory.appending(component: "portolan-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (number, call) in calls.enumerated() {
      try call.write(to: folder.appending(component: "\(number).json"), atomically: true, encoding: .utf8)
    }
    let intents = "intents: [{id: a, allow: {from: eni-1, to: eni-2, ports: 443}}]"
    let outcome = try Portolan.run(["verify", folder.path, "-"], input: intents)
    #expect(outcome.status == 3)
    #expect(outcome.output.hasPrefix("UNKNOWN   the one intent is unknown\n"), "\(outcome.output)")
  }

  @Test func `wrong usage exits 2`() throws {
    for arguments in [
      ["verify"], ["verify", "examples/shop"], ["verify", "-", "-"], ["verify", "--init"], ["verify", "--schema", "x"],
      ["verify", "examples/shop", "examples/shop/intents.yaml", "--init"],
      ["verify", "examples/shop", "no/such.yaml"], ["verify", "examples/shop", "README.md"],
      Self.shop + ["--format", "xml"],
    ] {
      let outcome = try Portolan.run(arguments)
      #expect(outcome.status == 2 && outcome.output.isEmpty && !outcome.errors.isEmpty, "\(arguments)")
    }
  }

  @Test func `the schema for editors is the one in docs`() throws {
    let outcome = try Portolan.run(["verify", "--schema"])
    let file = Portolan.root.appending(path: "docs/intents.schema.json")
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil {
      try outcome.output.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try outcome.output == String(contentsOf: file, encoding: .utf8))
    _ = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
  }

  // MARK: As others read it

  /// Results of every kind: one that holds, one that fails, with texts that formats must escape.
  private static let awkward = """
    intents:
      - id: holds
        allow: {from: front, to: web-1, ports: 8080}
      - id: fails
        allow: {from: "web-*", to: orders, ports: 5432}
        reason: "a < b & \\"c\\" > 'd' — “é” 🧭 \\\\"
        owner: "<owner>"
      - id: ping
        deny: {from: any, to: any, protocol: icmp}
    """

  @Test(.enabled(if: Checkers.areInstalled, "scripts/checkers installs what reads SARIF"))
  func `SARIF is as its published schema says`() throws {
    let program = """
      \(Checkers.readingSARIF)
      for run in log["runs"]:
        ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
        for result in run["results"]:
          assert ids[result["ruleIndex"]] == result["ruleId"]
          region = result["locations"][0]["physicalLocation"]["region"]
          print(result["ruleId"], result["level"], region["startLine"], region["startColumn"])
      """
    let outcome = try Portolan.run(["verify", "examples/shop", "-", "--format", "sarif"], input: Self.awkward)
    #expect(outcome.status == 1)
    #expect(try Checkers.output(of: program, outcome.output) == "fails error 4 5\n")
    // The check can fail.
    let broken = outcome.output.replacing("\"level\": \"error\"", with: "\"level\": \"bad\"")
    withKnownIssue { _ = try Checkers.output(of: program, broken) }
  }

  @Test(.enabled(if: Checkers.areInstalled, "scripts/checkers installs what reads JUnit XML"))
  func `JUnit XML is read by others as it is meant`() throws {
    let program = """
      import sys
      from junitparser import JUnitXml
      xml = JUnitXml.fromstring(sys.stdin.buffer.read())
      for suite in xml:
        print(suite.tests, suite.failures, suite.errors)
        for case in suite:
          results = [type(result).__name__ for result in case.result]
          print(case.name, results, case.result and "<owner>" in case.result[0].text)
      """
    let outcome = try Portolan.run(["verify", "examples/shop", "-", "--format", "junit"], input: Self.awkward)
    #expect(outcome.status == 1)
    #expect(
      try Checkers.output(of: program, outcome.output) == """
        3 1 0
        holds [] []
        fails ['Failure'] True
        ping [] []

        """)
  }

  @Test(.enabled(if: Checkers.areInstalled, "scripts/checkers installs what reads JSON Schema and YAML"))
  func `what the schema accepts the reader accepts, and the other way round`() throws {
    let corpus =
      try Self.corpus
      + ["shop", "hub", "dual"].map {
        try Portolan.run(["verify", "examples/\($0)", "--init"]).output
      }
    let program = """
      import json, jsonschema, sys, yaml
      question = json.load(sys.stdin)
      jsonschema.Draft7Validator.check_schema(question["schema"])
      validator = jsonschema.Draft7Validator(question["schema"])
      print("".join("1" if validator.is_valid(yaml.safe_load(text)) else "0" for text in question["corpus"]), end="")
      """
    let schema = try JSONSerialization.jsonObject(with: Data(Portolan.run(["verify", "--schema"]).output.utf8))
    let question = try JSONSerialization.data(withJSONObject: ["schema": schema, "corpus": corpus])
    guard let accepted = try Checkers.output(of: program, String(decoding: question, as: UTF8.self)) else { return }
    #expect(accepted.count == corpus.count)
    for (text, isAccepted) in zip(corpus, accepted) {
      let errors = try Portolan.run(["verify", "examples/shop", "-"], input: text).errors
      // Names that the shop lacks are the network's matter, not the file's.
      let isRead = errors.isEmpty || errors.contains("snapshot")
      #expect(isRead == (isAccepted == "1"), "\(text)\n\(errors)")
    }
  }

  /// Files that are right or wrong by their form.
  private static let corpus: [String] = {
    let connections = [
      "from: web-1, to: orders, ports: 5432", "from: [web-1, web-2], to: orders, ports: [80, 443, 8000-8100]",
      "from: any, not-from: [web-1], to: orders, ports: any, os: linux", "from: web-1, to: orders, protocol: icmp",
      "from: web-1, to: orders, ports: 53, protocol: udp, client-ports: 1024-65535, family: ipv4",
      "from: web-1, to: orders, ports: 53, protocol: [tcp, udp]", "from: web-1, to: orders, protocol: 50",
      "from: web-1, to: orders, ports: \"80,443\"", "from: web-1, to: orders, ports: 5432, for: every client port",
      // Wrong:
      "from: web-1, to: orders", "from: web-1, ports: 5432", "to: orders, ports: 5432",
      "from: web-1, to: orders, ports: 70000", "from: web-1, to: orders, ports: [a]", "from: [], to: orders, ports: 1",
      "from: web-1, to: orders, ports: []", "from: web-1, to: orders, ports: 1, protocol: tpc",
      "from: web-1, to: orders, ports: 1, protocol: icmp", "from: web-1, to: orders, protocol: icmp, os: linux",
      "from: web-1, to: orders, ports: 1, protocol: [tcp, icmp]", "from: web-1, to: orders, ports: 1, os: beos",
      "from: web-1, to: orders, ports: 1, os: linux, client-ports: 1", "from: web-1, to: orders, ports: 1, for: all",
      "from: web-1, to: orders, ports: 1, family: v4", "from: web-1, to: orders, ports: 1, colour: red",
      "from: {a: b}, to: orders, ports: 1", "from: \"\", to: orders, ports: 1",
    ]
    let claims = ["allow", "deny"].flatMap { action in
      connections.map { "intents: [{id: a, \(action): {\($0)}}]" }
    }
    let right = "{from: web-1, to: orders, ports: 1}"
    return claims + [
      "intents: [{id: a, allow: {from: web-1, to: orders, ports: 1, for: some client port}}]",
      "intents: [{id: a, deny: {from: web-1, to: orders, ports: 1, for: some client port}}]",
      "intents: [{id: 7, allow: \(right), reason: because, owner: me}]", "intents: []", "intents: [{id: a}]", "{}",
      "intents: [{allow: \(right)}]", "intents: [{id: a b, allow: \(right)}]",
      "groups: {web: []}\nintents: [{id: a, allow: \(right)}]",
      "intents: [{id: a, allow: \(right), deny: \(right)}]", "intents: [{id: a, allow: \(right), note: x}]",
      "groups: {web: [web-1, web-2]}\nintents: [{id: a, allow: {from: web, to: orders, ports: 1}}]",
      "groups: {web: web-1}\nintents: [{id: a, allow: {from: web, to: orders, ports: 1}}]",
      "intents: {id: a}", "- 1", "version: 1\nintents: [{id: a, allow: \(right)}]",
    ]
  }()
}
