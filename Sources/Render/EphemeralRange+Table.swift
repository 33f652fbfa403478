public import Ports

extension EphemeralRange {
  /// The catalogue for people, as a table of at most 80 columns under a heading per group.
  public static func table() -> String {
    let rows = catalogue + serverSide
    let keyWidth = rows.map(\.key.count).max() ?? 0
    let nameWidth = rows.map(\.name.count).max() ?? 0
    var text = ""
    for group in Group.allCases {
      text += (text.isEmpty ? "" : "\n") + group.heading + "\n"
      for row in rows where row.group == group {
        text += "  " + row.key.padded(to: keyWidth)
        text += "  " + row.name.padded(to: nameWidth)
        text += "  " + row.ports.shown.padded(to: 11)
        text += " " + grouped(row.ports.count).padded(to: 6, atStart: true)
        text += "  " + row.standing + "\n"
      }
    }
    return text
  }

  /// One entry in full for people, within 80 columns but for commands.
  public func entry() -> String {
    var lines = NamedLines(nameWidth: 12)
    lines.add("ports", "\(ports.shown) (\(grouped(ports.count)) ports)")
    lines.add("known from", "\(source) (\(certainty.rawValue))")
    if let note { lines.add("note", note) }
    if let setting {
      for (index, command) in setting.read.enumerated() {
        lines.add(index == 0 ? "read" : "", verbatim: command)
      }
      for (index, command) in setting.change.enumerated() {
        lines.add(index == 0 ? "change" : "", verbatim: command)
      }
      if let constraint = setting.constraint { lines.add("limits", constraint) }
    }
    if !aliases.isEmpty { lines.add("also named", aliases.joined(separator: ", ")) }
    let heading = group == .serverSide ? "\(key)   \(name): not client ports" : "\(key)   \(name)"
    return heading + "\n\n" + lines.text
  }

  /// What the table says of the source: who states the range, or that nobody does.
  private var standing: String { certainty == .documented ? authority : certainty.rawValue }
}

extension EphemeralRange.Group {
  fileprivate var heading: String {
    switch self {
    case .operatingSystem: "Operating systems, unless someone changed the setting"
    case .awsService: "AWS services as clients"
    case .general: "Other clients, and advice"
    case .serverSide: "Ports of servers, easily taken for client ports"
    }
  }
}
