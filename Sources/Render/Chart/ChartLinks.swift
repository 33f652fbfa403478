/// Where the endpoints of a chart lead to on a page that can be asked.
public struct ChartLinks {
  private let index: EndpointIndex?
  private let address: (String) -> String
  private let chosen: [String: String]

  /// Links that lead nowhere: only groups of equal endpoints unfold.
  public init() {
    index = nil
    address = { $0 }
    chosen = [:]
  }

  /// Links for the endpoints of an index.
  ///
  /// - Parameters:
  ///   - chosen: The style classes of endpoints that stand out, by their handles.
  ///   - address: What the handle of an endpoint leads to.
  public init(_ index: EndpointIndex, chosen: [String: String], address: @escaping (String) -> String) {
    self.index = index
    self.chosen = chosen
    self.address = address
  }

  func target(of endpoint: DrawnEndpoint) -> String? { index?.handle(of: endpoint).map(address) }

  /// What something leads to that has no box of its own, such as the internet.
  func target(ofName name: String) -> String? { index?.knows(name) == true ? address(name) : nil }

  func style(ofName name: String) -> String? { chosen[name] }

  func style(of endpoint: DrawnEndpoint) -> String? { index?.handle(of: endpoint).flatMap { chosen[$0] } }
}
