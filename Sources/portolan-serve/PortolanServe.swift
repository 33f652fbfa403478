import Glibc
import PortolanServer
import Program

/// What `portolan serve` becomes once it has read its words.
///
///     portolan-serve [--strict] SNAPSHOT HOST PORT [NAME …]
///
/// The token, where one is given, is in `PORTOLAN_TOKEN`.
@main
struct PortolanServe {
  static func main() async {
    Console.holdStandardStreams()
    do {
      try await serve()
      Exit.works.terminate()
    } catch let failure as Failure {
      failure.tell()
      Exit.usage.terminate()
    } catch {
      Console.error("portolan: \(error)")
      Exit.usage.terminate()
    }
  }

  private static func serve() async throws {
    var words = CommandLine.arguments.dropFirst()
    let isStrict = words.first == "--strict"
    if isStrict { words = words.dropFirst() }
    guard words.count >= 3, let port = UInt16(words[words.startIndex + 2]) else {
      throw Failure("portolan-serve is what `portolan serve` runs: see portolan serve --help")
    }
    let (snapshot, host) = (words[words.startIndex], words[words.startIndex + 1])
    var access = Server.Access()
    access.host = host
    access.port = Int(port)
    access.names = Array(words.dropFirst(3))
    access.token = try givenToken() ?? (access.isLoopback ? nil : Server.Access.randomToken())
    // A token that will not do is told before a large snapshot is read.
    let network = try loadNetwork(snapshot, isStrict: isStrict)
    let title = snapshot == "-" ? "snapshot" : snapshot.split(separator: "/").last.map(String.init) ?? snapshot
    let isEverywhere = ["0.0.0.0", "::"].contains(host)
    let shown = isEverywhere ? "127.0.0.1" : host.contains(":") ? "[\(host)]" : host
    let note = isEverywhere ? "at every address of this machine; Ctrl-C ends it" : "Ctrl-C ends it"
    let query = access.token.map { "?token=\($0)" } ?? ""
    do {
      try await Server(network, name: title, access: access).run { port in
        Console.output("portolan: http://\(shown):\(port)/\(query)   (\(note))\n")
      }
    } catch {
      throw Failure("cannot listen at \(host), port \(port): \(error)")
    }
  }

  private static func givenToken() throws -> String? {
    guard let token = getenv("PORTOLAN_TOKEN").map({ String(cString: $0) }) else { return nil }
    guard Server.Access.isToken(token) else {
      throw Failure("a token has at least 16 letters, digits, hyphens, underscores and dots, and nothing else")
    }
    return token
  }
}
