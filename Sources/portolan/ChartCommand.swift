import ArgumentParser
import Program
import Reachability
import Render

/// `portolan chart`
struct ChartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chart",
    abstract: "Draws the network, and a connection's way there and back on it.",
    discussion: """
      Accounts, Regions, VPCs, zones, subnets and what is in them, with gateways,
      network ACLs and security groups where they act. With --from and --to the
      connection is drawn over it, numbered as `trace` lists its hops, with a ruler
      of all ports for each hop. A chart that could be drawn exits 0.

      EXAMPLES
        portolan chart shop -o shop.svg
        portolan chart shop --from web-1 --to orders --port 5432 -o orders.html
        portolan chart shop --format mermaid -o - >> README.md
        portolan chart shop -o shop.png                    by rsvg-convert
      """)

  /// The forms a chart comes in, by what names of such files end in.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case svg
    case html
    case mermaid
    case png

    init?(fileName: String) {
      switch fileName.split(separator: "/").last?.split(separator: ".").last?.lowercased() {
      case "svg": self = .svg
      case "html", "htm": self = .html
      case "mmd", "mermaid": self = .mermaid
      case "png": self = .png
      default: return nil
      }
    }
  }

  @Argument(help: "The folder or file with the snapshot; - for standard input.")
  var snapshot: String
  @OptionGroup var reading: SnapshotOptions
  @OptionGroup var question: QuestionOptions
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file: .svg, .html, .mmd or .png; - for standard output.", valueName: "file"))
  var output: String
  @Option(
    help: ArgumentHelp("Which of several alternatives, as --format json of trace lists them.", valueName: "number"))
  var alternative: Int?
  @Option(help: "svg, html, mermaid or png, where the file's name does not tell.")
  var format: Format?

  func run() throws {
    guard let format = format ?? Format(fileName: output) ?? (output == "-" ? .svg : nil) else {
      throw Failure("\(output): a chart is an .svg, .html, .mmd or .png; or say which with --format")
    }
    var engine = Engine(try reading.network(snapshot))
    let trace = question.isEmpty ? nil : engine.trace(try question.query(in: engine.directory))
    let chart = Chart(
      of: engine.network, trace: trace, remedy: trace.flatMap { Remedy(for: $0) }, alternative: try position(in: trace))
    let bytes =
      switch format {
      case .svg: Array(chart.svg().utf8)
      case .html: Array(chart.html().utf8)
      case .mermaid: Array(chart.mermaid().utf8)
      case .png: try PictureConverter.png(ofSVG: chart.svg())
      }
    try OutputFile.write(bytes, to: output)
    Grounds(of: engine.network).tell()
  }

  /// The alternative to draw, counted from 0.
  private func position(in trace: Trace?) throws -> Int? {
    guard let alternative else { return nil }
    guard let count = trace?.alternatives.count else {
      throw Failure("--alternative is of a connection: give --from and --to")
    }
    guard alternative > 0, alternative <= count else {
      throw Failure("--alternative \(alternative): the connection has \(counted(count)), counted from 1")
    }
    return alternative - 1
  }

  private func counted(_ count: Int) -> String { count == 1 ? "one alternative" : "\(count) alternatives" }
}
