import ArgumentParser
import NetworkModel
import Program

/// How a snapshot is taken.
struct SnapshotOptions: ParsableArguments {
  @Flag(name: .customLong("strict"), help: "Take nothing for granted: what would be taken for granted is unknown.")
  var isStrict = false

  /// The network of a snapshot.
  func network(_ path: String) throws -> Network { try loadNetwork(path, isStrict: isStrict) }
}
