extension Printout {
  /// Reads the dynamic ports of Windows and takes the excluded ones out of them.
  ///
  /// There are four ranges, TCP and UDP over IPv4 and IPv6 (KB929851), but `netsh` prints only the protocol: the IP
  /// version shows in the command above a table. Where that is missing and more than one table could be meant,
  /// nothing is guessed.
  mutating func windowsRanges() throws(HostPortRangesError) -> [HostPortRange] {
    let tables = try netshTables()
    let settings = try netSettings()
    var ranges: [HostPortRange] = []
    for transport in [HostPortRange.Transport.tcp, .udp] {
      let exclusions = try Exclusions(of: transport, in: tables, settings)
      for table in tables where table.transport == transport {
        guard case .dynamic(let range) = table.contents else { continue }
        let family = table.family ?? exclusions.onlyFamily
        ranges.append(
          HostPortRange(
            system: .windows, transport: transport, family: family,
            label: Self.label(transport.rawValue, family), line: table.line,
            range: range, reserved: exclusions.ports(for: family)))
      }
      for setting in settings where setting.transport == transport {
        // A setting serves both versions. What is excluded for one of them makes two ranges of it.
        for family in exclusions.families {
          ranges.append(
            HostPortRange(
              system: .windows, transport: transport, family: family,
              label: Self.label(transport.rawValue, family, setting.name, setting.pool), line: setting.line,
              range: setting.range, reserved: exclusions.ports(for: family)))
        }
      }
    }
    for setting in settings where setting.transport == nil {
      ranges.append(
        HostPortRange(
          system: .windows, label: Self.label("tcp or udp", nil, setting.pool), line: setting.line,
          range: setting.range))
    }
    return ranges
  }

  private static func label(_ transport: String, _ family: HostPortRange.Family?, _ details: String?...)
    -> String
  {
    let name = family.map { "\(transport) \($0.rawValue)" } ?? transport
    return ([name] + details.compactMap(\.self)).joined(separator: ", ")
  }
}

/// The excluded ports of one protocol, by IP version.
private struct Exclusions {
  private var byFamily: [HostPortRange.Family?: PortSet] = [:]
  /// The version of the only excluded table, when the only range does not tell its own.
  private(set) var onlyFamily: HostPortRange.Family?

  init(
    of transport: HostPortRange.Transport, in tables: [NetshTable], _ settings: [NetSetting]
  ) throws(HostPortRangesError) {
    let mine = tables.filter { $0.transport == transport }
    let dynamic = mine.filter { if case .dynamic = $0.contents { true } else { false } }
    let excluded = mine.filter { if case .excluded = $0.contents { true } else { false } }
    guard let first = excluded.first else { return }

    let templates = settings.filter { $0.transport == transport || $0.transport == nil }
    guard !dynamic.isEmpty || !templates.isEmpty else {
      throw HostPortRangesError(
        line: first.line, found: Array("the table of excluded \(transport.rawValue) ports alone".utf8),
        expected: "a range",
        advice: "give what netsh int ipv4 show dynamicport \(transport.rawValue) prints, too")
    }
    let areAllNamed =
      (dynamic + excluded).allSatisfy { $0.family != nil } && templates.allSatisfy { $0.transport != nil }
    let isOnlyPair = excluded.count == 1 && dynamic.count <= 1 && templates.allSatisfy { $0.transport != nil }
    guard areAllNamed || isOnlyPair else {
      throw HostPortRangesError(
        line: first.line, found: Array("this table of excluded \(transport.rawValue) ports".utf8),
        expected: "clearly for IPv4 or IPv6",
        advice: "keep the command, such as netsh int ipv4 show dynamicport tcp, in a line above each table")
    }
    for table in excluded {
      guard case .excluded(let ports) = table.contents else { continue }
      byFamily[table.family, default: .empty].formUnion(ports)
    }
    if dynamic.count == 1, dynamic[0].family == nil { onlyFamily = first.family }
  }

  /// The versions to tell apart: both as soon as something is excluded for one of them.
  var families: [HostPortRange.Family?] {
    byFamily.keys.contains { $0 != nil } ? [.ipv4, .ipv6] : [nil]
  }

  /// The excluded ports of a version; a table that names none counts for whichever is asked.
  func ports(for family: HostPortRange.Family?) -> PortSet {
    (byFamily[family] ?? .empty).union(byFamily[nil] ?? .empty)
  }
}
