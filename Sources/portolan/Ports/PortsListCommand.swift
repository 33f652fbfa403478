import ArgumentParser
import HostPorts
import Ports
import Program
import Render

/// `portolan ports list`
struct PortsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List this host's sockets: one a line, in the words and columns of ss.",
    discussion: """
      EXAMPLES
        portolan ports list                              every TCP socket
        portolan ports list --to 10.20.20.7:5432         of one destination
        portolan ports list --to :5432 --processes       … and which processes
        portolan ports list --local-ports 32768-60999 --protocol udp
      """)

  @OptionGroup var namespace: NamespaceOption
  @Option(
    help: ArgumentHelp("The other end: address:port, :port, or an address ([…]:port for IPv6).", valueName: "end"))
  var to: String?
  @Option(help: ArgumentHelp("The ports here: one, or a range.", valueName: "ports"))
  var localPorts: String?
  @Option(name: .customLong("protocol"), help: "tcp or udp.")
  var transport = TransportName.tcp
  @Flag(help: "Say which process has each socket.")
  var processes = false

  enum TransportName: String, ExpressibleByArgument, CaseIterable {
    case tcp
    case udp
  }

  func run() throws {
    let filter = try filter()
    try namespace.enter()
    var sockets = HostSockets()
    let list = try orFail { () throws(SocketReaderError) in
      try sockets.sockets([transport == .tcp ? .tcp : .udp], filter: filter)
    }
    let owners = SocketOwners(of: processes ? list.sockets : [])
    var interfaces = InterfaceNames()
    let names = Dictionary(uniqueKeysWithValues: owners.owners.map { ($0.process, Array(" \($0.text)".utf8)) })
    var bytes: [UInt8] = []
    for socket in list.sockets {
      socket.writeLine(to: &bytes, interfaces: &interfaces)
      if let owner = owners[socket], let name = names[owner.process] { bytes += name }
      bytes.append(UInt8(ascii: "\n"))
    }
    Console.output(String(decoding: bytes, as: UTF8.self))
    if owners.hiddenProcesses > 0 {
      Console.error(
        "portolan: note: \(owners.hiddenProcesses) processes of other users hide their sockets: run as root")
    }
    if let refusal = sockets.refusal {
      Console.error("portolan: note: \(refusal.degradation)")
    } else if !list.isExact {
      Console.error("portolan: note: sockets came and went while they were listed")
    }
  }

  private func filter() throws -> SocketFilter {
    var filter = SocketFilter.all
    if let to { (filter.remoteAddress, filter.remotePort) = try SocketEnd.parse(to) }
    if let localPorts {
      let ports = try orFail { () throws(PortSyntaxError) in try PortSet(parsing: localPorts) }
      guard ports.ranges.count == 1 else { throw Failure("--local-ports “\(localPorts)”: give one port or one range") }
      filter.localPorts = ports.ranges[0]
    }
    return filter
  }
}
