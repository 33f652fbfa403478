import ArgumentParser
import Program

/// The command line: parse, call one function, render, exit.
@main
struct Portolan: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "portolan",
    abstract: "Proves whether a connection in AWS works, both ways, for every client port.",
    discussion: """
      A client's operating system picks an ephemeral port, and the reply comes back
      to it. Network ACLs are stateless: where their rules cover only part of the
      range, connections fail now and then. Portolan reads what `aws … describe-*`
      prints, follows request and reply through every filter and route, and names
      the rule and the exact ports that fail.

      EXIT CODES
        0  it works
        1  it does not, or not always
        2  wrong usage or unreadable input
        3  the snapshot does not tell
      """,
    version: "0.1.0",
    subcommands: [
      TraceCommand.self, MatrixCommand.self, VerifyCommand.self, AuditCommand.self, FixCommand.self,
      DiffCommand.self, ChartCommand.self, ServeCommand.self, CheckCommand.self, LabCommand.self, PortsCommand.self,
    ])

  static func main() {
    Console.holdStandardStreams()
    do {
      var command = try parseAsRoot()
      try command.run()
      Exit.works.terminate()
    } catch let failure as Failure {
      failure.tell()
      Exit.usage.terminate()
    } catch {
      // Help and the version are answers; everything else that parsing throws is wrong usage.
      guard exitCode(for: error).isSuccess else {
        Console.errors(fullMessage(for: error))
        Exit.usage.terminate()
      }
      Console.output(fullMessage(for: error) + "\n")
      Exit.works.terminate()
    }
  }
}
