import Foundation
import Testing

/// Where answers go, and what becomes of them there.
@Suite struct OutputTests {
  private static let command = Portolan.command.path

  /// Runs a line of shell in the package's root; what it printed on standard output and standard error together, and its status.
  private static func shell(_ line: String) throws -> String {
    try Namespace.shell("cd \(Portolan.root.path) && \(line); echo rc $?")
  }

  private static let commands = [
    "trace examples/shop --from web-1 --to orders --port 5432",
    "trace examples/shop --from web-1 --to orders --port 5432 --format json",
    "audit examples/shop", "audit examples/shop --format sarif", "matrix examples/shop --ports 5432",
    "matrix examples/shop --ports 5432 --format csv", "matrix examples/shop --ports 5432 --format html",
    "matrix examples/shop --totals", "diff examples/shop examples/shop", "verify examples/shop --init",
    "verify --schema", "fix examples/shop --from web-1 --to orders --port 5432", "chart examples/shop -o -",
    "chart examples/shop --format svg -o /dev/full", "lab examples/shop --from web-1 --to orders --port 5432 --print",
    "ports ranges", "ports list", "ports show --window 0", "ports watch --count 1 --format json",
    "ports forecast --rate 5/s --lifetime 1s --ports 40000-40999", "ports set 20000-60999 --os windows", "--version",
    "--help", "help trace", "trace --help", "--generate-completion-script bash", "--generate-completion-script zsh",
    "--generate-completion-script fish",
  ]

  @Test(arguments: commands)
  func `what does not fit on a full disk is told, and exits 2`(_ words: String) throws {
    let outcome = try Self.shell("\(Self.command) \(words) > /dev/full")
    #expect(outcome.hasSuffix("cannot be written: No space left on device\nrc 2\n"), "\(outcome)")
  }

  @Test func `a closed stream is told, and no file takes its place`() throws {
    let outcome = try Self.shell("\(Self.command) audit examples/shop >&-")
    #expect(outcome == "portolan: standard output cannot be written: Bad file descriptor\nrc 2\n")
    let folder = try TemporaryFolder()
    // With standard error closed, what is said there must not end in the file that is written.
    let file = folder.path + "/shop.svg"
    _ = try Self.shell("\(Self.command) chart examples/shop -o \(file) 2>&- <&-")
    #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("<?xml"))
  }

  @Test func `a reader that has seen enough ends it without a word`() throws {
    let line = "{ \(Self.command) ports ranges; echo $? >&2; } | head -1"
    let outcome = try Self.shell("for n in 1 2 3; do \(line) > /dev/null; done")
    #expect(outcome.split(separator: "\n").allSatisfy { ["0", "141", "rc 0"].contains($0) }, "\(outcome)")
    // As a service manager starts programs: SIGPIPE is ignored.
    let ignoring = try Self.shell(
      "sh -c 'trap \"\" PIPE; { sleep 0; \(Self.command) matrix examples/shop --format json; echo $? >&2; } | true'")
    #expect(ignoring.split(separator: "\n").allSatisfy { ["0", "141", "rc 0"].contains($0) }, "\(ignoring)")
  }

  // MARK: Files

  private static func chart(to path: String, after setUp: String = "true") throws -> String {
    try problems(in: shell("\(setUp) && \(command) chart examples/shop --format mermaid -o \(path)"))
  }

  /// What a command said, but for what it took for granted.
  private static func problems(in said: String) -> String {
    said.split(separator: "\n").filter { line in
      line.hasPrefix("rc ") || (line.hasPrefix("portolan: ") && !line.hasPrefix("portolan: note: "))
    }.map { "\($0)\n" }.joined()
  }

  @Test func `a file keeps who may read it, and a new one has what the umask leaves`() throws {
    let folder = try TemporaryFolder()
    for mode in ["600", "640", "444"] {
      let file = "\(folder.path)/\(mode).mmd"
      #expect(try Self.chart(to: file, after: "touch \(file) && chmod \(mode) \(file)") == "rc 0\n")
      #expect(try Self.shell("stat -c %a \(file)") == "\(mode)\nrc 0\n")
    }
    for (mask, mode) in [("077", "600"), ("022", "644"), ("002", "664")] {
      let file = "\(folder.path)/new\(mask).mmd"
      #expect(try Self.chart(to: file, after: "umask \(mask)") == "rc 0\n")
      #expect(try Self.shell("stat -c %a \(file)") == "\(mode)\nrc 0\n")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).allSatisfy { !$0.hasPrefix(".") })
  }

  @Test func `a link is followed to the file it leads to, and stays`() throws {
    let folder = try TemporaryFolder()
    let (file, link) = (folder.path + "/real.mmd", folder.path + "/link.mmd")
    #expect(try Self.chart(to: link, after: "touch \(file) && chmod 600 \(file) && ln -s real.mmd \(link)") == "rc 0\n")
    #expect(try Self.shell("readlink \(link); stat -c %a \(file)") == "real.mmd\n600\nrc 0\n")
    #expect(try String(contentsOfFile: file, encoding: .utf8).contains("flowchart"))
  }

  @Test func `standard output by its name is standard output, and a folder is none`() throws {
    let folder = try TemporaryFolder()
    let file = folder.path + "/out"
    let said = try Self.shell("\(Self.command) chart examples/shop --format mermaid -o /dev/stdout > \(file)")
    #expect(Self.problems(in: said) == "rc 0\n")
    #expect(try String(contentsOfFile: file, encoding: .utf8).contains("flowchart"))
    #expect(try Self.chart(to: folder.path).contains("\(folder.path): cannot be written: Is a directory\nrc 2"))
  }

  @Test func `a snapshot is not copied into itself`() throws {
    let folder = try TemporaryFolder()
    let snapshot = folder.path + "/snap"
    _ = try Self.shell("cp -r examples/shop \(snapshot) && mkdir \(snapshot)/empty && ln -s snap \(folder.path)/alias")
    let question = "--from web-1 --to orders --port 5432"
    for target in ["snap/x", "snap/empty", "alias/x", "snap/../snap/y"] {
      let outcome = try Self.shell("\(Self.command) fix \(snapshot) \(question) --write \(folder.path)/\(target)")
      #expect(outcome.contains("/\(target): is inside the snapshot \(snapshot), which would hold both versions"))
      #expect(outcome.hasSuffix("rc 2\n"))
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: snapshot)
    #expect(!names.contains("x") && !names.contains("y") && names.contains("empty"))
    let beside = try Self.shell("\(Self.command) fix \(snapshot) \(question) --write \(snapshot)-fixed > /dev/null")
    #expect(beside == "rc 0\n")
  }
}

/// A folder for one test, removed after it.
struct TemporaryFolder: ~Copyable {
  let path = FileManager.default.temporaryDirectory.appending(component: "portolan-\(UUID().uuidString)").path

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
