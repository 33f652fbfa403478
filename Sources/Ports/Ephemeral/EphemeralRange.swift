/// The client ports that a kind of client takes for its connections unless someone has changed its settings.
///
/// A default says what to expect of a host nobody has looked at. What a host really uses is printed by its own commands,
/// which `HostPortRanges` reads.
public struct EphemeralRange: Hashable, Sendable {
  /// What kind of thing draws from the range.
  public enum Group: String, Hashable, Sendable, CaseIterable {
    /// An operating system, by its own default.
    case operatingSystem = "operating system"
    /// A service of AWS that connects from addresses of its own.
    case awsService = "AWS service"
    /// A client of which too little is known, or a recommendation that covers several.
    case general = "any client"
    /// Ports that servers listen on: destinations, although they look like client ports.
    case serverSide = "server side"
  }

  /// How well the range is known.
  public enum Certainty: String, Hashable, Sendable, CaseIterable {
    /// A vendor's page or source code states it; `source` says where.
    case documented
    /// Common knowledge for which no vendor's statement was found.
    case wellKnown = "well known"
    /// Nobody states it; the range is wide enough for whatever it may be.
    case assumed
  }

  /// How the range is seen and set on the system that has it.
  public struct Setting: Hashable, Sendable {
    /// The commands that print the range now in force.
    public let read: [String]
    /// An example of each command that changes it.
    public let change: [String]
    /// What the system refuses, or does not obviously do.
    public let constraint: String?

    /// Makes a setting read and changed by the given commands.
    public init(read: [String], change: [String], constraint: String? = nil) {
      self.read = read
      self.change = change
      self.constraint = constraint
    }
  }

  /// The stable name for command lines and files: short, lower-case.
  public let key: String
  /// Other names that find the entry, lower-case.
  public let aliases: [String]
  /// The name for people.
  public let name: String
  /// What kind of thing draws from the range.
  public let group: Group
  /// The ports, each of which a connection may get.
  public let ports: PortSet
  /// How well the range is known.
  public let certainty: Certainty
  /// Who states the range, in at most ten characters: a column of a table.
  public let authority: String
  /// Where the range is stated.
  public let source: String
  /// What a reader should know before relying on the range.
  public let note: String?
  /// How the range is seen and set; nil where nobody outside can.
  public let setting: Setting?

  /// Makes an entry; the catalogue holds the known ones.
  public init(
    key: String, aliases: [String] = [], name: String, group: Group, ports: PortSet,
    certainty: Certainty = .documented, authority: String, source: String, note: String? = nil,
    setting: Setting? = nil
  ) {
    self.key = key
    self.aliases = aliases
    self.name = name
    self.group = group
    self.ports = ports
    self.certainty = certainty
    self.authority = authority
    self.source = source
    self.note = note
    self.setting = setting
  }
}
