import ArgumentParser
import Program
import Reachability
import Render

/// `portolan audit`
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Says what is wrong or too open, without being asked.",
    discussion: """
      Looks for ACLs that drop replies to a part of the client ports, requests whose
      replies never come back, rules that never decide, denies that come too late,
      services open to the internet, and more (docs/audit.md). Each finding has a
      packet that shows it, which `portolan trace` confirms, and a cure.

      EXAMPLES
        portolan audit shop
        portolan audit shop --severity high
        portolan audit shop --code REPLY_RANGE_CUT --code ONE_WAY
        portolan audit shop --format json
        portolan audit shop --format sarif > audit.sarif

      EXIT CODES
        0  nothing worse than info was found
        1  something was, of the severity and codes asked for
        2  wrong usage or unreadable input
        3  nothing was, and the snapshot lacks facts that may hide something
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case sarif
  }

  @Argument(help: "The folder or file with the snapshot; - for standard input.")
  var snapshot: String
  @OptionGroup var reading: SnapshotOptions
  @Option(
    help: ArgumentHelp("The least severity to report: info, low, medium or high.", valueName: "severity"),
    transform: severity)
  var severity = Audit.Severity.info
  @Option(
    help: ArgumentHelp("Report this code alone; may be given more than once.", valueName: "code"), transform: code)
  var code: [Audit.Code] = []
  @Option(help: "text, for people; json or sarif, for programs.")
  var format = Format.text

  func run() throws {
    let network = try reading.network(snapshot)
    let report = AuditReport(
      Audit(of: network), of: network, snapshot: snapshot, atLeast: severity, codes: Set(code))
    switch format {
    case .text: Console.output(report.text(colour: Console.isColourful))
    case .json: Console.output(report.json.text(indented: true) + "\n")
    case .sarif: Console.output(report.sarif(version: Portolan.configuration.version).text(indented: true) + "\n")
    }
    let clean: Exit = report.undecided.isEmpty ? .works : .unknown
    (report.hasFaults ? Exit.fails : clean).terminate()
  }

  private static func severity(_ text: String) throws -> Audit.Severity {
    if let severity = Audit.Severity(rawValue: text.lowercased()) { return severity }
    let known = Audit.Severity.allCases.map(\.rawValue).joined(separator: ", ")
    throw ValidationError("“\(text)” is no severity: use one of \(known)")
  }

  /// Reads a code in any case, with hyphens for underscores if that is easier to type.
  static func code(_ text: String) throws -> Audit.Code {
    let spelt = text.uppercased().split(separator: "-").joined(separator: "_")
    if let code = Audit.Code(rawValue: spelt) { return code }
    let known = Audit.Code.allCases.map(\.rawValue).joined(separator: ", ")
    throw ValidationError("“\(text)” is no code: use one of \(known)")
  }
}
