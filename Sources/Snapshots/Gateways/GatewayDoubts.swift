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
    for (vpc, reasons) in doubts.sorted(by: { $0.key < $1.key }) {
      guard let reason = reasons.min(by: { ($0.teller, $0.why) < ($1.teller, $1.why) }) else { continue }
      var gateways = Set(network.internetGateways.filter { $0.vpc == vpc }.map(\.id.text))
      gateways.formUnion(network.egressOnlyInternetGateways.filter { $0.vpc == vpc }.map(\.id.text))
      for table in network.routeTables where table.vpc == vpc {
        for route in table.routes {
          switch route.target {
          case .internetGateway(let id): gateways.insert(id.text)
          case .egressOnlyInternetGateway(let id): gateways.insert(id.text)
          default: break
          }
        }
      }
      let more = reasons.count > 1 ? ", and \(reasons.count - 1) more say so" : ""
      for gateway in gateways {
        let doubt = Doubt(what: "what gateway \(gateway.abbreviated) lets through".onOneLine, why: reason.why + more)
        notices.noteDoubt(doubt)
        sightings.note(doubt, of: gateway)
      }
    }
  }
}
