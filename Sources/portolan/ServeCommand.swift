import ArgumentParser
import Glibc
import Program

/// `portolan serve`: reads the words, and becomes `portolan-serve`.
///
/// The server is a program of its own, since HTTP takes minutes to build and milliseconds to load, which nobody else should wait for.
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
  @OptionGroup var reading: SnapshotOptions
  @Option(help: ArgumentHelp("The port; 0 for any that is free.", valueName: "number"))
  var port: UInt16 = 0
  @Option(help: ArgumentHelp("The address to listen at.", valueName: "address"))
  var host = "127.0.0.1"
  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("A name by which browsers may ask for it. May be repeated.", valueName: "name"))
  var name: [String] = []
  @Option(
    help: ArgumentHelp(
      "Ask everybody for this; at least 16 letters, digits, -, _ or dots. PORTOLAN_TOKEN in the environment does as well.",
      valueName: "text"))
  var token: String?

  func run() throws {
    let words = ["portolan-serve"] + (reading.isStrict ? ["--strict"] : []) + [snapshot, host, "\(port)"] + name
    // Not among the words, which every user of this machine can read.
    if let token { setenv("PORTOLAN_TOKEN", token, 1) }
    let server = try Self.neighbour("portolan-serve")
    execv(server, words.map { strdup($0) } + [nil])
    throw Failure("cannot start \(server): \(String(cString: strerror(errno)))")
  }

  /// The path of a program that stands beside this one.
  private static func neighbour(_ name: String) throws -> String {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink("/proc/self/exe", &path, path.count)
    let own = String(decoding: path.prefix(max(length, 0)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let neighbour =
      own.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/\(name)"
    guard access(neighbour, X_OK) == 0 else {
      throw Failure(
        "\(neighbour) is not there: `swift build -c release` builds it, and it belongs beside portolan wherever that is put"
      )
    }
    return neighbour
  }
}
