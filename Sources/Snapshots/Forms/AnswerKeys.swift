internal import AWSCatalogue

/// The keys at the top of AWS's answers, and what they tell.
enum AnswerKeys {
  /// The calls whose answers stand under a key.
  static let calls: [String: [AWSCall]] = {
    var calls: [String: [AWSCall]] = [:]
    for call in AWSCall.allCases {
      // A key under which the answers for several things look alike says nothing without its wrapper.
      calls[call.parent?.wrapper ?? call.key, default: []].append(call)
    }
    calls["Instances"] = [.describeInstances]
    calls["ManagedPrefixLists"] = [.describeManagedPrefixLists]
    calls["LoadBalancerListeners"] = [.describeListeners]
    calls["TransitGatewayStaticRoutes"] = [.searchTransitGatewayRoutes]
    return calls
  }()

  /// The calls that answer for one thing at a time and do not repeat for which, by the key of their answers.
  static let unowned: [String: [AWSCall]] = Dictionary(
    grouping: AWSCall.allCases.filter { $0.parent?.wrapper != nil }, by: \.key)

  /// The keys under which AWS prints the one thing that was made, by those of the lists that it would stand in: `Vpc` for `Vpcs`.
  static let lists: [String: String] = {
    var lists: [String: String] = [:]
    for key in calls.keys where key.hasSuffix("s") && !calls.keys.contains(String(key.dropLast())) {
      lists[String(key.dropLast())] = key
    }
    lists["ManagedPrefixListEntrie"] = nil
    lists["Address"] = "Addresses"
    return lists
  }()

  /// The members that hold a token for the next page.
  static let tokens: Set<String> = ["NextToken", "nextToken", "Marker", "NextMarker"]

  /// What else stands beside a list and says nothing of networks.
  static let beside: Set<String> = ["ResponseMetadata", "AdditionalRoutesAvailable"]
}
