extension Printout {
  /// Reads numbers without names: the two of `/proc/sys/net/ipv4/ip_local_port_range` on one line, perhaps with the
  /// list of `ip_local_reserved_ports` further down; or the two of `ndd` and `sysctl -n` on a line each.
  mutating func bareRanges() throws(HostPortRangesError) -> [HostPortRange] {
    var ranges: [HostPortRange] = []
    var transport: HostPortRange.Transport?
    var remaining = unusedLines[...]
    while let index = remaining.popFirst() {
      let line = lines[index]
      if line.bytes.fields.count == 2, line.bytes.fields.allSatisfy(\.isNumber) {
        let range = try Self.linuxRange(line.bytes, line: line.number)
        ranges.append(Self.linux(range, reserved: .empty, line: line.number))
      } else if line.bytes.isNumber, let next = remaining.first, lines[next].bytes.isNumber {
        // Old Solaris prints a blank line between the two, so the next line that is not blank counts.
        remaining.removeFirst()
        let range = try Self.range(from: line, to: lines[next])
        ranges.append(
          HostPortRange(
            system: .unnamed, transport: transport, label: transport?.rawValue ?? "protocol not named",
            line: line.number, range: range))
        transport = nil
      } else if line.bytes.looksLikePortList {
        guard let last = ranges.last, last.system == .linux, last.reserved.isEmpty else {
          throw HostPortRangesError(
            line: line.number, found: line.bytes, expected: "a range of ports",
            advice: "give both bounds of the range, or the name that goes with the numbers")
        }
        let reserved = try Self.linuxReservedPorts(line.bytes, line: line.number)
        ranges[ranges.count - 1] = Self.linux(last.range, reserved: reserved, line: last.line)
      } else {
        transport = Self.nddTransport(line.bytes)
      }
    }
    return ranges
  }

  private static func range(from first: Line, to last: Line) throws(HostPortRangesError) -> PortRange {
    guard let lower = first.bytes.uint16, let upper = last.bytes.uint16, 1 <= lower, lower <= upper else {
      throw HostPortRangesError(
        line: first.number, found: Array(first.bytes + [UInt8(ascii: " ")] + last.bytes),
        expected: "two ports from 1 to 65535, the lower first",
        advice: "give the bounds of one range, or the names that go with the numbers")
    }
    return PortRange(lower, upper)
  }

  /// The protocol of a command line such as `ndd /dev/tcp tcp_smallest_anon_port tcp_largest_anon_port`.
  private static func nddTransport(_ line: ArraySlice<UInt8>) -> HostPortRange.Transport? {
    let words = line.words
    guard words.contains("ndd") else { return nil }
    return HostPortRange.Transport.allCases.first { words.contains($0.rawValue) }
  }
}

extension ArraySlice<UInt8> {
  /// Whether the line has the form of a list of ports and ranges, such as `8080,9148-9200`; a date has not.
  fileprivate var looksLikePortList: Bool {
    split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).allSatisfy { part in
      let bounds = part.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
      return bounds.count <= 2 && bounds.allSatisfy(\.isNumber)
    }
  }
}
