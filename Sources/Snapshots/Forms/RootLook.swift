internal import NetworkModel

/// What a file looks like of which nothing is read.
enum RootLook {
  /// A sentence that follows on the file's name, by the keys at the top of it.
  static func sentence(keys: Set<String>) -> String {
    let what = "Portolan reads what `aws … describe-*` prints as JSON"
    if keys.contains("terraform_version") {
      let kind = keys.contains("format_version") ? "plan or state, shown as JSON" : "state"
      return "is Terraform's \(kind), which is not read yet; \(what)"
    }
    if keys.contains("planned_values") || keys.contains("resource_changes") {
      return "is Terraform's plan, which is not read yet; \(what)"
    }
    if keys.contains("AWSTemplateFormatVersion") || keys.contains("Resources") {
      return "is a template of CloudFormation, which is not read yet; \(what)"
    }
    if keys.isEmpty { return "holds nothing: no key with a value; \(what)" }
    for key in keys.sorted() {
      if let similar = similar(to: key) {
        return "has “\(key.abbreviated)”, which looks like “\(similar)”; the keys must be as `aws` prints them"
      }
    }
    if let key = keys.sorted().first(where: { AnswerKeys.unowned[$0] != nil }) {
      return "has “\(key)”, which does not say whose it is; name the file for that, or add it as docs/snapshots.md says"
    }
    let shown = keys.sorted().prefix(8).map(\.abbreviated).joined(separator: ", ")
    return "has none of the keys that are read, but \(shown)\(keys.count > 8 ? " and others" : ""); \(what)"
  }

  /// The key of AWS's that a key in another style stands for: `vpcs`, `network_acls`, `vpcSet`.
  private static func similar(to key: String) -> String? {
    var letters = key.lowercased().filter { $0.isLetter || $0.isNumber }
    if letters.hasSuffix("set") { letters = letters.dropLast(3) + "s" }
    return AnswerKeys.calls.keys.sorted().first { name in
      name != key && (name.lowercased() == letters || name.lowercased() == letters + "s")
    }
  }
}
