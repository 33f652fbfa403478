public import Ports

extension HostPortRanges {
  /// What a host reported, for people, within 80 columns: each range, what is reserved, and what remains.
  public func text() -> String {
    var blocks = ranges.map(\.block)
    if Set(ranges.map(\.ports)).count > 1 {
      var lines = NamedLines(nameWidth: 11)
      lines.add("effective", "\(ports.shown) (\(counted(ports.count)))")
      blocks.append("all together\n" + lines.text)
    }
    return blocks.joined(separator: "\n")
  }
}

extension HostPortRange {
  fileprivate var block: String {
    var lines = NamedLines(nameWidth: 11)
    lines.add("range", "\(range.shown) (\(counted(range.count)))")
    if reserved.isEmpty {
      lines.add("reserved", "none")
    } else {
      let inside = reserved.intersection(PortSet(range)).count
      lines.add(
        "reserved", "\(reserved.shown) (\(counted(reserved.count)), \(grouped(inside)) inside the range)")
    }
    let warning = ports.isEmpty ? ": no connection gets a port" : ""
    lines.add("effective", "\(ports.shown) (\(counted(ports.count)))\(warning)")
    return "\(system.rawValue): \(label)   (line \(line))\n" + lines.text
  }
}

private func counted(_ ports: Int) -> String { ports == 1 ? "1 port" : "\(grouped(ports)) ports" }
