/// One setting of `Get-NetTCPSetting` or `Get-NetUDPSetting`; it serves IPv4 and IPv6.
struct NetSetting {
  let line: Int
  /// TCP or UDP; nil when the text tells neither.
  let transport: HostPortRange.Transport?
  /// The name of a TCP template, such as `Internet`.
  let name: String?
  /// What draws from the range, when it is not the usual one.
  let pool: String?
  let range: PortRange
}

/// The values of a block or row that matter.
private struct NetSettingBlock {
  typealias Value = (line: Int, bytes: ArraySlice<UInt8>)

  static let nameKey = "SettingName"
  /// Automatic choice; and the ports for connect() without bind, 0 by default (Microsoft, Set-NetTCPSetting).
  static let pools: [(pool: String?, start: String, count: String)] = [
    (nil, "DynamicPortRangeStartPort", "DynamicPortRangeNumberOfPorts"),
    ("auto-reuse", "AutoReusePortRangeStartPort", "AutoReusePortRangeNumberOfPorts"),
  ]
  static let keys = pools.flatMap { [$0.start, $0.count] } + [nameKey]

  var values: [String: Value] = [:]

  /// The first line of the block.
  var line: Int? { values.values.map(\.line).min() }

  func settings(transport: HostPortRange.Transport?) throws(HostPortRangesError) -> [NetSetting] {
    let name = values[Self.nameKey].map { String(decoding: $0.bytes, as: UTF8.self) }
    var settings: [NetSetting] = []
    for (pool, startKey, countKey) in Self.pools {
      let start = values[startKey]
      let count = values[countKey]
      // The template Automatic prints neither, and an unused pool prints 0: such a setting decides nothing.
      if (start?.bytes ?? []).isEmpty, (count?.bytes ?? []).isEmpty { continue }
      if let start, let count, start.bytes.uint16 == 0, count.bytes.uint16 == 0 { continue }
      guard let start, let count else {
        throw HostPortRangesError(
          line: start?.line ?? count?.line, found: Array("\(start == nil ? countKey : startKey) alone".utf8),
          expected: "a range", advice: "give \(start == nil ? startKey : countKey), too")
      }
      let range = try Printout.windowsRange(
        start: start.bytes, startLine: start.line, count: count.bytes, countLine: count.line)
      settings.append(
        NetSetting(
          line: line ?? start.line, transport: name == nil ? transport : .tcp,
          name: name,
          pool: pool, range: range))
    }
    return settings
  }
}

extension Printout {
  /// Reads the lists that `Get-NetTCPSetting` and `Get-NetUDPSetting` print, and their tables after `| Format-Table`.
  mutating func netSettings() throws(HostPortRangesError) -> [NetSetting] {
    var settings: [NetSetting] = []
    var block = NetSettingBlock()
    var commands = LastTold<HostPortRange.Transport>()
    func close(_ block: inout NetSettingBlock) throws(HostPortRangesError) {
      guard let line = block.line else { return }
      let transport = commands.last(ofFirst: line - 1, in: self, by: Self.commandTransport)
      settings += try block.settings(transport: transport)
      block = NetSettingBlock()
    }
    var table = NetSettingTable()
    for index in lines.indices where !lines[index].isUsed {
      let line = lines[index]
      let setting = line.bytes.setting
      if let setting, let name = NetSettingBlock.keys.first(where: { setting.name.equals($0) }) {
        if block.values[name] != nil { try close(&block) }
        block.values[name] = (line.number, setting.value)
        lines[index].isUsed = true
        continue
      }
      // Anything but a further `name : value` ends a block, for not every block is followed by a blank line.
      if setting == nil { try close(&block) }
      if var row = try table.row(line) {
        lines[index].isUsed = true
        try close(&row)
      }
    }
    try close(&block)
    return settings
  }

  private static func commandTransport(_ words: [String]) -> HostPortRange.Transport? {
    words.contains("nettcpsetting") ? .tcp : words.contains("netudpsetting") ? .udp : nil
  }
}

/// The table of settings after `| Format-Table`: headings, a rule, a row per setting.
private struct NetSettingTable {
  private var columns: [String] = []
  private var above: [ArraySlice<UInt8>] = []

  /// The values of a line that is a row of the table.
  mutating func row(_ line: Printout.Line) throws(HostPortRangesError) -> NetSettingBlock? {
    let fields = line.bytes.fields
    defer { above = fields }
    if line.bytes.isRule {
      let isOurs = above.contains { field in NetSettingBlock.keys.contains { field.equals($0) } }
      columns = isOurs ? above.map { String(decoding: $0, as: UTF8.self) } : []
      return nil
    }
    // A blank line alone does not end the table: it may be the row of the template Automatic, which has no numbers.
    if above.isEmpty, fields.last?.isNumber == false { columns = [] }
    guard !columns.isEmpty, !fields.isEmpty else { return nil }
    if fields.count == 1, columns.contains(NetSettingBlock.nameKey) { return NetSettingBlock() }
    guard fields.count == columns.count else {
      throw HostPortRangesError(
        line: line.number, found: line.bytes,
        expected: "a row with a value for each of \(columns.count) columns",
        advice: "give the list that Get-NetTCPSetting prints, without Format-Table")
    }
    var block = NetSettingBlock()
    for (column, field) in zip(columns, fields) { block.values[column] = (line.number, field) }
    return block
  }
}
