public import Ports

/// The commands with which other systems than Linux get a range of client ports.
public struct SystemCommands: Hashable, Sendable {
  /// The commands, to be given in this order by an administrator.
  public let commands: [String]
  /// What else to know.
  public let notes: [String]

  /// The systems that are known, by the keys of the catalogue.
  public static let systems = ["windows", "macos", "freebsd", "openbsd", "netbsd", "solaris", "aix"]

  /// Makes the commands for a system; nil when it is not known.
  ///
  /// - Throws: `PortSettingsError` when the system refuses the range.
  public init?(_ system: String, range: PortRange, reserved: PortSet) throws(PortSettingsError) {
    switch system {
    case "windows": try self.init(windows: range, reserved: reserved)
    case "macos":
      self.init(
        bsd: "net.inet.ip.portrange.first", "net.inet.ip.portrange.last", range, reserved,
        also: ("net.inet.ip.portrange.hifirst", "net.inet.ip.portrange.hilast"))
    case "freebsd":
      self.init(
        bsd: "net.inet.ip.portrange.first", "net.inet.ip.portrange.last", range, reserved,
        also: ("net.inet.ip.portrange.hifirst", "net.inet.ip.portrange.hilast"), keepIn: "/etc/sysctl.conf")
    case "openbsd":
      self.init(
        bsd: "net.inet.ip.portfirst", "net.inet.ip.portlast", range, reserved,
        also: ("net.inet.ip.porthifirst", "net.inet.ip.porthilast"), keepIn: "/etc/sysctl.conf")
    case "netbsd":
      self.init(
        bsd: "net.inet.ip.anonportmin", "net.inet.ip.anonportmax", range, reserved, also: nil, write: "sysctl -w",
        keepIn: "/etc/sysctl.conf")
    case "solaris": self.init(solaris: range, reserved: reserved)
    case "aix": self.init(aix: range, reserved: reserved)
    default: return nil
    }
  }

  /// `num` is a count; each protocol and family has a range of its own (Microsoft KB929851).
  private init(windows range: PortRange, reserved: PortSet) throws(PortSettingsError) {
    guard range.lower >= 1_025 else {
      throw PortSettingsError("Windows refuses a range that begins below 1025: \(range)")
    }
    guard range.count >= 255 else {
      throw PortSettingsError("Windows refuses a range of fewer than 255 ports: \(range) has \(range.count)")
    }
    let kinds = ["ipv4 tcp", "ipv4 udp", "ipv6 tcp", "ipv6 udp"].map { $0.split(separator: " ") }
    var commands = kinds.map {
      "netsh int \($0[0]) set dynamicport \($0[1]) start=\(range.lower) num=\(range.count)"
    }
    for hole in reserved.intersection(PortSet(range)).ranges {
      commands += kinds.map {
        """
        netsh int \($0[0]) add excludedportrange protocol=\($0[1]) startport=\(hole.lower) \
        numberofports=\(hole.count) store=persistent
        """
      }
    }
    self.commands = commands
    notes = ["They last across restarts. netsh int ipv4 show dynamicport tcp shows the result."]
  }

  private init(
    bsd first: String, _ last: String, _ range: PortRange, _ reserved: PortSet, also high: (String, String)?,
    write: String = "sysctl", keepIn file: String? = nil
  ) {
    var settings = [(first, range.lower), (last, range.upper)]
    if let high { settings += [(high.0, range.lower), (high.1, range.upper)] }
    var commands = settings.map { "\(write) \($0.0)=\($0.1)" }
    if let file { commands += settings.map { "echo '\($0.0)=\($0.1)' >> \(file)" } }
    self.commands = commands
    notes =
      (file == nil
        ? ["Settings do not outlast a restart: have a launchd job give them again."] : [])
      + Self.noHoles(reserved, in: range)
  }

  private init(solaris range: PortRange, reserved: PortSet) {
    commands = ["tcp", "udp"].flatMap { transport in
      [
        "ipadm set-prop -p smallest_anon_port=\(range.lower) \(transport)",
        "ipadm set-prop -p largest_anon_port=\(range.upper) \(transport)",
      ]
    }
    notes = ["They last across restarts, unless given with -t."] + Self.noHoles(reserved, in: range)
  }

  private init(aix range: PortRange, reserved: PortSet) {
    commands = ["tcp", "udp"].flatMap { transport in
      [
        "no -p -o \(transport)_ephemeral_low=\(range.lower)", "no -p -o \(transport)_ephemeral_high=\(range.upper)",
      ]
    }
    notes = ["-p makes them last across restarts."] + Self.noHoles(reserved, in: range)
  }

  private static func noHoles(_ reserved: PortSet, in range: PortRange) -> [String] {
    let inside = reserved.intersection(PortSet(range))
    return inside.isEmpty
      ? [] : ["This system cannot leave out ports of a range: \(inside) will be used like the others."]
  }
}
