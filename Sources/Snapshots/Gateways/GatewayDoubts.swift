internal import NetworkModel

/// Why the internet and egress-only gateways of VPCs cannot be relied on, as those VPCs, their subnets and their route tables tell.
struct GatewayDoubts {
  private var doubts: [Identifier<VPC>: Set<Reason>] = [:]

  private struct Reason: Hashable {
    let teller: String
    let why: String
  }

  /// Notes what the elements of a list say of the gateways of their VPCs.
  mutating func note<Element: Describable>(
    _ described: Described<Element>, in file: String, vpc: (Element) -> Identifier<VPC>
  ) {
    for (place, why) in described.remarks.gatewayDoubts {
      let element = described.elements[place]
      note("\(file): \(Element.noun) \(element.idText.abbreviated) \(why)", by: element.idText, of: vpc(element))
    }
  }

  /// Notes why the gateways of a VPC cannot be relied on.
  mutating func note(_ why: String, by teller: String, of vpc: Identifier<VPC>) {
    doubts[vpc, default: []].insert(Reason(teller: teller, why: why.onOneLine))
  }

  /// Notes the doubts at the gateways of `network`: the described ones, and those that routes name. One for each VPC says it all.
  func compose(_ network: Network, _ sightings: inout Sightings, _ notices: inout Notices) {
    if doubts.isEmpty { return }
    let gateways = Self.gateways(of: network)
    for (vpc, reasons) in doubts.sorted(by: { $0.key < $1.key }) {
      guard let reason = reasons.min(by: { ($0.teller, $0.why) < ($1.teller, $1.why) }) else { continue }
      let more = reasons.count > 1 ? ", and \(reasons.count - 1) more say so" : ""
      for gateway in gateways[vpc, default: []].sorted() {
        let doubt = Doubt(what: "what gateway \(gateway.abbreviated) lets through".onOneLine, why: reason.why + more)
        notices.noteDoubt(doubt)
        sightings.note(doubt, of: gateway)
      }
    }
  }

  /// The ids of the internet and egress-only gateways of each VPC: the described ones, and those that routes name.
  private static func gateways(of network: Network) -> [Identifier<VPC>: Set<String>] {
    var gateways: [Identifier<VPC>: Set<String>] = [:]
    for gateway in network.internetGateways {
      if let vpc = gateway.vpc { gateways[vpc, default: []].insert(gateway.id.text) }
    }
    for gateway in network.egressOnlyInternetGateways {
      if let vpc = gateway.vpc { gateways[vpc, default: []].insert(gateway.id.text) }
    }
    for table in network.routeTables {
      for route in table.routes {
        switch route.target {
        case .internetGateway(let id): gateways[table.vpc, default: []].insert(id.text)
        case .egressOnlyInternetGateway(let id): gateways[table.vpc, default: []].insert(id.text)
        default: break
        }
      }
    }
    return gateways
  }
}
