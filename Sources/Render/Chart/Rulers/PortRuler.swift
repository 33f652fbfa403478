public import Ports

/// A strip of all ports, 0 to 65535, with what becomes of them at one hop: Portolan's signature.
///
/// What passes is solid, what is dropped is hatched, and what was dropped before is left blank. A stretch too narrow to see bears a pin.
/// Stacked beneath each other, rulers show ports falling out hop by hop.
public struct PortRuler: Hashable, Sendable {
  /// What becomes of ports.
  public enum Fate: String, Hashable, Sendable {
    /// They go on.
    case passes
    /// They are dropped.
    case dropped
    /// The snapshot does not tell.
    case undecided
    /// A rule admits them, and they are not asked about.
    case admitted
  }

  /// Ports of one fate.
  public struct Band: Hashable, Sendable {
    /// The ports.
    public let ports: PortSet
    /// What becomes of them.
    public let fate: Fate
    /// What shows on hovering: the rule and the count.
    public let title: String

    /// Makes a band.
    public init(_ ports: PortSet, _ fate: Fate, title: String) {
      self.ports = ports
      self.fate = fate
      self.title = title
    }
  }

  /// The server's port, and whether it passes.
  public struct Needle: Hashable, Sendable {
    /// The port.
    public let port: UInt16
    /// Whether it passes.
    public let passes: Bool

    /// Makes a needle.
    public init(_ port: UInt16, passes: Bool) {
      self.port = port
      self.passes = passes
    }
  }

  /// What is on it, later ones over earlier ones.
  public let bands: [Band]
  /// The client's range.
  public let bracket: PortSet?
  /// The server's port, where that is what the hop looks at.
  public let needle: Needle?

  /// Whether it shows what would become of ports that do not come as far.
  public let isFaint: Bool

  /// Makes a ruler.
  public init(bands: [Band], bracket: PortSet? = nil, needle: Needle? = nil, isFaint: Bool = false) {
    self.isFaint = isFaint
    self.bands = bands
    self.bracket = bracket
    self.needle = needle
  }

  /// What it shows, in words, for those who do not see it.
  public var summary: String {
    let parts = bands.filter { !$0.ports.isEmpty }.map { "\($0.fate.rawValue): \(pretty($0.ports))" }
    let needle = needle.map { ["server port \($0.port) \($0.passes ? "passes" : "is dropped")"] } ?? []
    return (needle + parts).joined(separator: "; ")
  }
}
