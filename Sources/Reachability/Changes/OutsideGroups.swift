internal import NetworkModel

/// Joint classes put together that addresses outside cannot tell apart in either network.
enum OutsideGroups {
  private struct Key: Hashable {
    let before: Standing?
    let after: Standing?
    /// A class that nothing stands for but itself: that of a load balancer's node of which AWS lists no interface.
    let itself: Int?
  }

  private struct Standing: Hashable {
    let spot: Int
    let outlook: Outlook
  }

  /// The groups, each as the numbers of its classes, in the order of their first ones.
  static func all(
    of classes: [JointClasses.Class], _ old: Terrain, _ new: Terrain, _ outside: OutsideAddresses
  ) -> [[Int]] {
    let addresses = AddressSet(outside.sets.flatMap(\.addresses.ranges))
    var before = Outlooks(on: old, toward: addresses)
    var after = Outlooks(on: new, toward: addresses)
    var numbers = Numbering<Key>()
    var groups: [[Int]] = []
    for (number, one) in classes.enumerated() {
      let member = one.members[0]
      let earlier = standing(member.before, one.before, &before)
      let later = standing(member.after, one.after, &after)
      let isAlone = (one.before != nil && earlier == nil) || (one.after != nil && later == nil)
      let group = numbers.number(of: Key(before: earlier, after: later, itself: isAlone ? number : nil))
      if group == groups.count { groups.append([]) }
      groups[group].append(number)
    }
    return groups
  }

  private static func standing(
    _ host: Host?, _ standing: JointClasses.Standing?, _ outlooks: inout Outlooks
  ) -> Standing? {
    guard let host, let spot = standing?.spot else { return nil }
    return Standing(spot: spot, outlook: outlooks.outlook(of: host))
  }
}
