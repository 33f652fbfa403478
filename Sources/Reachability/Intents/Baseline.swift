/// What a network does today, as intents that hold: something to start from, and to cross out what should not be.
///
/// For every two groups of interfaces, load balancers and the internet it says which server ports work, for which only some client ports do,
/// and that nothing else works: for TCP, UDP and pings, exactly. Groups are interfaces that fare alike with everything else.
public struct Baseline: Sendable {
  /// A name for several members that no term of the network names together.
  public struct Group: Hashable, Sendable {
    /// The name.
    public let name: String
    /// What it stands for.
    public let members: [String]
  }

  /// The names that the intents use beside those of the network.
  public let groups: [Group]
  /// The intents.
  public let intents: [Intent]
  /// What is left out, and why: a line each.
  public let remarks: [String]
}
