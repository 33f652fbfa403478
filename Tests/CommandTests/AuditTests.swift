import Foundation
import Testing

/// What `portolan audit` returns to whoever runs it.
@Suite struct AuditTests {
  private func run(_ arguments: [String], input: String = "") throws -> Portolan.Outcome {
    try Portolan.run(["audit"] + arguments, input: input)
  }

  @Test func `what is asked for decides the exit code`() throws {
    #expect(try run(["examples/shop"]).status == 1)
    #expect(try run(["examples/dual", "--severity", "high"]).status == 0)
    #expect(try run(["examples/shop", "--code", "INTERNET_EXPOSED"]).status == 0, "worth knowing, no fault")
    #expect(try run(["examples/shop", "--code", "one-way"]).status == 1)
    #expect(try run(["-"], input: #"{"Vpcs": []}"#).output == "nothing found\n")
  }

  @Test func `facts that are missing are no faults, and no clean bill`() throws {
    let lonely = #"""
      {"Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/24"}],
       "NetworkInterfaces": [{"NetworkInterfaceId": "eni-1", "SubnetId": "subnet-1", "VpcId": "vpc-1",
         "PrivateIpAddresses": [{"PrivateIpAddress": "10.0.0.4", "Primary": true}], "Groups": []}]}
      """#
    let outcome = try run(["-"], input: lonely)
    #expect(outcome.status == 3, "\(outcome)")
    #expect(outcome.output.contains("the network ACL of subnet-1"))
  }

  @Test func `wrong usage names what there is`() throws {
    var outcome = try run(["examples/shop", "--severity", "awful"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("info, low, medium, high"))
    outcome = try run(["examples/shop", "--code", "NONSENSE"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("REPLY_RANGE_CUT"))
  }

  @Test func `every line fits 80 columns, but for what is there to be copied`() throws {
    for example in ["shop", "hub", "dual"] {
      for line in try run(["examples/\(example)"]).output.split(separator: "\n") {
        #expect(line.count <= 80 || line.hasPrefix("    aws "), "\(line)")
      }
    }
  }

  @Test func `the commands that show findings say what they are said to`() throws {
    for example in ["shop", "hub", "dual"] {
      let outcome = try run(["examples/\(example)", "--format", "json"])
      let document = try #require(JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
      #expect(document["schema"] as? String == "portolan.audit/1")
      for finding in try #require(document["findings"] as? [[String: Any]]) {
        guard let evidence = finding["evidence"] as? [String: Any], let command = evidence["command"] as? [String]
        else {
          continue
        }
        let answer = try Portolan.run(Array(command.dropFirst()) + ["--format", "json"])
        let trace = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any]
        #expect(trace?["verdict"] as? String == evidence["verdict"] as? String, "\(command)")
      }
    }
  }

  @Test(.enabled(if: Checkers.areInstalled, "scripts/checkers installs what reads SARIF"))
  func `SARIF is as its published schema says`() throws {
    let program = """
      \(Checkers.readingSARIF)
      run = log["runs"][0]
      ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
      prints = [result["partialFingerprints"]["portolanFinding/v1"] for result in run["results"]]
      assert len(set(prints)) == len(prints), prints
      for result in run["results"]:
        assert ids[result["ruleIndex"]] == result["ruleId"]
        location = result["locations"][0]
        print(result["ruleId"], result["level"], location["logicalLocations"][0]["name"])
      """
    let outcome = try run(["examples/shop", "--format", "sarif", "--severity", "high"])
    #expect(outcome.status == 1)
    let lines = try #require(try Checkers.output(of: program, outcome.output)).split(separator: "\n")
    #expect(lines.count == 2 && lines.first == "REPLY_RANGE_CUT error data", "\(lines)")
    #expect(outcome.output.contains("\"uri\": \"examples/shop\""))
    for example in ["shop", "hub", "dual"] {
      let all = try run(["examples/\(example)", "--format", "sarif"]).output
      #expect(try Checkers.output(of: program, all) != nil)
    }
    // The check can fail.
    let broken = outcome.output.replacing("\"level\": \"error\"", with: "\"level\": \"bad\"")
    withKnownIssue { _ = try Checkers.output(of: program, broken) }
  }
}
