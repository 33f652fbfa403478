/// Named values, as `sysctl` and AIX's `no` print them one to a line.
struct PrintedSettings {
  struct Value {
    let line: Int
    let bytes: ArraySlice<UInt8>
  }

  private(set) var values: [String: Value] = [:]

  /// Collects the values of `names` and marks their lines as used.
  ///
  /// - Throws: when a name comes twice with different values: which of them holds, nobody can tell.
  init(of names: [String], in printout: inout Printout) throws(HostPortRangesError) {
    for index in printout.lines.indices where !printout.lines[index].isUsed {
      let line = printout.lines[index]
      guard let (printed, value) = line.bytes.setting else { continue }
      let dotted = Self.sysctlName(printed)
      guard let name = names.first(where: { dotted.equals($0) }) else { continue }
      printout.lines[index].isUsed = true
      if let earlier = values[name], !earlier.bytes.elementsEqual(value) {
        throw HostPortRangesError(
          line: line.number, found: line.bytes,
          expected: "what line \(earlier.line) says of \(name)",
          advice: "give the output of one host at a time")
      }
      if values[name] == nil { values[name] = Value(line: line.number, bytes: value) }
    }
  }

  /// The name as `sysctl` has it, also of a file below /proc/sys, as `grep . /proc/sys/net/ipv4/ip_local_*` prints it.
  private static func sysctlName(_ printed: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let proc = "/proc/sys/"
    guard printed.starts(with: proc.utf8) else { return printed }
    return printed.dropFirst(proc.utf8.count).map { $0 == UInt8(ascii: "/") ? UInt8(ascii: ".") : $0 }[...]
  }

  /// What to do when the upper bound is below the lower one.
  enum Order {
    /// The system refuses such values.
    case ascending
    /// The system counts downwards: the same ports.
    case either
  }

  /// The range between two values, and the line of the first; nil when neither is there.
  func range(
    from lower: String, to upper: String, order: Order = .ascending
  ) throws(HostPortRangesError) -> (range: PortRange, line: Int)? {
    switch (values[lower], values[upper]) {
    case (nil, nil):
      return nil
    case (let present?, nil), (nil, let present?):
      let (name, missing) = values[lower] == nil ? (upper, lower) : (lower, upper)
      throw HostPortRangesError(
        line: present.line, found: Array("\(name) alone".utf8), expected: "a range",
        advice: "give \(missing), too")
    case (let first?, let last?):
      let bounds = (try Self.port(first, lower), try Self.port(last, upper))
      let range = PortRange(min(bounds.0, bounds.1), max(bounds.0, bounds.1))
      guard order == .either || bounds.0 <= bounds.1 else {
        throw HostPortRangesError(
          line: last.line, found: last.bytes, expected: "a port from \(lower), \(bounds.0), upwards",
          advice: "check that \(lower) and \(upper) come from one host")
      }
      return (range, min(first.line, last.line))
    }
  }

  private static func port(_ value: Value, _ name: String) throws(HostPortRangesError) -> UInt16 {
    guard let port = value.bytes.uint16, port > 0 else {
      throw HostPortRangesError(
        line: value.line, found: value.bytes, expected: "a port from 1 to 65535",
        advice: "give \(name) as the system prints it")
    }
    return port
  }
}
