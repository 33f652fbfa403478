/// Gives everything in a scene its place, from the top down.
struct Planner {
  typealias Measure = Plan.Measure

  let scene: Scene
  var plan = Plan()
  /// The lines at which ways to the sky, each transit and the ground run up and down, in the left margin.
  private var trunks: [Trunk: Int] = [:]
  private var left = 0
  private var y = 0

  enum Trunk: Hashable {
    case sky
    case transit(Int)
    case ground
  }

  init(_ scene: Scene) {
    self.scene = scene
  }

  /// The plan, from `top` down.
  static func plan(_ scene: Scene, top: Int, minimumWidth: Int) -> Plan {
    var planner = Planner(scene)
    planner.place(top: top, inset: 0, minimumWidth: 0)
    // What is narrower than the sheet stands in its middle.
    let inset = max(0, minimumWidth - planner.plan.width) / 2
    if inset > 0 {
      planner = Planner(scene)
      planner.place(top: top, inset: inset, minimumWidth: minimumWidth)
    }
    return planner.plan
  }

  private mutating func place(top: Int, inset: Int, minimumWidth: Int) {
    let order: [Trunk] =
      (scene.hasInternet ? [.sky] : []) + scene.transits.indices.map { .transit($0) }
      + (scene.hasOnPremises ? [.ground] : [])
    for (index, trunk) in order.enumerated() {
      trunks[trunk] = inset + Measure.margin + Measure.trunk / 2 + index * Measure.trunk
    }
    left = inset + Measure.margin + order.count * Measure.trunk
    y = top
    if scene.hasInternet { y += Measure.band + 28 }
    for account in scene.accounts { place(account) }
    plan.width = max(minimumWidth, (plan.accounts.map(\.frame.right).max() ?? 0) + Measure.margin)
    placeTransits()
    if scene.hasInternet {
      plan.sky = Frame(x: Measure.margin, y: top, width: plan.width - 2 * Measure.margin, height: Measure.band)
    }
    if scene.hasOnPremises {
      plan.ground = Frame(x: Measure.margin, y: y, width: plan.width - 2 * Measure.margin, height: Measure.band)
      y += Measure.band + 20
    }
    placeNotes()
    openTrunks()
    link()
    plan.height = y
  }

  // MARK: Accounts and Regions

  private mutating func place(_ account: DrawnAccount) {
    let start = Point(x: left, y: y)
    y += 34
    let first = plan.regions.count
    for region in account.regions { place(region, x: left + 14) }
    let right = plan.regions[first...].map(\.frame.right).max() ?? left
    y += 2
    plan.accounts.append(
      Plan.Enclosure(
        title: account.name.isEmpty ? "account not told" : "account \(account.name)",
        frame: Frame(x: start.x, y: start.y, width: right + 14 - start.x, height: y - start.y)))
    y += 22
  }

  private mutating func place(_ region: DrawnRegion, x: Int) {
    let top = y
    y += 30
    let firstVPC = plan.vpcs.count
    var row: [DrawnVPC] = []
    var width = 0
    func channel(at y: Int) -> Channel { Channel(.horizontal, at: y, from: Measure.margin, to: .max / 2) }
    plan.channels.append(channel(at: y + Measure.vpcGap / 2))
    for vpc in region.vpcs {
      let own = VPCPlanner.size(of: vpc).width
      if !row.isEmpty, width + own > Measure.rowWidth {
        placeRow(row, x: x)
        plan.channels.append(channel(at: y + Measure.vpcGap / 2))
        (row, width) = ([], 0)
      }
      row.append(vpc)
      width += own + Measure.vpcGap
    }
    placeRow(row, x: x)
    plan.channels.append(channel(at: y + Measure.vpcGap / 2))
    y += Measure.vpcGap
    let right = plan.vpcs[firstVPC...].map(\.frame.right).max() ?? x
    plan.regions.append(
      Plan.Enclosure(
        title: region.name.isEmpty ? "Region not told" : region.name,
        frame: Frame(x: x, y: top, width: right + 20 - x, height: y - top)))
    y += 12
  }

  private mutating func placeRow(_ vpcs: [DrawnVPC], x: Int) {
    y += Measure.vpcGap
    var x = x + 20
    var height = 0
    for vpc in vpcs {
      let frame = VPCPlanner.place(vpc, at: Point(x: x, y: y), in: &plan)
      x = frame.right + Measure.vpcGap
      height = max(height, frame.height)
    }
    y += height
  }

  // MARK: Between and around VPCs

  private mutating func placeTransits() {
    guard !scene.transits.isEmpty else { return }
    let columns = max(1, (plan.width - Measure.margin - left) / (Measure.transit.width + 24))
    for start in stride(from: 0, to: scene.transits.count, by: columns) {
      y += 26
      for index in start..<min(start + columns, scene.transits.count) {
        let frame = Frame(
          x: left + (index - start) * (Measure.transit.width + 24), y: y, width: Measure.transit.width,
          height: Measure.transit.height)
        let placed = Plan.PlacedTransit(transit: scene.transits[index], frame: frame)
        plan.transits.append(placed)
        // Each is reached along a line of its own, so that ways to neighbours do not meet.
        plan.channels.append(
          Channel(.horizontal, at: frame.y - 14, from: trunks[.transit(index)] ?? 0, to: placed.door.x))
        plan.channels.append(
          Channel(.vertical, at: placed.door.x, from: frame.y - 14, to: placed.door.y, owner: .transit(index)))
      }
      y += Measure.transit.height
    }
    y += 30
  }

  private mutating func placeNotes() {
    for note in scene.notes {
      plan.notes.append((note, Frame(x: Measure.margin, y: y, width: plan.width - 2 * Measure.margin, height: 18)))
      y += 20
    }
  }

  private mutating func openTrunks() {
    if let x = trunks[.sky], let sky = plan.sky {
      plan.channels.append(Channel(.vertical, at: x, from: sky.center.y, to: y, owner: .sky))
    }
    if let x = trunks[.ground], let ground = plan.ground {
      plan.channels.append(Channel(.vertical, at: x, from: 0, to: ground.center.y, owner: .ground))
      for (index, placed) in plan.transits.enumerated() where placed.transit.leadsOnPremises {
        plan.channels.append(
          Channel(
            .vertical, at: placed.door.x, from: placed.door.y, to: ground.center.y,
            owner: .transit(index)))
      }
    }
    for (index, placed) in plan.transits.enumerated() {
      guard let x = trunks[.transit(index)] else { continue }
      plan.channels.append(Channel(.vertical, at: x, from: 0, to: placed.frame.y, owner: .transit(index)))
    }
    for channel in plan.channels.indices where plan.channels[channel].to == .max / 2 {
      plan.channels[channel].to = plan.width
    }
  }

  /// Joins each gateway to what it leads to.
  private mutating func link() {
    let transits = Dictionary(uniqueKeysWithValues: plan.transits.enumerated().map { ($1.transit.id, $0) })
    let firstRow = plan.vpcs.first?.frame.y
    for (index, placed) in plan.gateways.enumerated() {
      let x = placed.frame.center.x
      let edge = placed.gateway.leadsUp ? placed.frame.y : placed.frame.bottom
      let lane = placed.gateway.leadsUp ? placed.frame.center.y - Measure.vpcGap / 2 : laneBelow(placed)
      plan.channels.append(
        Channel(
          .vertical, at: x, from: min(lane, placed.frame.center.y), to: max(lane, placed.frame.center.y),
          owner: .gateway(index)))
      var route = [Point(x: x, y: edge)]
      switch placed.gateway.kind {
      case .internetGateway, .egressOnlyInternetGateway:
        guard let sky = plan.sky, let trunk = trunks[.sky] else { continue }
        if plan.vpcs[placed.vpc].frame.y == firstRow, x > titleRight {
          route.append(Point(x: x, y: sky.bottom))
          plan.channels.append(
            Channel(.vertical, at: x, from: sky.center.y, to: placed.frame.center.y, owner: .gateway(index)))
        } else {
          route += [Point(x: x, y: lane), Point(x: trunk, y: lane), Point(x: trunk, y: sky.bottom)]
        }
      case .transitGateway, .vpcPeeringConnection:
        guard let target = transits[placed.gateway.id], let trunk = trunks[.transit(target)] else { continue }
        let frame = plan.transits[target].frame
        route += [
          Point(x: x, y: lane), Point(x: trunk, y: lane), Point(x: trunk, y: frame.y - 14),
          Point(x: plan.transits[target].door.x, y: frame.y - 14), Point(x: plan.transits[target].door.x, y: frame.y),
        ]
      case .vpnGateway:
        guard let ground = plan.ground, let trunk = trunks[.ground] else { continue }
        route += [Point(x: x, y: lane), Point(x: trunk, y: lane), Point(x: trunk, y: ground.y)]
      case .gatewayEndpoint: continue
      }
      plan.links.append(route)
    }
    guard let ground = plan.ground else { return }
    for placed in plan.transits where placed.transit.leadsOnPremises {
      plan.links.append([
        Point(x: placed.door.x, y: placed.frame.bottom), Point(x: placed.door.x, y: ground.y),
      ])
    }
  }

  /// The lane beneath the row of VPCs in which a gateway's is: the first that is lower than its VPC's lower edge.
  private func laneBelow(_ placed: Plan.PlacedGateway) -> Int {
    let bottom = plan.vpcs[placed.vpc].frame.bottom
    return plan.channels.lazy.filter {
      $0.direction == .horizontal && $0.owner == nil && $0.vpc == nil && $0.at > bottom
    }
    .map(\.at).min() ?? bottom + Measure.vpcGap / 2
  }

  /// How far the titles above the first row of VPCs reach to the right.
  private var titleRight: Int {
    let titles = [plan.accounts.first, plan.regions.first].compactMap { $0 }
    return titles.map { $0.frame.x + 24 + TextFace.bold.width($0.title, size: 12) }.max() ?? 0
  }
}
