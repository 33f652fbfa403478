extension MadeNetwork {
  func writeACL(_ index: Int, of vpc: VPC, to json: inout JSONWriter) {
    let acl = vpc.acls[index]
    json.field("Associations") { json in
      json.list { json in
        for subnet in vpc.subnets where subnet.acl == index {
          json.element {
            $0.object {
              $0.field("NetworkAclAssociationId", "aclassoc-" + subnet.id.suffix(17))
              $0.field("NetworkAclId", acl.id)
              $0.field("SubnetId", subnet.id)
            }
          }
        }
      }
    }
    json.field("Entries") { json in
      json.list { json in
        for entry in acl.entries { json.element { write(entry, to: &$0) } }
      }
    }
    json.field("IsDefault", false)
    json.field("NetworkAclId", acl.id)
    json.emptyList("Tags")
    json.field("VpcId", vpc.id)
    json.field("OwnerId", account)
  }

  private func write(_ entry: Entry, to json: inout JSONWriter) {
    json.object { json in
      json.field("CidrBlock", entry.block.text)
      json.field("Egress", entry.isOutbound)
      if let ports = entry.ports {
        json.field("PortRange") {
          $0.object {
            $0.field("From", ports.range.lowerBound)
            $0.field("To", ports.range.upperBound)
          }
        }
      }
      json.field("Protocol", entry.ports.map { $0.isTCP ? "6" : "17" } ?? "-1")
      json.field("RuleAction", entry.isAllow ? "allow" : "deny")
      json.field("RuleNumber", entry.number)
    }
  }

  func write(_ group: Group, in vpc: VPC, to json: inout JSONWriter) {
    json.field("GroupId", group.id)
    writePermissions("IpPermissionsEgress", group.rules.filter(\.isOutbound), vpc, to: &json)
    json.emptyList("Tags")
    json.field("VpcId", vpc.id)
    json.field("SecurityGroupArn", "arn:aws:ec2:\(region):\(account):security-group/\(group.id)")
    json.field("OwnerId", account)
    json.field("GroupName", group.name)
    json.field("Description", "made to measure with")
    writePermissions("IpPermissions", group.rules.filter { !$0.isOutbound }, vpc, to: &json)
  }

  private func writePermissions(_ key: StaticString, _ rules: [Rule], _ vpc: VPC, to json: inout JSONWriter) {
    json.field(key) { json in
      json.list { json in
        for rule in rules { json.element { write(rule, vpc, to: &$0) } }
      }
    }
  }

  private func write(_ rule: Rule, _ vpc: VPC, to json: inout JSONWriter) {
    json.object { json in
      json.field("IpProtocol", rule.ports.map { $0.isTCP ? "tcp" : "udp" } ?? "-1")
      if let ports = rule.ports {
        json.field("FromPort", ports.range.lowerBound)
        json.field("ToPort", ports.range.upperBound)
      }
      switch rule.peer {
      case .block(let block):
        json.emptyList("UserIdGroupPairs")
        json.field("IpRanges") { $0.list { $0.element { $0.object { $0.field("CidrIp", block.text) } } } }
      case .group(let other):
        json.field("UserIdGroupPairs") {
          $0.list {
            $0.element {
              $0.object {
                $0.field("UserId", account)
                $0.field("GroupId", vpc.groups[other].id)
              }
            }
          }
        }
        json.emptyList("IpRanges")
      }
      json.emptyList("Ipv6Ranges")
      json.emptyList("PrefixListIds")
    }
  }
}
