public import Ports

/// A new range of client ports for one network namespace, and what to know before it is set.
public struct PortChange: Hashable, Sendable {
  /// What is in force.
  public let old: PortSettings
  /// What is to be.
  public let new: PortSettings

  /// Plans a change.
  ///
  /// - Parameter reserving: Ports that the kernel shall never choose, besides those it leaves out already.
  /// - Throws: `PortSettingsError` when the kernel would refuse: Linux `net/ipv4/sysctl_net_ipv4.c`, `ipv4_local_port_range`.
  public init(of old: PortSettings, to range: PortRange, reserving: PortSet = .empty) throws(PortSettingsError) {
    guard range.lower >= 1 else { throw PortSettingsError("a range begins at port 1 or above: the kernel refuses 0") }
    guard Int(range.lower) >= old.unprivilegedStart else {
      throw PortSettingsError(
        """
        port \(range.lower) is below net.ipv4.ip_unprivileged_port_start (\(old.unprivilegedStart)), and the kernel refuses a range \
        that begins there: begin at \(old.unprivilegedStart) or above
        """)
    }
    var new = old
    new.range = range
    new.reserved.formUnion(reserving)
    guard !PortSet(range).isSubset(of: new.reserved) else {
      throw PortSettingsError("every port of \(range) would be reserved: no connection could begin")
    }
    self.old = old
    self.new = new
  }

  /// Reads a range as people write it: `20000-60999`, or as `sysctl` prints it, `20000 60999`.
  ///
  /// - Throws: `PortSettingsError` when it is none.
  public static func range(_ text: String) throws(PortSettingsError) -> PortRange {
    let bounds = text.split(whereSeparator: { $0 == "-" || $0 == "–" || $0 == " " || $0 == "\t" }).map { UInt16($0) }
    guard bounds.count == 2, let lower = bounds[0], let upper = bounds[1] else {
      throw PortSettingsError("“\(text)” is no range of ports from 1 to 65535: give two, such as 20000-60999")
    }
    guard lower <= upper else {
      throw PortSettingsError("“\(text)” ends before it begins: the kernel refuses it; did you mean \(upper)-\(lower)?")
    }
    return PortRange(lower, upper)
  }

  /// Ports that connections may get and could not before.
  public var added: PortSet { PortPool(new).ports.subtracting(PortPool(old).ports) }

  /// The lines for a file of `/etc/sysctl.d`.
  public var sysctlLines: String {
    """
    net.ipv4.ip_local_reserved_ports = \(new.reserved)
    net.ipv4.ip_local_port_range = \(new.range.lower) \(new.range.upper)

    """
  }

  /// The command that puts things back.
  public var undo: String {
    let range = "sysctl -w net.ipv4.ip_local_port_range=\"\(old.range.lower) \(old.range.upper)\""
    return new.reserved == old.reserved ? range : range + " net.ipv4.ip_local_reserved_ports=\"\(old.reserved)\""
  }

  // MARK: Setting it

  /// Sets it in the thread's network namespace, and reads it back.
  ///
  /// What is reserved goes first, so that no port is handed out that shall not be; where the range is refused after that, what was reserved
  /// is put back.
  ///
  /// - Throws: `PortSettingsError` when the kernel refuses, or has something else afterwards.
  public func apply() throws(PortSettingsError) {
    if new.reserved != old.reserved { try Self.write(new.reserved.description, to: "ip_local_reserved_ports") }
    do throws(PortSettingsError) {
      try Self.write("\(new.range.lower)\t\(new.range.upper)", to: "ip_local_port_range")
    } catch {
      if new.reserved != old.reserved { try Self.write(old.reserved.description, to: "ip_local_reserved_ports") }
      throw error
    }
    let found = try PortSettings.current()
    guard found.range == new.range, found.reserved == new.reserved else {
      throw PortSettingsError(
        "after setting \(new.range) the kernel has \(found.range), reserved “\(found.reserved)”: something else sets it, too"
      )
    }
  }

  private static func write(_ text: String, to name: String) throws(PortSettingsError) {
    let path = PortSettings.folder + name
    // The kernel takes an empty list as a line of its own.
    let problem = KernelFile.write(text + "\n", to: path)
    if problem != 0 { throw .writing(path, problem) }
  }
}
