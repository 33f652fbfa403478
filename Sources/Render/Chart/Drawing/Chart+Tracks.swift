internal import NetworkModel
internal import Ports
internal import Reachability

/// The connection: bands as wide as the share of the client ports that come so far, numbered where hops decide, and a note where one drops.
extension Chart {
  func drawTracks(into markup: inout Markup) {
    for track in legs.flatMap(\.tracks) { drawBand(track, into: &markup) }
  }

  func drawMarks(into markup: inout Markup) {
    let tracks = tracksWithRoomForMarks
    var callouts: [Frame] = []
    for track in tracks {
      for mark in track.marks where !mark.dropped.isEmpty {
        drawCallout(mark, track, avoiding: &callouts, into: &markup)
      }
    }
    for track in tracks {
      for mark in track.marks { draw(mark, track, into: &markup) }
    }
  }

  /// The tracks, with marks at a transit gateway beside each other, since all ways turn there in one place.
  private var tracksWithRoomForMarks: [Track] {
    var taken: [Int: Int] = [:]
    return legs.flatMap(\.tracks).map { track in
      var track = track
      for index in track.marks.indices {
        guard case .transit(let transit) = track.marks[index].spot else { continue }
        let slot = taken[transit, default: 0]
        taken[transit] = slot + 1
        let frame = plan.transits[transit].frame
        track.marks[index].point = Point(x: frame.right - 94 + slot % 5 * 21, y: frame.y + 16 + slot / 5 * 21)
      }
      return track
    }
  }

  private func drawBand(_ track: Track, into markup: inout Markup) {
    let line = track.line
    let tip = 10
    var pieces: [(start: Int, end: Int, share: Int)] = []
    var start = 0
    var share = track.marks.first?.before ?? 1000
    for mark in track.marks where mark.after != share {
      pieces.append((start, mark.distance, share))
      (start, share) = (mark.distance, mark.after)
    }
    pieces.append((start, max(start, line.length - tip), share))
    markup.element("g", ["class": "way"]) { markup in
      markup.element("title", text: track.direction == .request ? "the way there" : "the way back")
      for piece in pieces where piece.end > piece.start {
        let data = line.part(from: piece.start, to: piece.end).path(radius: 7)
        let width = piece.share == 0 ? 2 : 2 + piece.share * 4 / 1000
        markup.path(data, class: "track casing", width: "\(width + 3)")
        markup.path(
          data, class: "track \(track.direction.rawValue)\(piece.share == 0 ? " gone" : "")",
          width: piece.share == 0 ? "" : "\(width)")
      }
      drawHead(of: track, isGone: share == 0, into: &markup)
    }
  }

  private func drawHead(of track: Track, isGone: Bool, into markup: inout Markup) {
    let line = track.line
    guard let end = line.points.last else { return }
    let previous = line.points[max(0, line.points.count - 2)]
    let step = Point(x: (end.x - previous.x).signum(), y: (end.y - previous.y).signum())
    let before = Point(x: end.x - step.x * 10, y: end.y - step.y * 10)
    let side = Point(x: -step.y, y: step.x)
    let left = Point(x: before.x + side.x * 6, y: before.y + side.y * 6)
    let right = Point(x: before.x - side.x * 6, y: before.y - side.y * 6)
    markup.path(
      "M\(end.x) \(end.y)L\(left.x) \(left.y)L\(right.x) \(right.y)z",
      class: "head \(track.direction.rawValue)\(isGone ? " gone" : "")")
  }

  private func draw(_ mark: Track.Mark, _ track: Track, into markup: inout Markup) {
    let style = mark.drops ? "drops" : track.direction.rawValue
    let (x, y) = (mark.point.x, mark.point.y)
    markup.element("g") { markup in
      markup.element(
        "title", text: "\(mark.number)  \(mark.hop.component.kind.rawValue) \(mark.hop.component.name)".brief)
      Self.drawMark(number: mark.number, track.direction, style, x: x, y: y, into: &markup)
    }
  }

  /// A number in a circle on the way there, in a square on the way back; what drops has eight corners.
  static func drawMark(
    number: Int, _ direction: Leg.Direction, _ style: String, x: Int, y: Int, into markup: inout Markup
  ) {
    if style == "drops" {
      markup.path("M\(x - 4) \(y - 10)h8l6 6v8l-6 6h-8l-6 -6v-8z", class: "mark drops")
    } else if direction == .request {
      markup.element("circle", ["cx": "\(x)", "cy": "\(y)", "r": "8.5", "class": "mark request"])
    } else {
      markup.box(Frame(x: x - 8, y: y - 8, width: 16, height: 16), radius: 2, class: "mark reply")
    }
    markup.element("text", ["x": "\(x)", "y": "\(y + 4)", "class": "number \(style)"], text: "\(number)")
  }

  // MARK: Notes where packets are dropped

  private func drawCallout(
    _ mark: Track.Mark, _ track: Track, avoiding taken: inout [Frame], into markup: inout Markup
  ) {
    let (first, rest) = calloutLines(mark, track)
    let width = ([TextFace.bold.width(first, size: 11)] + rest.map { TextFace.regular.width($0, size: 10) }).max() ?? 0
    let size = (width: 12 + width, height: 21 + 13 * rest.count)
    let candidates = places(for: mark, size)
    let lines = legs.flatMap(\.tracks).map(\.line)
    guard
      let frame = candidates.first(where: { frame in
        !(taken + boxes).contains(where: frame.overlaps) && lines.allSatisfy { !$0.crosses(frame) }
      }) ?? candidates.first(where: { frame in !taken.contains(where: frame.overlaps) }) ?? candidates.first
    else { return }
    taken.append(frame)
    let corner = Point(
      x: min(max(mark.point.x, frame.x + 6), frame.right - 6), y: mark.point.y < frame.y ? frame.y : frame.bottom)
    markup.path("M\(mark.point.x) \(mark.point.y)L\(corner.x) \(corner.y)", class: "leader")
    markup.box(frame, radius: 3, class: "callout")
    markup.label(first, x: frame.x + 6, y: frame.y + 15, size: 11, width: frame.width - 10, class: "bad", face: .bold)
    for (line, text) in rest.enumerated() {
      markup.label(text, x: frame.x + 6, y: frame.y + 28 + 13 * line, size: 10, width: frame.width - 10)
    }
  }

  /// What notes are not to cover.
  private var boxes: [Frame] {
    plan.subnets.map(\.frame) + plan.gateways.map(\.frame) + plan.transits.map(\.frame)
      + [plan.sky, plan.ground].compactMap(\.self)
  }

  /// What is dropped and by what, shortly.
  private func calloutLines(_ mark: Track.Mark, _ track: Track) -> (String, [String]) {
    let reason =
      mark.hop.decisions.lazy.compactMap { decision -> String? in
        guard case .drop(_, let message) = decision.outcome else { return nil }
        guard mark.hop.component.kind == .networkACL, let rule = decision.rule else { return message }
        return RuleText(network: network).number(rule)
      }.first ?? ""
    let way = track.direction == .request ? "requests" : "replies"
    let hasPorts = trace?.query.clientPorts != nil
    let isAll = mark.after == 0 || !hasPorts
    let first = isAll ? "✕ all \(way)" : "✕ \(way) to \(pretty(mark.dropped, limit: 2))"
    let kind = mark.hop.component.kind == .networkACL ? "ACL" : mark.hop.component.kind.rawValue
    let count = hasPorts ? "\(counted(mark.dropped.count, "client port")): " : ""
    let lines = "\(count)\(kind) \(mark.hop.component.name), \(reason)".wrapped(to: 38)
    return (first, lines.count > 3 ? lines.prefix(2) + [lines[2...].joined(separator: " ")] : lines)
  }

  /// Where a note may stand, near what drops and in free room.
  private func places(for mark: Track.Mark, _ wanted: (width: Int, height: Int)) -> [Frame] {
    if let subnet = mark.subnet {
      let edge = plan.subnets[subnet].frame
      let width = min(wanted.width, edge.width - 4)
      // On the side of the edge where the mark is, so that the line between them crosses nothing.
      let sides = [edge.x + 2, edge.right - width - 2]
      let (near, far) = mark.point.x < edge.center.x ? (sides[0], sides[1]) : (sides[1], sides[0])
      return [
        Frame(x: near, y: edge.bottom + 5, width: width, height: wanted.height),
        Frame(x: far, y: edge.bottom + 5, width: width, height: wanted.height),
        Frame(x: edge.x + 2, y: edge.y - 39, width: width, height: wanted.height),
      ]
    }
    let width = min(wanted.width, 300)
    let (x, y) = (mark.point.x, mark.point.y)
    if case .transit(let transit) = mark.spot {
      let frame = plan.transits[transit].frame
      return [frame.y, frame.bottom + 8].map { y in
        Frame(x: frame.right + 16, y: y, width: width, height: wanted.height)
      }
    }
    return [
      Frame(x: x + 24, y: y + 14, width: width, height: wanted.height),
      Frame(x: x - 24 - width, y: y + 14, width: width, height: wanted.height),
      Frame(x: x + 24, y: y - 48, width: width, height: wanted.height),
      Frame(x: x - 24 - width, y: y - 48, width: width, height: wanted.height),
    ].filter { $0.x >= 0 && $0.right <= plan.width }
  }
}
