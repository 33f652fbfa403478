extension Printout {
  /// Reads the table of `ipadm show-prop -p smallest_anon_port,largest_anon_port`, of one protocol or several.
  ///
  /// Source: Oracle Solaris 11 `ipadm(8)`; Oracle Grid installation guide for the table.
  mutating func solarisRanges() throws(HostPortRangesError) -> [HostPortRange] {
    // Where CURRENT stands by default; a heading says otherwise after `-o`.
    var currentColumn = 3
    var bounds: [HostPortRange.Transport: (low: UInt16?, high: UInt16?, line: Int)] = [:]
    for index in unusedLines {
      let line = lines[index]
      let fields = line.bytes.fields
      guard fields.count >= 3 else { continue }
      if fields[0].equals("PROTO"), fields[1].equals("PROPERTY") {
        currentColumn = fields.firstIndex { $0.equals("CURRENT") } ?? currentColumn
        continue
      }
      let isLow = fields[1].equals("smallest_anon_port")
      guard isLow || fields[1].equals("largest_anon_port"),
        let transport = HostPortRange.Transport(rawValue: String(decoding: fields[0], as: UTF8.self))
      else { continue }
      lines[index].isUsed = true
      guard currentColumn < fields.count, let port = fields[currentColumn].uint16, port > 0 else {
        throw HostPortRangesError(
          line: line.number, found: line.bytes, expected: "a row with a port from 1 to 65535 as CURRENT",
          advice: "give the table as ipadm prints it, headings included")
      }
      var known = bounds[transport] ?? (nil, nil, line.number)
      guard (isLow ? known.low : known.high) ?? port == port else {
        throw HostPortRangesError(
          line: line.number, found: line.bytes, expected: "what an earlier line says of it",
          advice: "give the output of one host at a time")
      }
      if isLow { known.low = port } else { known.high = port }
      bounds[transport] = known
    }
    return try Self.solarisRanges(bounds)
  }

  private static func solarisRanges(
    _ bounds: [HostPortRange.Transport: (low: UInt16?, high: UInt16?, line: Int)]
  ) throws(HostPortRangesError) -> [HostPortRange] {
    var ranges: [HostPortRange] = []
    for transport in HostPortRange.Transport.allCases {
      guard let (low, high, line) = bounds[transport] else { continue }
      guard let low, let high, low <= high else {
        let found = [low.map { "smallest_anon_port \($0)" }, high.map { "largest_anon_port \($0)" }]
        throw HostPortRangesError(
          line: line, found: Array(found.compactMap(\.self).joined(separator: ", ").utf8),
          expected: "a range of \(transport.rawValue) ports",
          advice: "give smallest_anon_port and largest_anon_port of one host")
      }
      ranges.append(
        HostPortRange(
          system: .solaris, transport: transport, label: transport.rawValue, line: line,
          range: PortRange(low, high)))
    }
    return ranges
  }
}
