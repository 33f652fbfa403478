internal import AWSCatalogue
internal import NetworkModel

extension Remarks {
  /// Reads the list of calls in the manifest of a collector: what no answer tells is which calls were made and not answered to the end.
  mutating func readManifest(_ calls: JSONValue, from source: Source) {
    try? calls.forEach { value in
      guard let fields = try? value.object() else { return }
      func text(_ key: String) -> String? { fields.member(key).flatMap { try? $0.string() } }
      guard let status = text("status"), let call = Self.call(text("service"), text("operation")) else { return }
      let own = Scope(account: text("account"), region: text("region"))
      let scope = Scope(account: own.account ?? source.scope.account, region: own.region ?? source.scope.region)
      let entry = FailedCall(call, code: text("error") ?? "", from: Source(file: source.file, scope: scope))
      switch status {
      case "denied", "failed": failures.append(entry)
      case "cut off": cutOff.append(entry)
      default: break
      }
    }
  }

  private static func call(_ service: String?, _ operation: String?) -> AWSCall? {
    guard let operation else { return nil }
    let calls = AWSCall.allCases.filter { $0.operation == operation || $0.command == operation }
    return calls.first { $0.service == service } ?? (calls.count == 1 ? calls.first : nil)
  }

  /// Notes that a file of AWS Config's holds resources of a type that is not read.
  mutating func noteUnreadType(_ type: String) {
    let remark = "holds items of AWS Config that are not read: \(type.abbreviated)"
    if !unreadable.contains(remark) { unreadable.append(remark) }
  }
}
