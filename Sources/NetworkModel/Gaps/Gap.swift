public import AWSCatalogue

/// A reference to something that the snapshot does not describe: kept, reported, never dropped.
public struct Gap: Hashable, Sendable, CustomStringConvertible {
  /// The id that nothing in the snapshot has; where only a `part` is missing, the id of what lacks it.
  public let missing: String
  /// What the snapshot does not tell of a resource that it describes, such as `targets`; nil when it lacks the whole.
  public let part: String?
  /// The resource that refers to it.
  public let referrer: String
  /// The AWS call that would describe it.
  public let call: AWSCall
  /// The account and Region to call it in, as far as the snapshot tells.
  public let scope: Scope
  /// Whether an answer may depend on it; what lists the parts of something does not need them all.
  public let decides: Bool

  /// Makes a gap.
  init(
    missing: String, part: String? = nil, referrer: String, call: AWSCall, scope: Scope = Scope(), decides: Bool = true
  ) {
    self.missing = missing
    self.part = part
    self.referrer = referrer
    self.call = call
    self.scope = scope
    self.decides = decides
  }

  /// One sentence for people.
  public var description: String {
    let places = [scope.account.map { "account \($0)" }, scope.region.map { "Region \($0)" }].compactMap(\.self)
    let hint = "(aws \(call.words)\(places.isEmpty ? "" : " in \(places.joined(separator: ", "))"))"
    if let part { return "\(missing) is in the snapshot without its \(part) \(hint)" }
    return "\(referrer) refers to \(missing), which is not in the snapshot \(hint)"
  }
}

extension Network {
  /// The gaps of the whole network, one for each missing id, in the order of their ids.
  public var gaps: [Gap] { GapSearch.done(network: self).gaps }

  /// The gaps by the call that would fill them, in the order of the calls: the first of each by id, and how many there are.
  ///
  /// - Complexity: Linear in the size of the network.
  public var gapsByCall: [(first: Gap, count: Int)] { GapSearch.done(network: self).gapsByCall }
}
