internal import NetworkModel

extension DescriptionRemarks {
  /// Notes a value of a member that AWS's model does not list: nobody can say what it means. Without a value there is nothing to note.
  mutating func noteUnless(_ value: String?, of key: String, isOneOf known: [String]) {
    guard let value, !known.contains(value) else { return }
    noteDoubt(of: nil, "has “\(value.abbreviated)” as its “\(key)”, which Portolan does not know")
  }
}
