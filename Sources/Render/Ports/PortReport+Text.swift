public import HostPorts
internal import Ports

extension PortReport {
  /// The report for people.
  ///
  /// - Parameters:
  ///   - most: How many tuples and processes to list; what is left out is counted.
  ///   - colour: Whether to colour what is nearly full.
  public func text(most: Int = 10, colour: Bool = false) -> String {
    let style = Style(colour: colour)
    var text = heading + "\n\n" + poolLines + "\n" + verdict(style) + "\n"
    if !use.entries.isEmpty { text += "\n" + tupleLines(most: most) }
    if !holders.isEmpty || (unheld > 0 && hiddenProcesses > 0) { text += "\n" + holderLines(most: most) }
    for note in notes { text += "\n" + note.wrapped(to: 78).map { "  \($0)\n" }.joined() }
    return style.text(text)
  }

  private var heading: String {
    "client ports \(pool.settings.range.shown)   \(counted(pool.settings.range.count, "port")), net.ipv4.ip_local_port_range"
  }

  private var poolLines: String {
    var lines = NamedLines(nameWidth: 14)
    let reserved = pool.settings.reserved
    if !reserved.isEmpty {
      let inside = reserved.intersection(PortSet(pool.settings.range)).count
      lines.add("reserved", "\(pretty(reserved)) (\(grouped(inside)) inside the range)")
    }
    if !pool.bound.isEmpty {
      lines.add("bound", "\(pretty(pool.bound)) (\(counted(pool.bound.count, "port")) that programs listen on)")
    }
    lines.add("left to draw", "\(counted(pool.ceiling, "port")) for each source address and destination")
    if use.udpPorts > 0 {
      lines.add("UDP", "\(counted(use.udpPorts, "port")) of the range, shared by all destinations")
    }
    return lines.text
  }

  /// How things stand, in a line, and how many ports are in use.
  private func verdict(_ style: Style) -> String {
    guard let fullest else {
      return pool.ceiling == 0
        ? "  " + style.bad("NO PORTS") + "   every port of the range is reserved or bound: no connection gets one"
        : "  " + style.good("FREE") + "   no connection uses a port of the range"
    }
    let left = headroom
    let word = left == 0 ? style.bad("FULL") : left < 0.2 ? style.warning("NEARLY FULL") : style.good("HEADROOM")
    var line = "  \(word)   \(left.asPercent) left to \(fullest.tuple.destination)"
    if left == 0 {
      line = "  \(word)   no connection from \(fullest.tuple.source) to \(fullest.tuple.destination) gets a port"
    }
    if let secondsLeft, left > 0 { line += "; as use grows now, none in \(secondsLeft.asDuration)" }
    let share = use.total.ports == 0 ? 0 : Double(use.total.timeWait) / Double(use.total.ports)
    var total = "\(counted(use.total.ports, "port")) in use, \(share.asPercent) of them in TIME-WAIT"
    total += ", by \(counted(use.entries.count, "destination"))"
    if let begunPerSecond, let trend {
      total += "; \(begunPerSecond.asRate) begun over \(trend.seconds.asDuration)"
    }
    return line + total.wrapped(to: 78).map { "\n  \($0)" }.joined()
  }

  private func tupleLines(most: Int) -> String {
    var table = TextTable([
      ("source", .left), ("destination", .left), ("in use", .right), ("TIME-WAIT", .right), ("left", .right),
      ("opened", .right), ("full in", .right),
    ])
    for (index, entry) in use.entries.prefix(most).enumerated() {
      let trend = index < trends.count ? trends[index] : nil
      table.add([
        "\(entry.tuple.source)", "\(entry.tuple.destination)", grouped(entry.count.ports),
        grouped(entry.count.timeWait),
        headroom(of: entry.count.ports).asPercent, trend?.openedPerSecond.asRate ?? "-",
        trend.map { $0.secondsLeft?.asDuration ?? "-" } ?? "-",
      ])
    }
    var text = table.lines.map { "  \($0)\n" }.joined()
    if use.entries.count > most { text += "  and \(counted(use.entries.count - most, "more destination"))\n" }
    return text
  }

  private func holderLines(most: Int) -> String {
    var table = TextTable([("held by", .left), ("process", .right), ("container", .left), ("ports", .right)])
    for holder in holders.prefix(most) {
      table.add([
        holder.owner.command, "\(holder.owner.process)", holder.owner.container ?? "-", grouped(holder.ports),
      ])
    }
    if holders.count > most {
      let rest = holders.dropFirst(most).reduce(0) { $0 + $1.ports }
      table.add(["\(grouped(holders.count - most)) others", "", "", grouped(rest)])
    }
    if unheld > 0 {
      table.add([hiddenProcesses == 0 ? "closed, not yet free" : "nobody we may see", "", "", grouped(unheld)])
    }
    return table.lines.map { "  \($0)\n" }.joined()
  }

  private var notes: [String] {
    var notes: [String] = []
    if hiddenProcesses > 0 {
      notes.append(
        "\(hiddenProcesses == 1 ? "1 process" : "\(grouped(hiddenProcesses)) processes") of other users keep their sockets from us: run as root to see all owners."
      )
    }
    if !isExact, refusal == nil {
      notes.append("Sockets came and went while they were listed; the numbers may be off by a few.")
    }
    return notes
  }
}
