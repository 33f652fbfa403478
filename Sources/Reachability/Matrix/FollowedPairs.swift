/// The pairs of spots that are followed by themselves, and the network ACLs that what was found of each hangs on.
///
/// Kept as numbers, so that a copy of many pairs costs no more than their bytes.
struct FollowedPairs: Sendable {
  /// The pairs, each as `client * spots + server`, ascending.
  private(set) var pairs: [Int] = []
  /// The number of the set of network ACLs that each hangs on.
  private var setNumbers: [Int32] = []
  private var sets = Numbering<Set<Int>>()

  /// Adds a pair above all others, and the network ACLs it hangs on, by position.
  mutating func append(_ pair: Int, hangingOn networkACLs: Set<Int>) {
    pairs.append(pair)
    setNumbers.append(Int32(sets.number(of: networkACLs)))
  }

  /// The places among `pairs` of those that hang on a network ACL.
  func places(hangingOn networkACL: Int) -> [Int] {
    let isOn = sets.keys.map { $0.contains(networkACL) }
    return setNumbers.indices.filter { isOn[Int(setNumbers[$0])] }
  }

  /// Notes what the pair at a place hangs on now.
  mutating func update(at place: Int, hangingOn networkACLs: Set<Int>) {
    setNumbers[place] = Int32(sets.number(of: networkACLs))
  }
}
