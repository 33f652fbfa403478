internal import AWSCatalogue
internal import NetworkModel

extension Network {
  /// The call that lists network interfaces, as advice in brackets.
  var howToList: String { "(aws \(AWSCall.describeNetworkInterfaces.words))" }

  /// Why there may be other interfaces than the listed ones: in some VPCs, or in any; nil where the list is whole.
  func unlistedInterfaces(in vpcs: Set<Identifier<VPC>>? = nil) -> Unknown? {
    let concerned = self.vpcs.filter { vpcs?.contains($0.id) ?? true }.map(\.scope)
    let scopes = vpcs == nil || concerned.isEmpty ? Set(concerned + [Scope()]) : Set(concerned)
    let status = scopes.map { ledger.status(of: .describeNetworkInterfaces, in: $0) }.max() ?? .whole
    let call = "aws \(AWSCall.describeNetworkInterfaces.words)"
    let why: String
    switch status {
    case .whole: return nil
    case .cutOff: why = "pages of the answer to \(call) are missing"
    case .denied: why = "AWS refused \(call)"
    case .notMade: why = "the snapshot holds no answer to \(call)"
    }
    return Unknown(what: "network interfaces that are not listed", why: why)
  }

  /// That instances have interfaces and are not described, so that their names and tags are not known; nil where all are.
  func undescribedInstances() -> Unknown? {
    if ledger.isWhole(.describeInstances) { return nil }
    if networkInterfaces.allSatisfy({ $0.instance.map { instances[$0] != nil } ?? true }) { return nil }
    return Unknown(
      "instances that are not described", for: .describeInstances, ledger.status(of: .describeInstances))
  }
}
