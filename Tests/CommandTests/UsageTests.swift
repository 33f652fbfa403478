import Foundation
import Testing

/// What happens when something is wrong, or comes by another way than usual.
@Suite struct UsageTests {
  private let orders = ["--from", "web-1", "--to", "orders", "--port", "5432"]

  /// Runs a trace of `json`, which is malformed.
  private func complaint(about json: String) throws -> Portolan.Outcome {
    try Portolan.run(["trace", "-", "--from", "a", "--to", "b", "--port", "1"], input: json)
  }

  @Test func `an edit that means nothing exits 2 with one line that says what would`() throws {
    for (arguments, reason) in [
      (["--what-if", "dta outbound 100 deny"], "did you mean data?"),
      (["--what-if", "data outbound 100 prts=22"], "did you mean ports?"),
      (["--what-if", "app remove 10.9.0.0/16"], "has no route for 10.9.0.0/16"),
      ([], "a second snapshot, or --what-if"),
    ] {
      let outcome = try Portolan.run(["diff", "examples/shop"] + arguments)
      #expect(outcome.status == 2)
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors.contains(reason), "\(outcome.errors)")
    }
  }

  @Test func `a large file that is standard input and broken at its end is told with the place`() throws {
    let file = FileManager.default.temporaryDirectory.appending(component: "portolan-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    let vpcs = (0..<60_000).map { #"{"VpcId": "vpc-\#($0)"}"# }.joined(separator: ",\n")
    try Data(("{\"Vpcs\": [\n" + vpcs + "\n]").utf8).write(to: file)
    for snapshot in ["-", "/dev/stdin", file.path] {
      let outcome = try Portolan.run(["matrix", snapshot], inputFile: file.path)
      #expect(outcome.status == 2)
      #expect(outcome.errors.hasPrefix("portolan: \(snapshot): line 60002, column 2, in Vpcs: "), "\(outcome.errors)")
    }
  }

  @Test func `malformed input exits 2 with one line that names the place`() throws {
    let entry = #""CidrBlock": "0.0.0.0/0", "Egress": true, "Protocol": "6", "RuleAction": "allow", "RuleNumber": 1"#
    let cases: [(json: String, place: String)] = [
      (#"{"Vpcs": [{"VpcId": "vpc-1", "CidrBl"#, "line 1, column"),
      (#"{"Vpcs": [}"#, "line 1, column 11"),
      (#"{"Vpcs": {}}"#, "Vpcs: an object is not a list"),
      (#"{"Vpcs": [{"VpcId": 7}]}"#, "Vpcs[0].VpcId: 7 is not a string"),
      (
        #"{"Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/33"}]}"#,
        "Subnets[0].CidrBlock: “10.0.0.0/33”"
      ),
      (
        #"{"NetworkAcls": [{"NetworkAclId": "acl-1", "VpcId": "vpc-1", "Entries": [{\#(entry), "PortRange": {"From": 1, "To": 70000}}]}]}"#,
        "NetworkAcls[0].Entries[0].PortRange.To: 70000"
      ),
    ]
    for (json, place) in cases {
      let outcome = try complaint(about: json)
      #expect(outcome.status == 2)
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors.hasPrefix("portolan: -: "), "\(outcome.errors)")
      #expect(outcome.errors.contains(place), "\(outcome.errors)")
      #expect(outcome.errors.filter { $0 == "\n" }.count == 1, "\(outcome.errors)")
    }
  }

  @Test func `a missing snapshot is named`() throws {
    let outcome = try Portolan.run(["trace", "no/such/folder"] + orders)
    #expect(outcome.status == 2)
    #expect(outcome.errors == "portolan: no/such/folder: cannot be read: No such file or directory\n")
  }

  @Test func `a misspelt name gets a suggestion`() throws {
    let outcome = try Portolan.run(["trace", "examples/shop", "--from", "web1", "--to", "orders", "--port", "5432"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasSuffix("nothing in the snapshot is called “web1”; did you mean web-1?\n"))
  }

  @Test func `an ambiguous name lists its candidates`() throws {
    let twins = #"""
      {"Reservations": [{"Instances": [
        {"InstanceId": "i-1", "Tags": [{"Key": "Name", "Value": "web"}]},
        {"InstanceId": "i-2", "Tags": [{"Key": "Name", "Value": "web"}]}]}]}
      """#
    let outcome = try Portolan.run(["trace", "-", "--from", "web", "--to", "internet", "--port", "1"], input: twins)
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasSuffix("portolan: “web” may be any of 2: i-1 (instance), i-2 (instance); use an id\n"))
  }

  @Test func `wrong usage exits 2`() throws {
    for arguments in [
      ["trace"], ["trace", "examples/shop"], ["trace", "examples/shop", "--nonsense"], ["nonsense"],
      ["trace", "examples/shop", "--port", "70000"] + orders.dropLast(2),
      ["trace", "examples/shop", "--from", "web-1", "--to", "orders"],
      ["trace", "examples/shop", "--protocol", "icmp"] + orders,
      ["trace", "examples/shop", "--protocol", "tpc"] + orders,
      ["trace", "examples/shop", "--os", "linux", "--client-ports", "1"] + orders,
      ["trace", "examples/shop", "--client-ports", "5-1"] + orders,
      ["trace", "examples/shop", "--os", "beos"] + orders,
      ["trace", "examples/shop", "--batch", "-"] + orders,
    ] {
      let outcome = try Portolan.run(arguments)
      #expect(outcome.status == 2, "\(arguments)")
      #expect(outcome.output.isEmpty, "\(arguments)")
      #expect(!outcome.errors.isEmpty, "\(arguments)")
    }
  }

  @Test func `nothing is coloured but on a terminal`() throws {
    let plain = try Portolan.run(["trace", "examples/shop"] + orders)
    #expect(!plain.output.contains("\u{1B}"))
    #expect(try Portolan.run(["trace", "examples/shop"] + orders, environment: ["NO_COLOR": "1"]) == plain)
  }

  @Test func `the version and the completions are answers`() throws {
    #expect(try Portolan.run(["--version"]) == Portolan.Outcome(output: "0.1.0\n", errors: "", status: 0))
    for shell in ["bash", "zsh", "fish"] {
      let outcome = try Portolan.run(["--generate-completion-script", shell])
      #expect(outcome.status == 0)
      #expect(outcome.output.contains("portolan"))
    }
  }

  @Test func `a host's own ranges are read from what its commands print`() throws {
    let text = "net.ipv4.ip_local_port_range = 32768\t60999\nnet.ipv4.ip_local_reserved_ports = 40000-40009\n"
    let outcome = try Portolan.run(["ports", "ranges", "--from", "-", "--format", "json"], input: text)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("28222"))
    #expect(try Portolan.run(["ports", "ranges", "--from", "-"], input: "hello").status == 2)
  }

  @Test func `a chart says what it cannot draw, or where it cannot write`() throws {
    let cases: [(arguments: [String], complaint: String)] = [
      (
        ["-o", "shop.txt"], "portolan: shop.txt: a chart is an .svg, .html, .mmd or .png; or say which with --format\n"
      ),
      (
        ["-o", "no/such/folder/shop.svg"],
        "portolan: no/such/folder/shop.svg: cannot be written: No such file or directory\n"
      ),
      (["-o", "-", "--from", "web1", "--to", "orders", "--port", "1"], "did you mean web-1?\n"),
      (
        ["-o", "-", "--from", "internet", "--to", "front", "--port", "443", "--alternative", "5"],
        "portolan: --alternative 5: the connection has 4 alternatives, counted from 1\n"
      ),
      (["-o", "-", "--alternative", "1"], "portolan: --alternative is of a connection: give --from and --to\n"),
    ]
    for (arguments, complaint) in cases {
      let outcome = try Portolan.run(["chart", "examples/shop"] + arguments)
      #expect(outcome.status == 2)
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors.hasSuffix(complaint), "\(outcome.errors)")
    }
    let outcome = try Portolan.run(
      ["chart", "examples/shop", "--format", "png", "-o", "-"], environment: ["PATH": "/nowhere"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("apt-get install librsvg2-bin"), "\(outcome.errors)")
  }

  @Test func `a chart draws the alternative that is asked for`() throws {
    let question = ["chart", "examples/shop", "-o", "-", "--from", "internet", "--to", "front", "--port", "443"]
    var charts: Set<String> = []
    for number in 1...4 {
      let outcome = try Portolan.run(question + ["--alternative", "\(number)"])
      #expect(outcome.output.contains("drawn: alternative \(number) of 4"))
      charts.insert(outcome.output)
    }
    #expect(charts.count == 4)
  }

  @Test func `a chart replaces its file at once`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(component: "portolan-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(component: "shop.html")
    try "older".write(to: file, atomically: true, encoding: .utf8)
    let outcome = try Portolan.run(["chart", "examples/shop", "-o", file.path])
    #expect(outcome.output.isEmpty && outcome.status == 0 && outcome.errors.hasPrefix("taken for granted: "))
    #expect(try String(contentsOf: file, encoding: .utf8).hasPrefix("<!DOCTYPE html>"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["shop.html"])
  }

  @Test func `what the matrix cannot answer exits 2 and says what to do instead`() throws {
    for (arguments, advice) in [
      (["--verdict", "blocked"], "--verdict takes works, intermittent and unknown"),
      (["--verdict", "sometimes"], "is no verdict"),
      (["--from", "web-9"], "web-1"),
      (["--group-by", "tag:tier"], "no interface or instance has a tag “tier”"),
      (["--from", "internet"], "has no network interface"),
      (["--port-range", "all", "--ports", "22"], "give one"),
      (["--port-range", "all", "--totals"], "--ports instead"),
      (["--port-range", "all", "--group-by", "subnet"], "leave out --group-by"),
      (["--protocol", "icmp", "--port-range", "all"], "has no ports"),
    ] {
      let outcome = try Portolan.run(["matrix", "examples/shop"] + arguments)
      #expect(outcome.status == 2, "\(arguments)")
      #expect(outcome.output.isEmpty, "\(arguments)")
      #expect(outcome.errors.contains(advice), "\(arguments): \(outcome.errors)")
    }
  }
}
