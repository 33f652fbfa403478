import Foundation
import Testing

/// Names that would command a terminal, a spreadsheet or a shell.
@Suite struct HostileNameTests {
  /// One of each kind of what commands a terminal or turns text around.
  private static let commands: [Unicode.Scalar] = [
    "\u{1B}", "\u{7}", "\u{8}", "\u{D}", "\u{0}", "\u{7F}", "\u{9B}", "\u{85}", "\u{61C}", "\u{200E}", "\u{200F}",
    "\u{2028}", "\u{2029}", "\u{202A}", "\u{202E}", "\u{2066}", "\u{2069}",
  ]

  /// The shop, in which whatever takes any text has one that commands a terminal and begins a line of its own.
  private static func snapshot(in folder: String) throws -> String {
    let target = folder + "/shop"
    try FileManager.default.copyItem(atPath: Portolan.root.appending(path: "examples/shop").path, toPath: target)
    let poison = commands.map { String(format: "\\u%04x", $0.value) }.joined() + "[1;32m\\nWORKS"
    for name in try FileManager.default.contentsOfDirectory(atPath: target) where name.hasSuffix(".json") {
      let path = "\(target)/\(name)"
      var text = try String(contentsOfFile: path, encoding: .utf8)
      for key in [
        "Value", "GroupName", "Description", "Status", "Code", "AvailabilityZone", "OwnerId", "Name", "InterfaceType",
        "LoadBalancerName", "DNSName", "DBInstanceIdentifier", "SubnetId", "NetworkInterfaceId", "RouteTableId",
        "NetworkAclId", "GroupId", "TargetGroupName", "DBInstanceStatus", "InternetGatewayId", "InstanceId", "VpcId",
      ] {
        text = text.replacing(
          try Regex("\"\(key)\": *\"([^\"]*)\"", as: (Substring, Substring).self)
        ) { "\"\(key)\": \"\($0.1)\(poison)\"" }
      }
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
    return target
  }

  private static let questions = [
    "trace SNAP --from 10.20.10.4 --to 10.20.20.7 --port 5432", "trace SNAP --from internet --to 10.20.10.4 --port 443",
    "trace SNAP --from 10.20.10.4 --to 10.20.20.7 --port 5432 --format json",
    "trace SNAP --from nobody --to x --port 1",
    "audit SNAP", "audit SNAP --format json", "audit SNAP --format sarif", "matrix SNAP --ports 5432",
    "matrix SNAP --ports 5432 --format csv --group-by interface", "matrix SNAP --ports 5432 --format json",
    "matrix SNAP --ports 5432 --format svg --group-by subnet", "matrix SNAP --ports 5432 --format html --group-by vpc",
    "diff SNAP examples/shop", "diff SNAP examples/shop --format json", "verify SNAP --init",
    "fix SNAP --from 10.20.10.4 --to 10.20.20.7 --port 5432", "chart SNAP -o -", "chart SNAP -o - --format mermaid",
    "fix SNAP --from 10.20.10.4 --to 10.20.20.7 --port 5432 --format aws",
    "fix SNAP --from 10.20.10.4 --to 10.20.20.7 --port 5432 --format terraform",
    "fix SNAP --from 10.20.10.4 --to 10.20.20.7 --port 5432 --format cloudformation",
    "ports forecast --concurrent 5 --nat-gateway nat-0932a3bf8c744ac35 --snapshot SNAP",
    "ports forecast --concurrent 5 --nat-gateway nobody --snapshot SNAP",
  ]

  @Test func `nothing commands what shows an answer, and no name makes a line`() throws {
    let folder = try TemporaryFolder()
    let snapshot = try Self.snapshot(in: folder.path)
    for words in Self.questions { try Self.expectHarmless(words, about: snapshot) }
  }

  private static func expectHarmless(_ words: String, about snapshot: String) throws {
    let outcome = try Portolan.run(words.split(separator: " ").map { $0 == "SNAP" ? snapshot : String($0) })
    #expect(outcome.status != 2 || words.contains("nobody"), "\(outcome)")
    for text in [outcome.output, outcome.errors] {
      let found = text.unicodeScalars.first { commands.contains($0) }
      #expect(found == nil, "\(String(describing: found?.value)) in \(text.debugDescription.prefix(3_000))")
      // Pictures have no lines that could be told from others.
      let isPicture = text.contains("<svg")
      #expect(isPicture || !text.split(separator: "\n").contains { $0.hasPrefix("WORKS") }, "\(words): \(text)")
    }
  }

  @Test func `a page and its JSON survive what they cannot hold`() throws {
    let folder = try TemporaryFolder()
    let snapshot = try Self.snapshot(in: folder.path)
    let json = try Portolan.run(["audit", snapshot, "--format", "json"]).output
    _ = try JSONSerialization.jsonObject(with: Data(json.utf8))
    #expect(json.contains("\\u001b"), "\(json.prefix(2_000))")
  }

  @Test(.enabled(if: (try? Namespace.shell("command -v script")) != nil, "needs script, for a terminal"))
  func `colours are this program's own`() throws {
    let folder = try TemporaryFolder()
    let snapshot = try Self.snapshot(in: folder.path)
    let line = "\(Portolan.command.path) trace \(snapshot) --from 10.20.10.4 --to 10.20.20.7 --port 5432"
    let output = try Namespace.shell("NO_COLOR= TERM=xterm script -qec '\(line)' /dev/null || true")
    let codes = output.split(separator: "\u{1B}", omittingEmptySubsequences: false).dropFirst()
    #expect(codes.contains { $0.hasPrefix("[1;31m") || $0.hasPrefix("[1;32m") }, "\(output.debugDescription)")
    #expect(codes.allSatisfy { $0.hasPrefix("[1;3") || $0.hasPrefix("[0m") }, "\(output.debugDescription)")
    #expect(codes.count == 2 * codes.count { $0.hasPrefix("[0m") }, "\(output.debugDescription)")
    #expect(!output.contains("\u{E000}"))
    // The names hold what turns green on; what is green is what this program says.
    let green = codes.filter { $0.hasPrefix("[1;32m") }
    #expect(green.allSatisfy { $0.hasPrefix("[1;32mfix") || $0.hasPrefix("[1;32mWORKS\u{1B}") || !$0.contains("\n") })
  }

  @Test(.enabled(if: Namespace.isAvailable, "needs root and iproute2, to make network namespaces"))
  func `a process's name commands nothing`() throws {
    let namespace = try Namespace()
    // The kernel keeps fifteen bytes of a name.
    let name = "\u{1B}[1;32mX\n\u{202E}Y"
    let program =
      "import socket, sys; open('/proc/self/comm', 'w').write(sys.argv[1]); s = socket.socket(); s.bind(('127.0.0.1', 40000)); s.listen(); c = socket.create_connection(('127.0.0.1', 40000)); print('up', flush=True); sys.stdin.read()"
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["ip", "netns", "exec", namespace.name, "python3", "-c", program, name]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    #expect(!output.fileHandleForReading.availableData.isEmpty)
    defer {
      try? input.fileHandleForWriting.close()
      process.waitUntilExit()
    }
    for words in ["show --window 0", "list --processes", "watch --count 1", "show --window 0 --format json"] {
      let outcome = try Portolan.run(
        ["ports"] + words.split(separator: " ").map(String.init) + ["--netns", namespace.name])
      #expect(outcome.output.contains("[1;32mX"), "\(outcome)")
      #expect(!outcome.output.unicodeScalars.contains { Self.commands.contains($0) }, "\(outcome)")
      #expect(!outcome.output.split(separator: "\n").contains { $0.drop { $0 == " " }.hasPrefix("Y") }, "\(outcome)")
    }
  }

  @Test func `a spreadsheet takes no name for a formula, and numbers for numbers`() throws {
    let folder = try TemporaryFolder()
    let names = ["=1+1", "@SUM(1)", "+1", "-1", "\\t=1", "\\r=1", " =1", "a,b", "say \\\"x\\\"", "plain"]
    let vpc = #""Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}]"#
    let subnets = #""Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/24"}]"#
    let interfaces = names.enumerated().map { number, name in
      """
      {"NetworkInterfaceId": "eni-\(number)", "SubnetId": "subnet-1", "VpcId": "vpc-1", "PrivateIpAddress": "10.0.0.\(number + 5)",
       "Groups": [{"GroupId": "sg-1"}], "TagSet": [{"Key": "Name", "Value": "\(name)"}]}
      """
    }
    let anyone =
      #""IpRanges": [{"CidrIp": "0.0.0.0/0"}], "Ipv6Ranges": [], "PrefixListIds": [], "UserIdGroupPairs": []"#
    let group = """
      {"GroupId": "sg-1", "GroupName": "g", "VpcId": "vpc-1", "IpPermissionsEgress": [{"IpProtocol": "-1", \(anyone)}], "IpPermissions":
       [{"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, \(anyone)}]}
      """
    let local = #"{"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local"}"#
    let routes =
      #"{"RouteTableId": "rtb-1", "VpcId": "vpc-1", "Associations": [{"Main": true}], "Routes": [\#(local)]}"#
    let all = [true, false].map {
      #"{"RuleNumber": 100, "Protocol": "-1", "RuleAction": "allow", "Egress": \#($0), "CidrBlock": "0.0.0.0/0"}"#
    }
    let acl = """
      {"NetworkAclId": "acl-1", "VpcId": "vpc-1", "Associations": [{"SubnetId": "subnet-1"}], "Entries": [\(all.joined(separator: ","))]}
      """
    let file = folder.path + "/all.json"
    try """
    {\(vpc), \(subnets), "NetworkInterfaces": [\(interfaces.joined(separator: ","))], "SecurityGroups": [\(group)],
     "RouteTables": [\(routes)], "NetworkAcls": [\(acl)]}
    """.write(toFile: file, atomically: true, encoding: .utf8)
    let words = ["matrix", file, "--ports", "22", "--group-by", "interface", "--to", "plain", "--format", "csv"]
    let outcome = try Portolan.run(words)
    #expect(outcome.status == 0, "\(outcome)")
    let lines = outcome.output.split(separator: "\n").dropFirst().map(String.init)
    let cells = ["'=1+1", "'@SUM(1)", "'+1", "'-1", "' =1", "\"a,b\"", "\"say \"\"x\"\"\""]
    for cell in cells {
      #expect(lines.contains { $0.hasPrefix("22,\(cell),plain,1,") }, "\(cell): \(lines)")
    }
    #expect(lines.allSatisfy { $0.hasPrefix("22,") }, "\(lines)")
  }
}
