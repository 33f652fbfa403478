internal import Ports
internal import Reachability

/// The map: everything of the plan, without the tracks.
extension Chart {
  func drawMap(into markup: inout Markup, links: ChartLinks?) {
    for (band, name) in [(plan.sky, "internet"), (plan.ground, "on-premises networks")] {
      guard let band else { continue }
      let content = { (markup: inout Markup) in
        markup.box(band, radius: 6, class: "band")
        markup.label(name, x: band.x + 16, y: band.y + 23, size: 13, width: band.width - 32, face: .bold)
      }
      if let target = links?.target(ofName: name) {
        markup.element("a", ["href": target, "class": links?.style(ofName: name) ?? ""], content)
      } else {
        content(&markup)
      }
    }
    for account in plan.accounts {
      markup.box(account.frame, radius: 8, class: "account")
      markup.label(
        account.title, x: account.frame.x + 14, y: account.frame.y + 23, size: 12, width: account.frame.width - 28,
        face: .bold)
    }
    for region in plan.regions {
      markup.box(region.frame, radius: 6, class: "region")
      markup.label(
        region.title, x: region.frame.x + 14, y: region.frame.y + 22, size: 12, width: region.frame.width - 28)
    }
    for placed in plan.vpcs { markup.box(placed.frame, radius: 6, class: "vpc") }
    for link in plan.links { markup.path(Polyline(link.withoutIdlePoints).path(radius: 8), class: "link") }
    for placed in plan.vpcs {
      let frame = placed.frame
      let width = TextFace.bold.width(placed.vpc.name, size: 15)
      markup.label("VPC", x: frame.x + 20, y: frame.y + 36, size: 11, width: 40, class: "muted")
      markup.label(placed.vpc.name, x: frame.x + 50, y: frame.y + 36, size: 15, width: frame.width - 80, face: .bold)
      markup.label(
        placed.vpc.cidrBlocks.joined(separator: ", "), x: frame.x + 60 + width, y: frame.y + 36, size: 11,
        width: frame.width - width - 80, class: "muted")
    }
    for zone in plan.zones {
      markup.box(zone.frame, class: "zone")
      markup.label(
        zone.title, x: zone.frame.x + 12, y: zone.frame.y + 20, size: 11, width: zone.frame.width - 24, class: "muted")
    }
    for placed in plan.subnets { draw(placed, into: &markup) }
    for (index, placed) in plan.cards.enumerated() { draw(placed, index, into: &markup, links: links) }
    for note in plan.notes {
      markup.label(note.text, x: note.frame.x, y: note.frame.y + 12, size: 11, width: note.frame.width, class: "muted")
    }
  }

  /// What ways pass beneath.
  func drawGateways(into markup: inout Markup) {
    for placed in plan.gateways { draw(placed, into: &markup) }
    for placed in plan.transits { draw(placed, into: &markup) }
  }

  private func draw(_ placed: Plan.PlacedSubnet, into markup: inout Markup) {
    let (subnet, frame) = (placed.subnet, placed.frame)
    markup.element("g", ["role": "group", "aria-label": "subnet \(subnet.name), \(subnet.exposure.name)".brief]) {
      markup in
      markup.element(
        "title", text: "subnet \(subnet.name) (\(subnet.id)), \(subnet.exposure.name): \(subnet.exposure.meaning)".brief
      )
      markup.box(frame, class: "subnet \(exposureClass(subnet.exposure))")
      let tag = TextFace.regular.width(subnet.exposure.name, size: 10)
      let inner = frame.width - 28
      markup.label(subnet.name, x: frame.x + 14, y: frame.y + 23, size: 12, width: inner - tag - 24, face: .bold)
      markup.element("g", ["transform": "translate(\(frame.right - tag - 30) \(frame.y + 13))"]) {
        $0.path(subnet.exposure.glyph, class: "glyph")
      }
      markup.label(
        subnet.exposure.name, x: frame.right - 14, y: frame.y + 23, size: 10, width: tag + 2, class: "muted",
        anchor: "end")
      let table = subnet.routeTable.map { "routes \($0.name)" } ?? ""
      let blocks = subnet.cidrBlocks.joined(separator: ", ")
      let blocksWidth = min(TextFace.regular.width(blocks, size: 10), table.isEmpty ? inner : inner * 3 / 5)
      markup.label(blocks, x: frame.x + 14, y: frame.y + 38, size: 10, width: blocksWidth, class: "muted")
      markup.label(
        table, x: frame.right - 14, y: frame.y + 38, size: 10, width: inner - blocksWidth - 8, class: "muted",
        anchor: "end")
      if let acl = subnet.networkACL {
        // On the edge, where it acts.
        let text = TextFace.regular.fit("ACL \(acl.name)", size: 10, width: inner - 40)
        let width = TextFace.regular.width(text, size: 10) + 14
        let box = Frame(x: frame.right - 14 - width, y: frame.y - 8, width: width, height: 16)
        markup.element("g") { markup in
          markup.element("title", text: "network ACL \(acl.name) (\(acl.id))".brief)
          markup.box(box, radius: 2, class: "tag")
          markup.label(text, x: box.x + 7, y: box.y + 12, size: 10, width: width)
        }
      }
    }
  }

  private func exposureClass(_ exposure: SubnetExposure) -> String {
    switch exposure {
    case .public: "public"
    case .private: "private"
    case .isolated: "isolated"
    case .unknown: "unknown"
    }
  }

  private func draw(_ placed: Plan.PlacedCard, _ index: Int, into markup: inout Markup, links: ChartLinks?) {
    if links != nil, placed.card.isFold {
      markup.element("a", ["href": "#fold-\(index)"]) { draw(placed.card, placed.frame, into: &$0) }
    } else if let target = links?.target(of: placed.card.first) {
      markup.element("a", ["href": target, "class": links?.style(of: placed.card.first) ?? ""]) {
        draw(placed.card, placed.frame, into: &$0)
      }
    } else {
      draw(placed.card, placed.frame, into: &markup)
    }
  }

  private func draw(_ card: DrawnCard, _ frame: Frame, into markup: inout Markup) {
    let endpoint = card.first
    let inner = frame.width - 38
    markup.element(
      "g", ["role": "group", "aria-label": "\(card.name), \(endpoint.description), \(card.address)".brief]
    ) { markup in
      markup.element("title", text: title(of: card).brief)
      if card.isFold {
        // A pile: two more edges show behind the first.
        markup.path(
          "M\(frame.x + 4) \(frame.bottom)v3H\(frame.right + 3)V\(frame.y + 4)H\(frame.right)",
          class: "back")
      }
      let isStill = endpoint.kind == .instance && endpoint.note != nil && endpoint.note != "Windows"
      markup.box(frame, class: isStill ? "card still" : "card")
      markup.element("g", ["transform": "translate(\(frame.x + 9) \(frame.y + 9))"]) {
        $0.path(endpoint.kind.glyph, class: "glyph")
      }
      markup.label(card.name, x: frame.x + 32, y: frame.y + 18, size: 12, width: inner, face: .bold)
      markup.label(card.address, x: frame.x + 32, y: frame.y + 32, size: 10, width: inner)
      markup.label(endpoint.description, x: frame.x + 32, y: frame.y + 45, size: 10, width: inner, class: "muted")
      if !endpoint.groups.isEmpty {
        // The security groups: a shield.
        markup.element("g", ["transform": "translate(\(frame.x + 32) \(frame.y + 50))"]) {
          $0.path("M1 1.5l4 -1.2l4 1.2v3.2c0 2.4 -1.8 4 -4 5c-2.2 -1 -4 -2.6 -4 -5z", class: "glyph")
        }
        markup.label(
          endpoint.groups.joined(separator: ", "), x: frame.x + 46, y: frame.y + 59, size: 10, width: inner - 14)
      }
    }
  }

  private func title(of card: DrawnCard) -> String {
    let endpoint = card.first
    let groups =
      endpoint.groups.isEmpty ? "no security group" : "security groups \(endpoint.groups.joined(separator: ", "))"
    if card.isFold { return "\(card.endpoints.count) equal endpoints: \(endpoint.description); \(groups)" }
    let addresses = ([endpoint.address] + endpoint.otherAddresses).filter { !$0.isEmpty }.joined(separator: ", ")
    return "\(endpoint.name) (\(endpoint.id)): \(endpoint.description), \(addresses); \(groups)"
  }

  private func draw(_ placed: Plan.PlacedGateway, into markup: inout Markup) {
    let (gateway, frame) = (placed.gateway, placed.frame)
    markup.element("g", ["role": "group", "aria-label": "\(gateway.kind.rawValue) \(gateway.name)".brief]) { markup in
      markup.element("title", text: "\(gateway.kind.rawValue) \(gateway.name) (\(gateway.id))".brief)
      markup.box(frame, radius: 13, class: "gateway")
      markup.element("g", ["transform": "translate(\(frame.x + 7) \(frame.y + 5))"]) {
        $0.path(gateway.kind.glyph, class: "glyph")
      }
      markup.label(
        "\(gateway.kind.rawValue) \(gateway.name)", x: frame.x + 28, y: frame.y + 17, size: 11, width: frame.width - 30)
    }
  }

  private func draw(_ placed: Plan.PlacedTransit, into markup: inout Markup) {
    let (transit, frame) = (placed.transit, placed.frame)
    markup.element("g", ["role": "group", "aria-label": "\(transit.kind.rawValue) \(transit.name)".brief]) { markup in
      markup.element("title", text: "\(transit.kind.rawValue) \(transit.name) (\(transit.id)); \(transit.detail)".brief)
      markup.box(frame, radius: 10, class: "transit")
      markup.element("g", ["transform": "translate(\(frame.x + 11) \(frame.y + 10))"]) {
        $0.path(transit.kind.glyph, class: "glyph")
      }
      markup.label(
        "\(transit.kind.rawValue)", x: frame.x + 34, y: frame.y + 16, size: 10, width: frame.width - 110, class: "muted"
      )
      markup.label(transit.name, x: frame.x + 34, y: frame.y + 31, size: 12, width: frame.width - 110, face: .bold)
      markup.label(transit.detail, x: frame.x + 34, y: frame.y + 45, size: 10, width: frame.width - 110, class: "muted")
    }
  }
}
