import ArgumentParser

/// `portolan ports`: client ports, as they are by default and as a host has them.
struct PortsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ports",
    abstract: "Client ports: known defaults, what this host has, who holds them, when they run out.",
    subcommands: [
      PortsRangesCommand.self, PortsShowCommand.self, PortsWatchCommand.self, PortsListCommand.self,
      PortsForecastCommand.self,
      PortsSetCommand.self,
    ])
}
