import Snapshots
import Testing

/// Rules that AWS would not have accepted.
@Suite struct MalformedRuleTests {
  /// The line that refuses an ACL entry, from behind the entry's place on.
  private static func line(ofEntry fields: String) -> String? {
    let json = """
      {"NetworkAcls": [{"NetworkAclId": "acl-1", "VpcId": "vpc-1", "Entries": [{\(fields)}]}]}
      """
    return refusal(of: json)?.replacing("f.json: NetworkAcls[0].Entries[0]", with: "")
  }

  /// The line that refuses a permission, from behind the permission's place on.
  private static func line(ofPermission fields: String) -> String? {
    let json = #"{"SecurityGroups": [{"GroupId": "sg-1", "IpPermissions": [{\#(fields)}]}]}"#
    return refusal(of: json)?.replacing("f.json: SecurityGroups[0].IpPermissions[0]", with: "")
  }

  private static let entry = #""Egress": true, "RuleAction": "allow", "RuleNumber": 1, "Protocol": "6""#
  private static let anywhere = #""CidrBlock": "0.0.0.0/0""#

  @Test func `an ACL entry must be whole`() {
    let cases: KeyValuePairs = [
      "": ": lacks “Egress”",
      #""Egress": true"#: ": lacks “Protocol”",
      #""Egress": true, "Protocol": "6""#: ": lacks “RuleAction”",
      #""Egress": true, "Protocol": "6", "RuleAction": "deny""#: ": lacks “RuleNumber”",
      #"\#(Self.entry)"#: ": lacks both “CidrBlock” and “Ipv6CidrBlock”",
      #"\#(Self.entry), \#(Self.anywhere), "Ipv6CidrBlock": "::/0""#: ": has both “CidrBlock” and “Ipv6CidrBlock”",
      #""Egress": "true""#: ".Egress: “true” is not true or false",
      #"\#(Self.entry), "CidrBlock": "10.0.0.0/33""#:
        ".CidrBlock: “10.0.0.0/33” is not a CIDR block such as 10.0.0.0/16 (prefix 0 to 32)"
        + " or 2001:db8::/56 (prefix 0 to 128)",
    ]
    for (fields, line) in cases { #expect(Self.line(ofEntry: fields) == line, "\(fields)") }
    #expect(Self.line(ofEntry: "\(Self.entry), \(Self.anywhere)") == nil)
  }

  @Test func `an ACL entry must have a number that AWS gives`() {
    for number in ["0", "-1", "65536", "70000", "1.5"] {
      let fields = #""Egress": true, "Protocol": "6", "RuleAction": "deny", "RuleNumber": \#(number)"#
      #expect(
        Self.line(ofEntry: fields) == ".RuleNumber: \(number) is not a whole number from 1 to 65535")
    }
  }

  @Test func `two entries of one direction must not have one number`() {
    func json(_ first: String, _ second: String) -> String {
      let rest = #""RuleAction": "allow", "Protocol": "-1""#
      return """
        {"NetworkAcls": [{"NetworkAclId": "acl-1", "VpcId": "vpc-1",
          "Entries": [{\(first), \(rest)}, {\(second), \(rest)}]}]}
        """
    }
    let line = "f.json: NetworkAcls[0].Entries[1].RuleNumber: 100 is the number of another outbound entry"
    let entry = #""RuleNumber": 100, "Egress": true, \#(Self.anywhere)"#
    #expect(refusal(of: json(entry, entry)) == line)
    #expect(refusal(of: json(entry, #""RuleNumber": 100, "Egress": true, "Ipv6CidrBlock": "::/0""#)) == line)
    #expect(refusal(of: json(entry, #""RuleNumber": 100, "Egress": false, \#(Self.anywhere)"#)) == nil)
    // The denies that end an ACL are one for each family; some tools number both alike.
    let last = #""RuleNumber": 32767, "Egress": true"#
    #expect(refusal(of: json("\(last), \(Self.anywhere)", #"\#(last), "Ipv6CidrBlock": "::/0""#)) == nil)
  }

  @Test func `an ACL names protocols by number, and allows or denies`() {
    for text in ["tcp", "", "256", "-2", "+6", "06", "6 "] {
      #expect(
        Self.line(ofEntry: #""Egress": true, "Protocol": "\#(text)""#)
          == ".Protocol: “\(text)” is not a protocol number from 0 to 255, or -1 for all")
    }
    #expect(Self.line(ofEntry: #""Egress": true, "Protocol": 6"#) == ".Protocol: 6 is not a string")
    for text in ["maybe", "Allow", ""] {
      #expect(
        Self.line(ofEntry: #""Egress": true, "Protocol": "6", "RuleAction": "\#(text)""#)
          == ".RuleAction: “\(text)” is not allow or deny")
    }
  }

  @Test func `ports of an ACL entry must be ports`() {
    let cases: KeyValuePairs = [
      #"{"From": 70000, "To": 70000}"#: ".PortRange.From: 70000 is not a port from 0 to 65535",
      #"{"From": 1, "To": 65536}"#: ".PortRange.To: 65536 is not a port from 0 to 65535",
      #"{"From": -1, "To": -1}"#: ".PortRange.From: -1 is not a port from 0 to 65535",
      #"{"From": "80", "To": 80}"#: ".PortRange.From: “80” is not a port from 0 to 65535",
      #"{"From": 80.5, "To": 80}"#: ".PortRange.From: 80.5 is not a port from 0 to 65535",
      #"{"From": 90, "To": 80}"#: ".PortRange: has the range 90-80, which ends before it begins",
      #"{"From": 90}"#: ".PortRange: has “From” without “To”",
      #"{"To": 90}"#: ".PortRange: has “To” without “From”",
      "[80, 90]": ".PortRange: a list is not an object",
      "80": ".PortRange: 80 is not an object",
    ]
    for (range, line) in cases {
      #expect(Self.line(ofEntry: #"\#(Self.entry), "PortRange": \#(range)"#) == line, "\(range)")
    }
  }

  @Test func `the type and code of an ACL entry must be ICMP's`() {
    let cases: KeyValuePairs = [
      #"{"Type": 300, "Code": 0}"#:
        ".IcmpTypeCode.Type: 300 is not an ICMP type from 0 to 255, or -1 for all",
      #"{"Type": -2, "Code": 0}"#: ".IcmpTypeCode.Type: -2 is not an ICMP type from 0 to 255, or -1 for all",
      #"{"Type": 8, "Code": 256}"#:
        ".IcmpTypeCode.Code: 256 is not an ICMP code from 0 to 255, or -1 for all",
      #"{"Type": -1, "Code": 3}"#: ".IcmpTypeCode: has ICMP code 3 for all types: a code needs a type",
      #"{"Type": "8"}"#: ".IcmpTypeCode.Type: “8” is not an ICMP type from 0 to 255, or -1 for all",
    ]
    for (icmp, line) in cases {
      #expect(Self.line(ofEntry: #"\#(Self.entry), "IcmpTypeCode": \#(icmp)"#) == line, "\(icmp)")
    }
  }

  @Test func `a permission must name a protocol`() {
    let expected = "is not tcp, udp, icmp, icmpv6, a protocol number from 0 to 255, or -1 for all"
    let cases: KeyValuePairs = [
      "": ": lacks “IpProtocol”", #""IpProtocol": 6"#: ".IpProtocol: 6 is not a string",
      #""IpProtocol": "all""#: ".IpProtocol: “all” \(expected)",
      #""IpProtocol": "256""#: ".IpProtocol: “256” \(expected)",
      #""IpProtocol": """#: ".IpProtocol: “” \(expected)",
    ]
    for (fields, line) in cases { #expect(Self.line(ofPermission: fields) == line, "\(fields)") }
  }

  @Test func `ports of a permission must be ports, and of ICMP a type and a code`() {
    let port = "is not a port from 0 to 65535"
    let cases: KeyValuePairs = [
      #""tcp", "FromPort": 70000, "ToPort": 70000"#: ".FromPort: 70000 \(port)",
      #""udp", "FromPort": 0, "ToPort": 65536"#: ".ToPort: 65536 \(port)",
      #""6", "FromPort": "80", "ToPort": 80"#: ".FromPort: “80” \(port)",
      #""tcp", "FromPort": 443, "ToPort": 80"#: ": has the range 443-80, which ends before it begins",
      #""tcp", "FromPort": 443"#: ": has “FromPort” without “ToPort”",
      #""udp", "ToPort": 443"#: ": has “ToPort” without “FromPort”",
      #""icmp", "FromPort": 300, "ToPort": 0"#:
        ".FromPort: 300 is not an ICMP type from 0 to 255, or -1 for all",
      #""icmpv6", "FromPort": 1, "ToPort": 300"#:
        ".ToPort: 300 is not an ICMP code from 0 to 255, or -1 for all",
      #""icmp", "ToPort": 3"#: ": has ICMP code 3 for all types: a code needs a type",
    ]
    for (fields, line) in cases {
      #expect(Self.line(ofPermission: #""IpProtocol": \#(fields)"#) == line, "\(fields)")
    }
  }

  @Test func `a peer that names nobody is refused rather than dropped`() {
    for (list, key) in [
      ("IpRanges", "CidrIp"), ("Ipv6Ranges", "CidrIpv6"), ("PrefixListIds", "PrefixListId"),
      ("UserIdGroupPairs", "GroupId"),
    ] {
      #expect(
        Self.line(ofPermission: #""IpProtocol": "-1", "\#(list)": [{"Description": "x"}]"#)
          == ".\(list)[0]: lacks “\(key)”")
    }
  }
}
