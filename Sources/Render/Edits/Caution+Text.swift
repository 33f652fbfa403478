internal import NetworkModel
internal import Reachability

extension Caution {
  /// The caution in a sentence for people.
  func text(in network: Network) -> String {
    switch self {
    case .overridesDeny(let acl, let entry):
      "\(network.networkACLs[acl]?.name ?? acl.text) \(entry.direction.rawValue) rule \(entry.number) denies these packets, "
        + "and the new rule comes before it: was it meant?"
    case .exceedsQuota(let id, let direction, let count, let quota):
      "\(id) then has \(count) \(direction.rawValue) rules, and \(quota) is the quota of an account unless it was raised"
    case .leadsToInternet(let table):
      "the subnets of route table \(network.routeTables[table]?.name ?? table.text) then lead to the internet"
    }
  }
}
