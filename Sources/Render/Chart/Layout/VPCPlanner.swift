/// Gives what is in a VPC its place: a column for each zone, a row for each tier of subnets, and lanes between them.
struct VPCPlanner {
  typealias Measure = Plan.Measure

  private let vpc: DrawnVPC
  /// How many columns of cards each zone has.
  private let columns: [Int]

  private init(_ vpc: DrawnVPC) {
    self.vpc = vpc
    columns = vpc.zones.indices.map { zone in
      let most = vpc.rows.compactMap { $0[zone]?.cards.count }.max() ?? 0
      return most <= 3 ? 1 : most <= 8 ? 2 : 3
    }
  }

  static func size(of vpc: DrawnVPC) -> (width: Int, height: Int) {
    let planner = VPCPlanner(vpc)
    return (planner.width, planner.height)
  }

  static func place(_ vpc: DrawnVPC, at origin: Point, in plan: inout Plan) -> Frame {
    VPCPlanner(vpc).place(at: origin, in: &plan)
  }

  // MARK: Sizes

  private func subnetWidth(_ zone: Int) -> Int {
    columns[zone] * (Measure.card.width + Measure.cardGap) - Measure.cardGap + 2 * Measure.subnetPadding
  }

  private func subnetHeight(_ subnet: DrawnSubnet, _ zone: Int) -> Int {
    let rows = (subnet.cards.count + columns[zone] - 1) / columns[zone]
    return Measure.subnetHeader + rows * (Measure.card.height + Measure.cardChannel)
      + (rows == 0 ? Measure.cardChannel : 0)
  }

  private func rowHeight(_ row: [DrawnSubnet?]) -> Int {
    row.enumerated().compactMap { zone, subnet in subnet.map { subnetHeight($0, zone) } }.max() ?? 0
  }

  private var zonesHeight: Int {
    Measure.zoneHeader + vpc.rows.map { rowHeight($0) + Measure.rowGutter }.reduce(0, +)
  }

  private var height: Int {
    Measure.vpcHeader + zonesHeight + Measure.vpcFooter + vpc.unplaced.count * Measure.line
  }

  private var width: Int {
    let zones = vpc.zones.indices.map { subnetWidth($0) + 2 * Measure.zonePadding + Measure.gutter }.reduce(0, +)
    let gateways = [true, false].map { up in
      vpc.gateways.filter { $0.leadsUp == up }.map { gatewayWidth($0) + 16 }.reduce(60, +)
    }
    let title =
      TextFace.bold.width(vpc.name, size: 15) + TextFace.regular.width(vpc.cidrBlocks.joined(separator: ", "), size: 11)
    // Ways from the gateways above pass beside the title.
    return max(Measure.vpcPadding + zones, gateways[0] + min(title, 600), gateways[1], 300)
  }

  private func gatewayWidth(_ gateway: DrawnGateway) -> Int {
    30 + min(260, TextFace.regular.width("\(gateway.kind.rawValue) \(gateway.name)", size: 11))
  }

  // MARK: Places

  private func place(at origin: Point, in plan: inout Plan) -> Frame {
    let index = plan.vpcs.count
    let frame = Frame(x: origin.x, y: origin.y, width: width, height: height)
    plan.vpcs.append(Plan.PlacedVPC(vpc: vpc, frame: frame))
    let top = frame.y + Measure.vpcHeader
    let bottom = top + zonesHeight
    var x = frame.x + Measure.vpcPadding
    var gutters: [Int] = []
    for zone in vpc.zones.indices {
      let width = subnetWidth(zone) + 2 * Measure.zonePadding
      plan.zones.append(
        Plan.Enclosure(
          title: vpc.zones[zone].isEmpty ? "zone not told" : vpc.zones[zone],
          frame: Frame(x: x, y: top, width: width, height: zonesHeight)))
      let gutter = x + width + Measure.gutter / 2
      plan.channels.append(Channel(.vertical, at: gutter, from: frame.y + 58, to: bottom + 22, vpc: index))
      var y = top + Measure.zoneHeader
      for row in vpc.rows {
        if let subnet = row[zone] {
          // All of a row are as high as the highest, which keeps tiers in line.
          let own = Frame(x: x + Measure.zonePadding, y: y, width: subnetWidth(zone), height: rowHeight(row))
          place(subnet, zone, own, from: gutters.last ?? own.x, to: gutter, vpc: index, in: &plan)
        }
        y += rowHeight(row) + Measure.rowGutter
      }
      gutters.append(gutter)
      x += width + Measure.gutter
    }
    let (start, end) = (frame.x + 8, frame.right - 8)
    plan.channels.append(Channel(.horizontal, at: frame.y + 58, from: start, to: end, vpc: index))
    plan.channels.append(Channel(.horizontal, at: bottom + 22, from: start, to: end, vpc: index))
    if let first = gutters.first, let last = gutters.last, first < last {
      var y = top + Measure.zoneHeader
      for row in vpc.rows.dropLast() {
        y += rowHeight(row) + Measure.rowGutter
        plan.channels.append(
          Channel(.horizontal, at: y - Measure.rowGutter / 2, from: first, to: last, vpc: index))
      }
    }
    for (line, text) in vpc.unplaced.enumerated() {
      plan.notes.append(
        (
          "somewhere in the VPC: \(text)",
          Frame(x: frame.x + 20, y: bottom + 36 + line * Measure.line, width: frame.width - 40, height: Measure.line)
        ))
    }
    placeGateways(frame, index, bottom, in: &plan)
    return frame
  }

  private func place(
    _ subnet: DrawnSubnet, _ zone: Int, _ frame: Frame, from left: Int, to right: Int, vpc: Int, in plan: inout Plan
  ) {
    let index = plan.subnets.count
    let columns = columns[zone]
    let rows = max(1, (subnet.cards.count + columns - 1) / columns)
    let pitch = subnet.cards.isEmpty ? Measure.cardChannel : Measure.card.height + Measure.cardChannel
    func channel(_ row: Int) -> Int {
      frame.y + Measure.subnetHeader + (row + 1) * pitch - Measure.cardChannel / 2
    }
    plan.subnets.append(
      Plan.PlacedSubnet(subnet: subnet, vpc: vpc, frame: frame, gate: Point(x: frame.right - 70, y: channel(0))))
    for row in 0..<rows {
      plan.channels.append(
        Channel(.horizontal, at: channel(row), from: left, to: right, owner: .subnet(index), vpc: vpc))
    }
    for (position, card) in subnet.cards.enumerated() {
      let (row, column) = (position / columns, position % columns)
      let own = Frame(
        x: frame.x + Measure.subnetPadding + column * (Measure.card.width + Measure.cardGap),
        y: frame.y + Measure.subnetHeader + row * pitch, width: Measure.card.width, height: Measure.card.height)
      plan.channels.append(
        Channel(
          .vertical, at: own.center.x, from: own.bottom, to: channel(row), owner: .card(plan.cards.count), vpc: vpc))
      plan.cards.append(Plan.PlacedCard(card: card, subnet: index, frame: own))
    }
  }

  private func placeGateways(_ frame: Frame, _ vpc: Int, _ bottom: Int, in plan: inout Plan) {
    for up in [true, false] {
      var right = frame.right - 24
      for gateway in self.vpc.gateways where gateway.leadsUp == up {
        let width = gatewayWidth(gateway)
        let y = (up ? frame.y : frame.bottom) - Measure.gateway / 2
        let own = Frame(x: right - width, y: y, width: width, height: Measure.gateway)
        let index = plan.gateways.count
        let lane = up ? frame.y + 58 : bottom + 22
        plan.channels.append(
          Channel(
            .vertical, at: own.center.x, from: min(lane, own.center.y), to: max(lane, own.center.y),
            owner: .gateway(index), vpc: vpc))
        plan.gateways.append(Plan.PlacedGateway(gateway: gateway, vpc: vpc, frame: own))
        right -= width + 16
      }
    }
  }
}
