import ArgumentParser
import Ports
import Program
import Render
import Snapshots

/// `portolan ports ranges`: the catalogue, an entry of it, or what a host's commands printed.
struct PortsRangesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ranges", abstract: "Show the client ports of systems and services, or read a host's own.",
    discussion: """
      EXAMPLES
        portolan ports ranges              every known range
        portolan ports ranges windows      one: its source, how to read it
        sysctl -a | portolan ports ranges --from -
        portolan ports ranges --from netsh.txt --format json

      --from reads what the commands of an operating system print about its ports, several in one text, too.
      """)

  @Argument(help: "A system or service, such as linux or nat-gateway.")
  var key: String?

  @Option(help: ArgumentHelp("Read what a host's commands printed; - is standard input.", valueName: "file"))
  var from: String?

  @Option(help: "text, for people, or json, for programs.")
  var format = Format.text

  func validate() throws {
    if key != nil, from != nil { throw ValidationError("Give a key or --from, not both.") }
  }

  func run() throws {
    if let from {
      let host = try Self.read(from)
      Console.output(format == .json ? host.json().text(indented: true) + "\n" : host.text())
    } else if let key {
      let server = EphemeralRange.serverSide.first { $0.key == key.lowercased() }
      guard let entry = EphemeralRange.named(key) ?? server else {
        throw Failure(EphemeralRange.unknownKey(key))
      }
      show([entry], text: entry.entry())
    } else {
      show(EphemeralRange.catalogue + EphemeralRange.serverSide, text: EphemeralRange.table())
    }
  }

  private func show(_ entries: [EphemeralRange], text: String) {
    Console.output(format == .json ? EphemeralRange.json(of: entries).text(indented: true) + "\n" : text)
  }

  private static func read(_ path: String) throws -> HostPortRanges {
    do {
      let lines = try TextFile.lines(of: path)
      return try HostPortRanges(parsing: Array(lines.joined(separator: [UInt8(ascii: "\n")])))
    } catch let error as HostPortRangesError {
      throw Failure("\(path == "-" ? "stdin" : path)\(error.line.map { ":\($0)" } ?? ""): \(error.message)")
    } catch let error as SnapshotError {
      throw Failure(error)
    }
  }
}
