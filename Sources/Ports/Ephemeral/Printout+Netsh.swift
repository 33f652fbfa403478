/// A table of `netsh`, of which neither kind says whether it is for IPv4 or IPv6.
struct NetshTable {
  /// Where the title stands.
  let line: Int
  let transport: HostPortRange.Transport
  /// The IP version, when a command line or heading above the table tells it.
  let family: HostPortRange.Family?
  let contents: Contents

  enum Contents {
    /// `show dynamicport`: the range.
    case dynamic(PortRange)
    /// `show excludedportrange`: the holes.
    case excluded(PortSet)
  }
}

extension Printout {
  /// Reads the tables of `netsh int ipv4 show dynamicport tcp` and `… show excludedportrange protocol=tcp`.
  ///
  /// Windows prints them in its own language, so the shape decides: a title with the word tcp or udp, dashes, and then
  /// two lines that end in a number, or rows of two numbers.
  /// Source: Microsoft KB929851.
  mutating func netshTables() throws(HostPortRangesError) -> [NetshTable] {
    var tables: [NetshTable] = []
    // The last two lines that are neither blank nor a rule: a title, or a title and the headings of columns.
    var above: [Int] = []
    var families = LastTold<HostPortRange.Family>()
    var remaining = unusedLines[...]
    while let index = remaining.popFirst() {
      guard lines[index].bytes.isRule else {
        above = above.suffix(1) + [index]
        continue
      }
      let columns = lines[index].bytes.fields.count
      let title = columns == 1 ? above.last : columns == 2 && above.count == 2 ? above[0] : nil
      above = []
      guard let title,
        let transport = Self.onlyOne(
          of: [.tcp, .udp] as [HostPortRange.Transport], named: lines[title].bytes.words)
      else { continue }
      let contents: NetshTable.Contents
      if columns == 2 {
        contents = .excluded(try excludedPorts(&remaining))
      } else {
        guard let next = remaining.first, lines[next].bytes.setting != nil else { continue }
        contents = .dynamic(try dynamicRange(&remaining, title: lines[title]))
      }
      let family = families.last(ofFirst: title + 1, in: self) {
        Self.onlyOne(of: [.ipv4, .ipv6], named: $0)
      }
      families.forget()  // a command line belongs to one table
      tables.append(
        NetshTable(line: lines[title].number, transport: transport, family: family, contents: contents))
    }
    return tables
  }

  /// The start port and the number of ports; the second is a count, not the last port (KB929851).
  private mutating func dynamicRange(
    _ remaining: inout ArraySlice<Int>, title: Line
  ) throws(HostPortRangesError) -> PortRange {
    var values: [(line: Line, value: ArraySlice<UInt8>)] = []
    while values.count < 2, let index = remaining.first, let (_, value) = lines[index].bytes.setting {
      values.append((lines[index], value))
      lines[index].isUsed = true
      remaining.removeFirst()
    }
    guard values.count == 2 else {
      throw HostPortRangesError(
        line: title.number, found: title.bytes, expected: "followed by a start port and a number of ports",
        advice: "give all that netsh int ipv4 show dynamicport prints")
    }
    return try Self.windowsRange(
      start: values[0].value, startLine: values[0].line.number,
      count: values[1].value, countLine: values[1].line.number)
  }

  /// The range of a start port and a count of ports.
  static func windowsRange(
    start: ArraySlice<UInt8>, startLine: Int, count: ArraySlice<UInt8>, countLine: Int
  ) throws(HostPortRangesError) -> PortRange {
    guard let first = start.uint16, first > 0 else {
      throw HostPortRangesError(
        line: startLine, found: start, expected: "a start port from 1 to 65535",
        advice: "give the setting as Windows prints it")
    }
    guard let ports = count.uint16, ports > 0, Int(first) + Int(ports) - 1 <= 65_535 else {
      throw HostPortRangesError(
        line: countLine, found: count, expected: "a count of 1 to \(65_536 - Int(first)) ports from \(first)",
        advice: "give the number of ports, not the last one")
    }
    return PortRange(first, first + (ports - 1))
  }

  /// Rows of a first and a last port, the administered ones with an asterisk, up to the first line of another shape.
  private mutating func excludedPorts(_ remaining: inout ArraySlice<Int>) throws(HostPortRangesError)
    -> PortSet
  {
    var ranges: [PortRange] = []
    while let index = remaining.first, lines[index].bytes.fields.first?.isNumber == true {
      let fields = lines[index].bytes.fields
      let isRow = fields.count == 2 || (fields.count == 3 && fields[2].equals("*"))
      guard isRow, let first = fields[0].uint16, let last = fields[1].uint16, first <= last else {
        throw HostPortRangesError(
          line: lines[index].number, found: lines[index].bytes,
          expected: "a first and a last port, ascending",
          advice: "give the table as netsh int ipv4 show excludedportrange prints it")
      }
      ranges.append(PortRange(first, last))
      lines[index].isUsed = true
      remaining.removeFirst()
    }
    return PortSet(ranges)
  }

  /// The name among `words`, if there is exactly one.
  private static func onlyOne<Name: RawRepresentable<String>>(of names: [Name], named words: [String])
    -> Name?
  {
    let found = names.filter { words.contains($0.rawValue) }
    return found.count == 1 ? found.first : nil
  }
}
