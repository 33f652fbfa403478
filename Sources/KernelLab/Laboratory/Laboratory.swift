internal import CLinux
internal import Glibc

/// A blueprint as it stands in the kernel, ready for experiments.
public struct Laboratory: Sendable {
  let blueprint: Blueprint
  let name: LabName
  let spaces: [NetworkNamespace]

  /// Builds what `blueprint` draws, after removing what killed runs have left.
  ///
  /// - Throws: `LabError` with nothing left behind.
  public init(_ blueprint: Blueprint) throws(LabError) {
    try Self.checkPrivileges()
    try LabName.sweep(all: false)
    let name = try LabName()
    var spaces: [NetworkNamespace] = []
    do throws(LabError) {
      let names = blueprint.spaces.map { name.name($0.label) }
      name.announce(names)
      let made = try Command.run("ip", ["-batch", "-"], input: names.map { "netns add \($0)\n" }.joined())
      if made.status != 0 { throw .refused(command: "ip netns add", namespace: names[0], message: made.message) }
      for name in names { spaces.append(try NetworkNamespace(named: name)) }
      name.mark(spaces)
      for (position, space) in spaces.enumerated() {
        for (path, value) in blueprint.settings(of: position) { try space.set(path, value) }
      }
      // Said inside the lab, so that no cable is ever in a namespace of somebody else's.
      let cables = blueprint.links { name.name(blueprint.spaces[$0].label) }
      try spaces.first?.run("ip", ["-batch", "-"], input: cables.map { $0 + "\n" }.joined())
      for (position, space) in spaces.enumerated() {
        try space.run("ip", ["-batch", "-"], input: blueprint.commands(of: position).map { $0 + "\n" }.joined())
        let commandsV6 = blueprint.spaces[position].commandsV6
        if !commandsV6.isEmpty {
          try space.run("ip", ["-6", "-batch", "-"], input: commandsV6.map { $0 + "\n" }.joined())
        }
        let ruleset = blueprint.spaces[position].ruleset
        if !ruleset.isEmpty { try space.run("nft", ["-f", "-"], input: ruleset.text) }
      }
    } catch {
      for space in spaces { space.close() }
      try? name.removeNamespaces()
      name.release()
      throw error
    }
    self.blueprint = blueprint
    self.name = name
    self.spaces = spaces
  }

  /// Removes the lab.
  public func close() throws(LabError) {
    let own = spaces.map(\.identity)
    for space in spaces { space.close() }
    try LabName.remove(own)
    name.release()
  }

  /// Leaves the lab standing when the process ends; `down` removes it.
  public func keep() { name.keep() }

  /// The names of its namespaces, for `ip netns exec`, each with its label.
  public var namespaces: [(label: String, name: String)] {
    zip(blueprint.spaces, spaces).map { ($0.label, $1.name) }
  }

  /// Removes every lab on this machine that was kept or left behind; those that a process still works in stay, and so does what no lab
  /// has made, whatever its name.
  ///
  /// - Returns: How many labs, how many namespaces they had, how many labs are in use, and the names of what was not made by a lab.
  public static func down() throws(LabError) -> (labs: Int, namespaces: Int, inUse: Int, foreign: [String]) {
    try checkPrivileges()
    let swept = try LabName.sweep(all: true)
    return (swept.labs, swept.namespaces, swept.inUse, swept.foreign)
  }

  /// From now on Ctrl-C ends experiments with `LabError.interrupted`, so that the lab can be removed.
  public static func rememberInterruptions() { portolan_remember_interruptions() }

  /// What keeps this process from building labs, for people; nil when nothing is known to.
  public static var obstacle: String? {
    do throws(LabError) {
      try checkPrivileges()
      for program in ["ip", "nft"] where Command.path(of: program) == nil {
        throw .unable("the command \(program) is not installed")
      }
      return nil
    } catch {
      return error.description
    }
  }

  /// Making network namespaces takes CAP_SYS_ADMIN, and setting them up CAP_NET_ADMIN (capabilities(7)).
  private static func checkPrivileges() throws(LabError) {
    var capabilities: UInt64 = 0
    if let file = fopen("/proc/self/status", "r") {
      defer { fclose(file) }
      var line = [CChar](repeating: 0, count: 512)
      while fgets(&line, Int32(line.count), file) != nil {
        let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard text.hasPrefix("CapEff:") else { continue }
        capabilities = UInt64(text.dropFirst(7).filter { $0.isHexDigit }, radix: 16) ?? 0
      }
    }
    let needed: UInt64 = 1 << 12 | 1 << 21
    guard capabilities & needed == needed else {
      throw .unable(
        "the lab makes network namespaces, which needs root (CAP_NET_ADMIN and CAP_SYS_ADMIN): run it with sudo, or look at "
          + "what it would build with --print")
    }
  }
}
