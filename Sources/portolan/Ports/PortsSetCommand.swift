import ArgumentParser
import HostPorts
import Ports
import Program
import Render

/// `portolan ports set`
struct PortsSetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Set the range of client ports, after looking at what that would break.",
    discussion: """
      Checks what the kernel would refuse, warns of listeners and NodePort services
      inside the range, sets it, reads it back, and prints how to undo it. With
      --snapshot and --as it first asks which network ACLs would drop replies to the
      new ports, and sets nothing if any would, or if the snapshot does not tell.

      EXAMPLES
        portolan ports set 20000-60999 --dry-run
        portolan ports set 20000-60999 --reserve 30000-32767 --persist
        portolan ports set 20000-60999 --snapshot shop --as web-1
        portolan ports set 20000-60999 --os windows     how to, elsewhere
      """)

  @Argument(help: ArgumentHelp("The new range, such as 20000-60999.", valueName: "range"))
  var range: String
  @Option(
    help: ArgumentHelp("Ports the kernel shall never choose, besides those it leaves out now.", valueName: "ports"))
  var reserve: String?
  @Flag(help: "Write it to /etc/sysctl.d as well, so that it outlasts a restart.")
  var persist = false
  @Flag(help: "Say what would be done, and do nothing.")
  var dryRun = false
  @Flag(help: "Set it although network ACLs would drop replies, or may.")
  var force = false
  @Option(help: ArgumentHelp("Print the commands for another system instead.", valueName: "system"))
  var os: String?
  @Option(help: ArgumentHelp("A snapshot whose network ACLs to ask.", valueName: "folder"))
  var snapshot: String?
  @Option(help: ArgumentHelp("Which end of the snapshot this host is.", valueName: "end"))
  var `as`: String?
  @OptionGroup var reading: SnapshotOptions
  @OptionGroup var namespace: NamespaceOption

  func validate() throws {
    if (snapshot == nil) != (`as` == nil) { throw ValidationError("--snapshot and --as belong together") }
    if persist, namespace.netns != nil {
      throw ValidationError("--persist is about the whole host: the settings of a namespace end with it")
    }
  }

  func run() throws {
    let newRange = try orFail { () throws(PortSettingsError) in try PortChange.range(range) }
    let reserved = try orFail { () throws(PortSyntaxError) in try PortSet(parsing: reserve ?? "") }
    if let os { return try printCommands(os, newRange, reserved) }
    let network = try snapshot.map(reading.network)
    try namespace.enter()
    let change = try orFail { () throws(PortSettingsError) in
      try PortChange(of: .current(), to: newRange, reserving: reserved)
    }
    var sockets = HostSockets()
    let list = try orFail { () throws(SocketReaderError) in try sockets.sockets([.tcp]).sockets }
    if let refusal = sockets.refusal { Console.error("portolan: note: \(refusal.degradation)") }
    for warning in change.warnings(sockets: list) { Console.error("portolan: warning: \(warning.text)") }
    if let network, let name = `as` {
      let check = try ReplyCheck(network, as: name, from: PortPool(change.old).ports, to: PortPool(change.new).ports)
      Console.output(check.text(as: name))
      if check.broken.isEmpty, !check.unknowns.isEmpty, !force {
        Console.output(
          "nothing was set: whether replies arrive is not known; supply what is missing, or give --force\n")
        Exit.unknown.terminate()
      }
      if !check.broken.isEmpty, !force {
        Console.output("nothing was set: mend the ACLs first (portolan trace proposes how), or give --force\n")
        Exit.fails.terminate()
      }
    }
    if change.new == change.old, !persist {
      Console.output("nothing to set: client ports are \(change.new.range) here already\n")
      return
    }
    try set(change)
  }

  private func set(_ change: PortChange) throws {
    let file = SysctlFile()
    if !dryRun { try orFail { () throws(PortSettingsError) in try change.apply() } }
    Console.output(change.text(isDryRun: dryRun))
    if persist {
      if !dryRun { try OutputFile.write(Array(SysctlFile.text(change).utf8), to: file.path) }
      Console.output("\(dryRun ? "would write" : "wrote") \(file.path)\n")
      for later in file.laterFiles {
        Console.error("portolan: warning: \(later) sets it, too, and wins when the host starts: edit it")
      }
    } else if namespace.netns == nil, !dryRun {
      Console.output("until the next start; --persist keeps it\n")
    }
    if !dryRun {
      let entry = namespace.netns.map { "nsenter --net=\((try? NetworkNamespace($0))?.path ?? $0) " } ?? ""
      let persisted = persist ? (file.existed ? "   (and restore \(file.path))" : " && rm \(file.path)") : ""
      Console.output("undo      \(entry)\(change.undo)\(persisted)\n")
    }
  }

  private func printCommands(_ system: String, _ range: PortRange, _ reserved: PortSet) throws {
    let made = try orFail { () throws(PortSettingsError) in
      try SystemCommands(system.lowercased(), range: range, reserved: reserved)
    }
    guard let made else {
      throw Failure(
        "--os “\(system)”: known are \(SystemCommands.systems.joined(separator: ", ")); for Linux leave it out")
    }
    Console.output(made.commands.map { $0 + "\n" }.joined())
    for note in made.notes { Console.error("portolan: note: \(note)") }
  }
}
