internal import AWSCatalogue
internal import NetworkModel

extension SnapshotBuilder {
  /// Reads the answers of which, now that everything else is read, the names of their files tell whom they are about; what is wrong with them.
  mutating func readUnowned() -> [SnapshotError] {
    if unowned.isEmpty { return [] }
    var problems: [SnapshotError] = []
    for (call, id, answer) in owned() {
      if answer.isCutShort {
        calls.noteCutShort(call, from: answer.source)
      } else {
        calls.note(call, answer.hasToken ? .cutOff : .whole, from: answer.source)
      }
      var parser = JSONParser()
      do throws(MalformedJSON) {
        try parser.withRoot(of: answer.text(of: call, id)) { root throws(MalformedJSON) in
          try root.object().forEach { key, value throws(MalformedJSON) in
            try readList(key, value, from: answer.source)
          }
        }
      } catch {
        // The wrapper, its element and the key are ours.
        problems.append(SnapshotError(file: answer.source.file, error.at(answer.place + error.path.dropFirst(3))))
      }
    }
    return problems
  }

  /// The answers with their owners, the pages of one together; of the others it is noted that nobody knows.
  private mutating func owned() -> [(call: AWSCall, id: String, answer: UnownedAnswer)] {
    let owners = owners
    var found: [(call: AWSCall, id: String, answer: UnownedAnswer)] = []
    var pages: [String: Int] = [:]
    for answer in unowned {
      guard let (call, id) = answer.owner(among: owners) else {
        notices.noteUnread(answer.key, in: answer.source.file)
        continue
      }
      notices.noteRead(answer.source.file)
      let name = "\(call.command) \(id)"
      if call.pageToken != nil, let first = pages[name], found[first].answer.hasToken || answer.hasToken {
        found[first].answer.append(answer)
      } else {
        pages[name] = found.count
        found.append((call, id, answer))
      }
    }
    return found
  }

  private var owners: UnownedAnswer.Owners {
    var owners = UnownedAnswer.Owners()
    for list in network.prefixLists { owners.add(list.id.text, .getManagedPrefixListEntries) }
    for id in transitGatewayRouteTables.ids {
      for call in [
        AWSCall.searchTransitGatewayRoutes, .getTransitGatewayRouteTableAssociations,
        .getTransitGatewayRouteTablePropagations,
      ] { owners.add(id, call) }
    }
    for group in network.targetGroups {
      owners.add(group.id.text, .describeTargetHealth)
      owners.add(group.id.text, .describeTargetGroupAttributes)
    }
    for balancer in network.loadBalancers { owners.add(balancer.id.text, .describeLoadBalancerAttributes) }
    return owners
  }
}
