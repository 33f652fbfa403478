extension MadeNetwork {
  /// What each `aws ec2 describe-…` would print of the network, by file name; the fields come in the order of AWS's answers.
  func describeJSON(indented: Bool) -> [(file: String, text: [UInt8])] {
    func answer<Element>(
      _ key: StaticString, _ elements: (VPC) -> [Element], _ write: (Element, VPC, inout JSONWriter) -> Void
    ) -> [UInt8] {
      var writer = JSONWriter(indented: indented)
      writer.object {
        $0.field(key) {
          $0.list { writer in
            for vpc in vpcs {
              for element in elements(vpc) {
                writer.element { $0.object { write(element, vpc, &$0) } }
              }
            }
          }
        }
      }
      return writer.bytes
    }
    return [
      ("describe-vpcs.json", answer("Vpcs", { [$0] }, { write($0, to: &$2) })),
      ("describe-subnets.json", answer("Subnets", \.subnets, write)),
      ("describe-internet-gateways.json", answer("InternetGateways", { [$0] }, { writeGateway(of: $0, to: &$2) })),
      ("describe-route-tables.json", answer("RouteTables", { _ in [true, false] }, writeTable)),
      ("describe-network-acls.json", answer("NetworkAcls", { Array($0.acls.indices) }, writeACL)),
      ("describe-security-groups.json", answer("SecurityGroups", \.groups, write)),
      ("describe-network-interfaces.json", answer("NetworkInterfaces", \.interfaces, write)),
    ] + (peerings.isEmpty ? [] : [("describe-vpc-peering-connections.json", peeringJSON(indented: indented))])
  }

  private func peeringJSON(indented: Bool) -> [UInt8] {
    var writer = JSONWriter(indented: indented)
    func side(_ number: Int, _ json: inout JSONWriter) {
      json.object {
        $0.field("CidrBlock", vpcs[number].block.text)
        $0.field("OwnerId", account)
        $0.field("VpcId", vpcs[number].id)
        $0.field("Region", region)
      }
    }
    writer.object {
      $0.field("VpcPeeringConnections") {
        $0.list { writer in
          for peering in peerings {
            writer.element {
              $0.object {
                $0.field("AccepterVpcInfo") { side(peering.accepter, &$0) }
                $0.field("RequesterVpcInfo") { side(peering.requester, &$0) }
                $0.field("Status") { $0.object { $0.field("Code", "active") } }
                $0.emptyList("Tags")
                $0.field("VpcPeeringConnectionId", peering.id)
              }
            }
          }
        }
      }
    }
    return writer.bytes
  }

  private func write(_ vpc: VPC, to json: inout JSONWriter) {
    json.field("OwnerId", account)
    json.field("InstanceTenancy", "default")
    json.field("CidrBlockAssociationSet") {
      $0.list {
        $0.element {
          $0.object {
            $0.field("AssociationId", "vpc-cidr-assoc-" + vpc.id.dropFirst(4))
            $0.field("CidrBlock", vpc.block.text)
            $0.field("CidrBlockState") { $0.object { $0.field("State", "associated") } }
          }
        }
      }
    }
    json.field("IsDefault", false)
    json.tags(name: "made")
    json.field("VpcId", vpc.id)
    json.field("State", "available")
    json.field("CidrBlock", vpc.block.text)
    json.field("DhcpOptionsId", "default")
  }

  private func write(_ subnet: Subnet, in vpc: VPC, to json: inout JSONWriter) {
    json.field("MapCustomerOwnedIpOnLaunch", false)
    json.field("OwnerId", account)
    json.field("AssignIpv6AddressOnCreation", false)
    json.emptyList("Ipv6CidrBlockAssociationSet")
    json.tags(name: "subnet-" + subnet.block.text)
    json.field("SubnetArn", "arn:aws:ec2:\(region):\(account):subnet/\(subnet.id)")
    json.field("EnableDns64", false)
    json.field("SubnetId", subnet.id)
    json.field("State", "available")
    json.field("VpcId", vpc.id)
    json.field("CidrBlock", subnet.block.text)
    json.field("AvailableIpAddressCount", 200)
    json.field("AvailabilityZone", subnet.zone)
    json.field("DefaultForAz", false)
    json.field("MapPublicIpOnLaunch", subnet.isPublic)
  }

  private func writeGateway(of vpc: VPC, to json: inout JSONWriter) {
    json.field("Attachments") {
      $0.list {
        $0.element {
          $0.object {
            $0.field("State", "available")
            $0.field("VpcId", vpc.id)
          }
        }
      }
    }
    json.field("InternetGatewayId", vpc.gateway)
    json.field("OwnerId", account)
    json.emptyList("Tags")
  }

  private func writeTable(isMain: Bool, of vpc: VPC, to json: inout JSONWriter) {
    let table = isMain ? vpc.mainTable : vpc.publicTable
    json.field("Associations") { json in
      json.list { json in
        let subnets = isMain ? [nil] : vpc.subnets.filter(\.isPublic).map { $0.id as String? }
        for subnet in subnets {
          json.element {
            $0.object {
              $0.field("Main", isMain)
              $0.field("RouteTableAssociationId", "rtbassoc-" + (subnet ?? table).suffix(17))
              $0.field("RouteTableId", table)
              if let subnet { $0.field("SubnetId", subnet) }
              $0.field("AssociationState") { $0.object { $0.field("State", "associated") } }
            }
          }
        }
      }
    }
    json.emptyList("PropagatingVgws")
    json.field("RouteTableId", table)
    json.field("Routes") {
      $0.list {
        $0.element { writeRoute(vpc.block, "GatewayId", "local", origin: "CreateRouteTable", to: &$0) }
        let isBehindNAT = isMain && peerings.isEmpty
        $0.element {
          writeRoute(
            .any, isBehindNAT ? "NatGatewayId" : "GatewayId", isBehindNAT ? vpc.natGateway : vpc.gateway,
            origin: "CreateRoute", to: &$0)
        }
        for peering in peerings {
          for (own, other) in [(peering.requester, peering.accepter), (peering.accepter, peering.requester)]
          where vpcs[own].id == vpc.id {
            $0.element {
              writeRoute(
                vpcs[other].block, "VpcPeeringConnectionId", peering.id, origin: "CreateRoute", to: &$0)
            }
          }
        }
      }
    }
    json.emptyList("Tags")
    json.field("VpcId", vpc.id)
    json.field("OwnerId", account)
  }

  private func writeRoute(
    _ block: Block, _ key: StaticString, _ target: String, origin: String, to json: inout JSONWriter
  ) {
    json.object {
      $0.field("DestinationCidrBlock", block.text)
      $0.field(key, target)
      $0.field("Origin", origin)
      $0.field("State", "active")
    }
  }
}

extension MadeNetwork.Block {
  /// The block as AWS writes it.
  var text: String { "\(base.addressText)/\(length)" }
}

extension UInt32 {
  /// The number as an IPv4 address.
  var addressText: String { "\(self >> 24).\(self >> 16 & 255).\(self >> 8 & 255).\(self & 255)" }
}
