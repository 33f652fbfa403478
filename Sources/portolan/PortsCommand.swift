import ArgumentParser

/// `portolan ports`: client ports, as they are by default and as a host has them.
struct PortsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ports", abstract: "Client ports: known defaults, and what a host reports.",
    subcommands: [PortsRangesCommand.self])
}
