internal import NetworkModel
internal import Reachability

extension Chart {
  /// The scene as a Mermaid flowchart, for documents that draw it themselves: the way there in full lines, the way back dotted.
  public func mermaid() -> String {
    var lines = ["%% \(title.onOneLine.replacing("%%{", with: "%% {"))", "flowchart TB"]
    if plan.sky != nil { lines.append("  internet([\"internet\"])") }
    for (account, placed) in plan.accounts.enumerated() {
      lines.append("  subgraph account\(account)[\(placed.title.quoted)]")
      for (region, inner) in plan.regions.enumerated() where placed.frame.contains(inner.frame) {
        lines.append("    subgraph region\(region)[\(inner.title.quoted)]")
        for vpc in plan.vpcs.indices where inner.frame.contains(plan.vpcs[vpc].frame) {
          lines += self.lines(ofVPC: vpc)
        }
        lines.append("    end")
      }
      lines.append("  end")
    }
    for (index, placed) in plan.transits.enumerated() {
      lines.append("  transit\(index)[[\("\(placed.transit.kind.rawValue) \(placed.transit.name)".quoted)]]")
    }
    if plan.ground != nil { lines.append("  onpremises([\"on-premises networks\"])") }
    lines += links
    lines += ways
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(ofVPC vpc: Int) -> [String] {
    let placed = plan.vpcs[vpc]
    var lines = ["      subgraph vpc\(vpc)[\("VPC \(placed.vpc.name)".quoted)]"]
    for (index, gateway) in plan.gateways.enumerated() where gateway.vpc == vpc {
      lines.append("        gateway\(index){{\("\(gateway.gateway.kind.rawValue) \(gateway.gateway.name)".quoted)}}")
    }
    for (zone, box) in plan.zones.enumerated() where placed.frame.contains(box.frame) {
      lines.append("        subgraph zone\(zone)[\(box.title.quoted)]")
      for (index, subnet) in plan.subnets.enumerated() where box.frame.contains(subnet.frame) {
        let drawn = subnet.subnet
        let acl = drawn.networkACL.map { ", ACL \($0.name)" } ?? ""
        lines.append("          subgraph subnet\(index)[\("\(drawn.name) (\(drawn.exposure.name)\(acl))".quoted)]")
        for (position, card) in plan.cards.enumerated() where card.subnet == index {
          let groups = card.card.first.groups
          let text = [
            "\(card.card.name)", card.card.first.description, card.card.address, groups.joined(separator: ", "),
          ]
          lines.append(
            "            card\(position)[\(text.filter { !$0.isEmpty }.map(\.escapedForMermaid).quotedLines)]")
        }
        lines.append("          end")
      }
      lines.append("        end")
    }
    return lines + ["      end"]
  }

  private var links: [String] {
    plan.gateways.enumerated().compactMap { index, placed in
      switch placed.gateway.kind {
      case .internetGateway, .egressOnlyInternetGateway: plan.sky == nil ? nil : "  internet --- gateway\(index)"
      case .transitGateway, .vpcPeeringConnection:
        plan.transits.firstIndex { $0.transit.id == placed.gateway.id }.map { "  gateway\(index) --- transit\($0)" }
      case .vpnGateway: plan.ground == nil ? nil : "  gateway\(index) --- onpremises"
      case .gatewayEndpoint: nil
      }
    }
      + plan.transits.enumerated().compactMap { index, placed in
        placed.transit.leadsOnPremises && plan.ground != nil ? "  transit\(index) --- onpremises" : nil
      }
  }

  private var ways: [String] {
    legs.flatMap { drawn -> [String] in
      drawn.ways.flatMap { way in
        let arrow = way.direction == .request ? "==>" : "-.->"
        return zip(way.spots, way.spots.dropFirst()).enumerated().map { step, pair in
          let label = step == 0 ? "|\(way.label.quoted)|" : ""
          return "  \(pair.0.node) \(arrow)\(label) \(pair.1.node)"
        }
      }
    }
  }
}

extension Spot {
  /// The name of its node.
  fileprivate var node: String {
    switch self {
    case .card(let index): "card\(index)"
    case .subnet(let index): "subnet\(index)"
    case .gateway(let index): "gateway\(index)"
    case .transit(let index): "transit\(index)"
    case .sky: "internet"
    case .ground: "onpremises"
    }
  }
}

extension String {
  /// The text in quotes, with what Mermaid or a browser could take for more than text written out (mermaid.js.org, entity codes).
  fileprivate var quoted: String { "\"\(escapedForMermaid)\"" }

  fileprivate var escapedForMermaid: String {
    var text = ""
    for scalar in brief.unicodeScalars {
      switch scalar {
      case "A"..."Z", "a"..."z", "0"..."9", " ", ".", ",", ":", "/", "-", "_", "(", ")", "*":
        text.unicodeScalars.append(scalar)
      case _ where scalar.isCommand: text += " "
      case "\u{21}"..<"\u{7F}": text += "#\(scalar.value);"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}

extension [String] {
  fileprivate var quotedLines: String { "\"\(joined(separator: "<br/>"))\"" }
}
