import Glibc
import Snapshots
import Testing

/// Reading takes time in proportion to what is read.
@Suite(.serialized) struct LinearTimeTests {
  /// The processor time that this thread takes to read a file in pieces of so many bytes, on this core alone, whatever else runs.
  private static func seconds(reading json: String, inPiecesOf size: Int) throws -> Double {
    let folder = try TemporaryFolder(["a.json": json])
    let path = folder.path
    return try seconds { _ = try Snapshot(readingFrom: path, inPiecesOf: size, onCores: 1) }
  }

  private static func seconds(_ read: () throws -> Void) throws -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    var best = Double.infinity
    for _ in 1...3 {
      let start = now()
      try? read()
      best = min(best, now() - start)
    }
    return best
  }

  /// Eightfold work takes about eightfold time when it is linear, and 64-fold when it is quadratic.
  private static func expectLinear(_ json: (Int) -> String) throws {
    let (few, many) = (json(5_000), json(40_000))
    for size in [4_000, 1 << 40] {
      let (short, long) = try (seconds(reading: few, inPiecesOf: size), seconds(reading: many, inPiecesOf: size))
      #expect(long < 25 * max(short, 0.001), "in pieces of \(size), \(short) s for 5,000 and \(long) s for 40,000")
    }
  }

  @Test func `a reservation for each instance`() throws {
    try Self.expectLinear { count in
      let reservations = (0..<count).map { #"{"Instances": [{"InstanceId": "i-\#($0)"}]}"# }
      return #"{"Reservations": [\#(reservations.joined(separator: ","))]}"#
    }
  }

  @Test func `many interfaces`() throws {
    try Self.expectLinear { count in
      let interfaces = (0..<count).map {
        #"{"NetworkInterfaceId": "eni-\#($0)", "SubnetId": "s", "VpcId": "v", "PrivateIpAddress": "10.0.0.1"}"#
      }
      return #"{"NetworkInterfaces": [\#(interfaces.joined(separator: ","))]}"#
    }
  }

  @Test func `many resources described twice, and cut down`() throws {
    try Self.expectLinear { count in
      let one = (0..<count).map { #"{"VpcId": "vpc-\#($0)"}"# }
      let other = (0..<count).map { #"{"VpcId": "vpc-\#($0)", "CidrBlock": "10.0.0.0/16", "New": 1}"# }
      return #"{"Vpcs": [\#((one + other + one).joined(separator: ","))]}"#
    }
  }

  @Test func `many entries and routes in doubt`() throws {
    try Self.expectLinear { count in
      let entries = (0..<count).map {
        """
        {"RuleNumber": \($0 % 32_000 + 1), "Egress": \($0 >= 32_000), "RuleAction": "allow", "Protocol": "6",
          "CidrBlock": "0.0.0.0/0"}
        """
      }
      let routes = (0..<count).map {
        #"{"DestinationCidrBlock": "10.\#($0 >> 8).\#($0 & 255).0/24", "GatewayId": "igw-1", "IgwFirewall": {"x": 1}}"#
      }
      return """
        {"NetworkAcls": [{"NetworkAclId": "a", "VpcId": "v", "Entries": [\(entries.joined(separator: ","))]}],
          "RouteTables": [{"RouteTableId": "r", "VpcId": "v", "Routes": [\(routes.joined(separator: ","))]}]}
        """
    }
  }

  @Test func `many attachments, routes and targets`() throws {
    try Self.expectLinear { count in
      let attachments = (0..<count).map {
        #"{"TransitGatewayAttachmentId": "a\#($0)", "TransitGatewayId": "t", "ResourceType": "vpn"}"#
      }
      let routes = (0..<count).map {
        #"{"DestinationCidrBlock": "10.\#($0 >> 8).\#($0 & 255).0/24", "Type": "static", "State": "blackhole"}"#
      }
      let targets = (0..<count).map { #"{"Target": {"Id": "i-\#($0)", "Port": 80}}"# }
      return """
        {"TransitGatewayAttachments": [\(attachments.joined(separator: ","))],
          "TransitGatewayRouteTables": [{"TransitGatewayRouteTableId": "r", "TransitGatewayId": "t",
            "Routes": [\(routes.joined(separator: ","))]}],
          "TargetGroups": [{"TargetGroupArn": "g", "TargetGroupName": "g"}],
          "LoadBalancerTargetHealth": [{"TargetGroupArn": "g",
            "TargetHealthDescriptions": [\(targets.joined(separator: ","))]}]}
        """
    }
  }

  @Test func `many keys that are not read`() throws {
    try Self.expectLinear { count in
      "{" + (0..<count).map { #""key\#($0)": {"a": [1]}"# }.joined(separator: ",") + "}"
    }
  }

  @Test func `a long list under a long key`() throws {
    try Self.expectLinear { count in
      let key = String(repeating: "x", count: count)
      return #"{"\#(key)": [\#(repeatElement("{}", count: count).joined(separator: ","))]}"#
    }
  }

  @Test func `a long text that is broken at its end`() throws {
    try Self.expectLinear { count in
      #"{"Vpcs": ["# + (0..<count).map { #"{"VpcId": "vpc-\#($0)", "Tags": []}"# }.joined(separator: ",\n")
    }
  }
}
