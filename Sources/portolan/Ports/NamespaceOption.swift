import ArgumentParser
import HostPorts
import Program

/// `--netns`: which network namespace a command is about.
struct NamespaceOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A network namespace: a name of ip netns, a process's number (a container's, say), or a path.",
      valueName: "name|pid"))
  var netns: String?

  /// Moves into the namespace, if one is given. The process must have no thread but the one that calls.
  func enter() throws {
    guard let netns else { return }
    try orFail { () throws(PortSettingsError) in try NetworkNamespace(netns).enter() }
  }
}
