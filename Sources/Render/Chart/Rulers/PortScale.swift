internal import Ports

/// Where ports stand on a ruler: three scales side by side, each even in itself.
///
/// On one even scale the 1,024 well-known ports, where servers listen, would be a sixty-fourth of the width; a logarithmic one would
/// belittle the upper half, where clients draw their ports. A gap shows where one scale ends and the next begins.
struct PortScale {
  /// A part of the ports on an even scale.
  struct Panel {
    let range: PortRange
    /// Where it begins and how wide it is, in tenths of a unit.
    let start: Int
    let width: Int
  }

  let panels: [Panel]

  /// The gap between two scales, in tenths.
  private static let gap = 40

  /// Makes a scale from `x` on, `width` units wide.
  init(x: Int, width: Int) {
    let room = width * 10 - 2 * Self.gap
    let widths = [room * 20 / 100, room * 32 / 100, room - room * 20 / 100 - room * 32 / 100]
    let ranges: [ClosedRange<UInt16>] = [0...1_023, 1_024...32_767, 32_768...65_535]
    var start = x * 10
    panels = zip(ranges, widths).map { range, width in
      defer { start += width + Self.gap }
      return Panel(range: PortRange(range), start: start, width: width)
    }
  }

  /// The middle of a port, in tenths.
  func middle(of port: UInt16) -> Int {
    let panel = panels.last { $0.range.lower <= port } ?? panels[0]
    return panel.start + (2 * (Int(port) - Int(panel.range.lower)) + 1) * panel.width / (2 * panel.range.count)
  }

  /// The stretches that a set covers, in tenths: those less than a unit apart as one, so that there are never more than fit.
  func stretches(of ports: PortSet) -> [(start: Int, end: Int)] {
    var stretches: [(start: Int, end: Int)] = []
    for panel in panels {
      var isFirst = true
      for range in ports.intersection(PortSet(panel.range)).ranges {
        let start = panel.start + (Int(range.lower) - Int(panel.range.lower)) * panel.width / panel.range.count
        let end = panel.start + (Int(range.upper) - Int(panel.range.lower) + 1) * panel.width / panel.range.count
        if !isFirst, let last = stretches.last, start - last.end < 10 {
          stretches[stretches.count - 1].end = max(last.end, end)
        } else {
          stretches.append((start, end))
        }
        isFirst = false
      }
    }
    return stretches
  }
}
