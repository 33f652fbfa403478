extension GapSearch {
  /// Checks what network ACLs and security groups refer to.
  mutating func visitFilters() {
    for acl in network.networkACLs {
      checkVPC(acl.vpc, from: acl.id.text, decides: false)
      checkSubnets(acl.subnets, of: acl.vpc, from: acl.id.text, decides: false)
    }
    for group in network.securityGroups {
      checkVPC(group.vpc, from: group.id.text, decides: false)
      for rule in group.rules {
        switch rule.peer {
        case .cidrBlock: break
        case .prefixList(let list): checkPrefixList(list, from: group.id.text, in: .region(of: group.vpc))
        // It may be a peer's group, of another account; who carries it is all that matters of it.
        case .securityGroup(let other): checkGroups([other], from: group.id.text, decides: false)
        }
      }
    }
    for exclusion in network.blockPublicAccessExclusions {
      let referrer = exclusion.id.text
      if exclusion.resource.hasPrefix("vpc-") { checkVPC(Identifier(exclusion.resource), from: referrer) }
      if exclusion.resource.hasPrefix("subnet-") {
        checkSubnets([Identifier(exclusion.resource)], of: nil, from: referrer)
      }
    }
  }
}
