internal import NetworkModel

/// A kind of object in AWS's answers, and the members of it that are known.
///
/// AWS adds members over the years. One that is in neither list is noted, and where it may decide it is a doubt.
///
/// A class, so that nothing is copied for each key that is looked up.
final class Shape: Sendable {
  /// As AWS's service model calls it.
  let name: String
  /// The members that are read, or that make no difference to any answer.
  let known: KeySet
  /// The members that decide and that Portolan does not follow, with what each means.
  let deciding: [String: Meaning]

  /// What a member that decides stands for.
  struct Meaning: Sendable {
    let text: String
    /// Whether it matters at the VPC's internet and egress-only gateways alone.
    let isAtGateways: Bool
  }

  init(_ name: String, _ known: [StaticString], deciding: [String: Meaning] = [:]) {
    self.name = name
    self.known = KeySet(known)
    self.deciding = deciding
  }

  /// Whether a member that nobody knows is surely no more than a label, by what AWS calls such; where a route leads, members like
  /// `CoreNetworkArn` tell.
  func isLabel(_ key: String) -> Bool {
    self !== Shape.route
      && ["Arn", "ARN", "Description", "Name", "Tags", "TagSet", "Time", "Date", "OwnerId"].contains {
        key.hasSuffix($0)
      }
  }
}

extension JSONValue {
  /// Whether a value says that there is nothing: a member that has it makes no difference, whatever it means.
  var isIdle: Bool {
    if isNull || isEmptyList { return true }
    if let flag = try? bool() { return !flag }
    if let text = try? string() {
      return ["", "disable", "disabled", "off", "none", "exclude"].contains(text)
    }
    return (try? object().isEmpty) ?? false
  }
}
