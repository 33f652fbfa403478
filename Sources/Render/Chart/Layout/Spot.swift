/// A place on a plan, by its position there.
enum Spot: Hashable {
  case card(Int)
  case subnet(Int)
  case gateway(Int)
  case transit(Int)
  case sky
  case ground

  var isCard: Bool { if case .card = self { true } else { false } }
  var isSubnet: Bool { if case .subnet = self { true } else { false } }
  var transit: Int? { if case .transit(let index) = self { index } else { nil } }
}
