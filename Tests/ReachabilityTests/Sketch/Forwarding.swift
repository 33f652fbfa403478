/// A VPC.
struct SketchedVPC: Sketched {
  let id: String
  var blocks: [String]

  var json: JSONText {
    [
      "VpcId": "\(id)", "OwnerId": "111122223333",
      "CidrBlockAssociationSet": .list(blocks.filter { !$0.contains(":") }.map { ["CidrBlock": "\($0)"] }),
      "Ipv6CidrBlockAssociationSet": .list(blocks.filter { $0.contains(":") }.map { ["Ipv6CidrBlock": "\($0)"] }),
    ]
  }
}

/// A subnet.
struct SketchedSubnet: Sketched {
  let id: String
  var vpc = "vpc-1"
  var block: String
  var blockV6: String?

  var json: JSONText {
    [
      "SubnetId": "\(id)", "VpcId": "\(vpc)", "AvailabilityZone": "eu-west-1a", "CidrBlock": "\(block)",
      "Ipv6CidrBlockAssociationSet": .list([blockV6].compactMap(\.self).map { ["Ipv6CidrBlock": "\($0)"] }),
    ]
  }
}

/// A route table; without routes it has nothing but the `local` ones, which nobody can delete.
struct SketchedTable: Sketched {
  let id: String
  var vpc = "vpc-1"
  var isMain = false
  var subnets: [String] = []
  var gateways: [String] = []
  var localBlocks = ["10.0.0.0/16", "2001:db8:1::/56"]
  var routes: [Route] = []

  /// One route; the field that names its target follows from the look of the id.
  struct Route {
    var destination: String
    var target: String
    var state = "active"
    var origin = "CreateRoute"

    static func to(_ destination: String, via target: String) -> Self {
      Self(destination: destination, target: target)
    }

    static func blackhole(_ destination: String, via target: String) -> Self {
      Self(destination: destination, target: target, state: "blackhole")
    }

    static func propagated(_ destination: String, via target: String) -> Self {
      Self(destination: destination, target: target, origin: "EnableVgwRoutePropagation")
    }

    var json: JSONText {
      let destinationKey =
        destination.hasPrefix("pl-")
        ? "DestinationPrefixListId" : destination.contains(":") ? "DestinationIpv6CidrBlock" : "DestinationCidrBlock"
      let targets = [
        "nat-": "NatGatewayId", "tgw-": "TransitGatewayId", "pcx-": "VpcPeeringConnectionId",
        "eni-": "NetworkInterfaceId", "eigw": "EgressOnlyInternetGatewayId",
      ]
      return [
        destinationKey: "\(destination)", targets["\(target.prefix(4))"] ?? "GatewayId": "\(target)",
        "State": "\(state)", "Origin": "\(origin)",
      ]
    }
  }

  var json: JSONText {
    let local = localBlocks.map { Route(destination: $0, target: "local", origin: "CreateRouteTable") }
    let main: [JSONText] = isMain ? [["Main": true, "RouteTableId": "\(id)"]] : []
    return [
      "RouteTableId": "\(id)", "VpcId": "\(vpc)",
      "Associations": .list(
        main + subnets.map { ["Main": false, "SubnetId": "\($0)"] }
          + gateways.map { ["Main": false, "GatewayId": "\($0)"] }),
      "Routes": .list((local + routes).map(\.json)), "Tags": [["Key": "Name", "Value": "\(id.dropFirst(4))"]],
    ]
  }
}

/// An internet gateway.
struct SketchedGateway: Sketched {
  let id: String
  var vpc: String?

  var json: JSONText {
    [
      "InternetGatewayId": "\(id)",
      "Attachments": .list([vpc].compactMap(\.self).map { ["State": "available", "VpcId": "\($0)"] }),
    ]
  }
}
