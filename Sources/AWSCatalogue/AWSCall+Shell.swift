extension AWSCall {
  /// The name, without `.json`, that the file of its answer gets: the command's, unless another service has one of that name.
  public var fileName: String { self == .describeClassicLoadBalancers ? "\(service)-\(command)" : command }

  /// Whether a snapshot ought to have it: of two calls that tell the same, the one that tells more.
  public var isCollected: Bool { self != .describeSecurityGroupRules }

  /// A shell's line that makes the call and keeps the answers where a snapshot is read from: for a call that answers for one thing at a
  /// time, for each of them, into a file that bears its id.
  ///
  /// - Parameters:
  ///   - ids: What to ask about; empty for everything there is.
  ///   - region: The Region to ask in; nil for the one that is set.
  public func shellLine(about ids: [String] = [], region: String? = nil) -> String {
    let place = region.map { " --region \($0)" } ?? ""
    if self == .describeTasks { return Self.taskLine(place) }
    guard let parent else { return "aws \(words)\(place) > \(fileName).json" }
    return ids.isEmpty ? parent.loop(place, answer("id", place)) : Parent.loop("id", over: ids, answer("id", place))
  }

  /// What asks about the thing whose id a variable of the shell holds.
  private func answer(_ variable: String, _ place: String) -> String {
    #"aws \#(question(variable))\#(place) > "\#(fileName)-$(echo "$\#(variable)" | tr /: __).json""#
  }

  /// The words that ask about the thing whose id a variable of the shell holds.
  public func question(_ variable: String) -> String {
    guard let parent else { return words }
    let more = parent.arguments.isEmpty ? "" : " \(parent.arguments)"
    return #"\#(words) \#(parent.option) "$\#(variable)"\#(more)"#
  }

  /// Tasks are asked about by cluster, a hundred at most at once (BOTO:ecs).
  private static func taskLine(_ place: String) -> String {
    "for cluster in $(aws ecs list-clusters\(place) --query 'clusterArns[]' --output text); do "
      + #"aws ecs list-tasks\#(place) --cluster "$cluster" --query 'taskArns[]' --output text | "#
      + #"xargs -r -n 100 aws ecs describe-tasks\#(place) --cluster "$cluster" --tasks "#
      + #"> "describe-tasks-$(echo "$cluster" | tr /: __).json"; done"#
  }
}

extension AWSCall.Parent {
  /// A loop over everything that there is to ask about.
  fileprivate func loop(_ place: String, _ body: String) -> String {
    let query = "--query '\(call.key)[].\(idKey)' --output text"
    guard let above = call.parent else {
      return Self.loop("id", over: ["$(aws \(call.words)\(place) \(query))"], body)
    }
    let inner = Self.loop("id", over: ["$(aws \(call.question("parent"))\(place) \(query))"], body)
    let parents = "--query '\(above.call.key)[].\(above.idKey)' --output text"
    return Self.loop("parent", over: ["$(aws \(above.call.words)\(place) \(parents))"], inner)
  }

  fileprivate static func loop(_ variable: String, over words: [String], _ body: String) -> String {
    "for \(variable) in \(words.joined(separator: " ")); do \(body); done"
  }
}
