import ArgumentParser
import KernelLab
import Program

/// `portolan lab`
struct LabCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lab",
    abstract: "Puts the same question to a real Linux kernel, with real packets.",
    usage: "portolan lab <snapshot> --from <end> --to <end> --port <port>\nportolan lab down",
    discussion: """
      Builds the part of the snapshot that the connection may cross out of network
      namespaces and nftables, opens a connection from every client port, and shows
      what the kernel did beside what the engine said (docs/lab.md). Needs root; it
      touches nothing but the namespaces that it makes and removes.

      EXAMPLES
        portolan lab shop --from web-1 --to orders --port 5432
        portolan lab shop --from web-1 --to orders --port 5432 --keep
        portolan lab shop --from web-1 --to orders --port 5432 --print
        portolan lab down                remove every lab, kept or left behind

      EXIT CODES
        0  engine and kernel agree
        1  they differ
        2  wrong usage, unreadable input, or a machine that cannot do it
        3  the kernel cannot tell
      """,
    subcommands: [LabRunCommand.self, LabDownCommand.self], defaultSubcommand: LabRunCommand.self)
}

/// `portolan lab down`
struct LabDownCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "down", abstract: "Remove every lab of this machine, kept or left behind.")

  func run() throws {
    do throws(LabError) {
      let gone = try Laboratory.down()
      let inUse = gone.inUse == 0 ? "" : "; \(gone.inUse) in use by a running process stay"
      Console.output("removed \(gone.labs) \(gone.labs == 1 ? "lab" : "labs"), \(gone.namespaces) namespaces\(inUse)\n")
      if !gone.foreign.isEmpty {
        Console.error(
          "portolan: note: no lab is known to have made these, so they stay (ip netns delete removes one): "
            + gone.foreign.joined(separator: ", "))
      }
    } catch {
      throw Failure("\(error)")
    }
  }
}
