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
  static let keys = Set(pools.flatMap { [$0.start, $0.count] } + [nameKey])

  var values: [String: Value] = [:]

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
          line: values.values.map(\.line).min() ?? start.line, transport: name == nil ? transport : .tcp,
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
    var transport: HostPortRange.Transport?
    var columns: [String] = []
    // A blank line alone does not end a table: the row of a template without numbers may be one.
    var isAfterBlank = false
    for index in lines.indices where !lines[index].isUsed {
      let line = lines[index]
      if let (key, value) = line.bytes.setting, let name = Self.netSettingKey(key) {
        if block.values[name] != nil {
          settings += try block.settings(transport: transport)
          block = NetSettingBlock()
        }
        block.values[name] = (line.number, value)
        lines[index].isUsed = true
        continue
      }
      // Anything but a further `name : value` ends a block, for not every block is followed by a blank line.
      if line.bytes.setting == nil {
        settings += try block.settings(transport: transport)
        block = NetSettingBlock()
      }
      let fields = line.bytes.fields
      if fields.contains(where: { Self.netSettingKey($0) != nil }) {
        columns = fields.map { String(decoding: $0, as: UTF8.self) }
      } else if isAfterBlank, fields.last?.isNumber == false {
        columns = []
      } else if !columns.isEmpty, !fields.isEmpty, !line.bytes.isRule {
        lines[index].isUsed = true
        // The template Automatic leaves its numbers blank.
        if fields.count > 1 || !columns.contains(NetSettingBlock.nameKey) {
          settings += try Self.row(line, of: columns).settings(transport: transport)
        }
      }
      isAfterBlank = fields.isEmpty
      let words = line.bytes.words
      if words.contains("nettcpsetting") { transport = .tcp }
      if words.contains("netudpsetting") { transport = .udp }
    }
    return settings + (try block.settings(transport: transport))
  }

  private static func netSettingKey(_ bytes: ArraySlice<UInt8>) -> String? {
    let key = String(decoding: bytes, as: UTF8.self)
    return NetSettingBlock.keys.contains(key) ? key : nil
  }

  private static func row(_ line: Line, of columns: [String]) throws(HostPortRangesError) -> NetSettingBlock {
    let fields = line.bytes.fields
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
