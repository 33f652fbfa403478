internal import NetworkModel

extension SnapshotBuilder {
  /// Reads each element of a list into a table.
  mutating func read<Element: Describable & Resource>(
    _ list: JSONValue, into table: WritableKeyPath<Network, Table<Element>>, from source: Source,
    _ read: (inout JSONObject, inout DescriptionRemarks) throws(MalformedJSON) -> Element
  ) throws(MalformedJSON) {
    sightings.add(try list.described(read), to: &network[keyPath: table], from: source.file, &notices)
  }

  /// Reads those elements of a list into a table that `read` makes something of.
  mutating func readSome<Element: Describable & Resource>(
    _ list: JSONValue, into table: WritableKeyPath<Network, Table<Element>>, from source: Source,
    _ read: (inout JSONObject, inout DescriptionRemarks) throws(MalformedJSON) -> Element?
  ) throws(MalformedJSON) {
    var described = Described<Element>()
    try list.forEach { value throws(MalformedJSON) in
      var fields = try value.object()
      var remarks = described.remarks
      guard let element = try read(&fields, &remarks) else { return }
      described.remarks = remarks
      described.append(element)
    }
    sightings.add(described, to: &network[keyPath: table], from: source.file, &notices)
  }
}
