import ArgumentParser
import Glibc
import PortolanServer

/// `portolan serve`
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serves the network as a page to click through, and as a JSON API.",
    discussion: """
      The page has the chart, the verdict of a connection, every hop with its ruler
      of ports, and its rules to edit: the verdict follows, and the snapshot stays as
      it is. The address holds the whole question, to be shared. /api/openapi.json
      describes what programs can ask.

      It listens on this machine alone, and needs nothing from anywhere else. At
      another address it asks everybody for a token, which it prints.

      EXAMPLES
        portolan serve shop
        portolan serve shop --port 8080
        portolan serve shop --host 0.0.0.0 --port 8080 --name charts.example.com
      """)

  @Argument(help: "The folder or file with the snapshot; - for standard input.")
  var snapshot: String
  @Option(help: ArgumentHelp("The port; 0 for any that is free.", valueName: "number"))
  var port: UInt16 = 0
  @Option(help: ArgumentHelp("The address to listen at.", valueName: "address"))
  var host = "127.0.0.1"
  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("A name by which browsers may ask for it. May be repeated.", valueName: "name"))
  var name: [String] = []
  @Option(
    help: ArgumentHelp("Ask everybody for this; at least 16 letters, digits, -, _ or dots.", valueName: "text"))
  var token: String?

  func validate() throws {
    if let token, !Server.Access.isToken(token) {
      throw ValidationError("--token takes at least 16 letters, digits, hyphens, underscores and dots")
    }
  }

  func run() throws {
    let network = try loadNetwork(snapshot)
    var access = Server.Access()
    access.host = host
    access.port = Int(port)
    access.names = name
    access.token = token ?? (access.isLoopback ? nil : Server.Access.randomToken())
    let title = snapshot == "-" ? "snapshot" : snapshot.split(separator: "/").last.map(String.init) ?? snapshot
    let isEverywhere = ["0.0.0.0", "::"].contains(host)
    let shown = isEverywhere ? "127.0.0.1" : host.contains(":") ? "[\(host)]" : host
    let note = isEverywhere ? "at every address of this machine; Ctrl-C ends it" : "Ctrl-C ends it"
    let query = access.token.map { "?token=\($0)" } ?? ""
    let server = Server(network, name: title, access: access)
    Task.detached {
      do {
        try await server.run { port in Console.output("portolan: http://\(shown):\(port)/\(query)   (\(note))\n")
        }
      } catch {
        Console.error("portolan: cannot listen at \(host), port \(port): \(error)")
        Exit.usage.terminate()
      }
      Exit.works.terminate()
    }
    // The task ends the process; nothing else is left to do.
    while true { pause() }
  }
}
