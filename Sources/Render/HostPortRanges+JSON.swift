public import Ports

extension HostPortRanges {
  /// What a host reported, as JSON of the schema `portolan.ports.host/1`.
  ///
  /// `transport` and `family` are null where a range serves all of them or the text does not say.
  public func json() -> JSON {
    .object([
      "schema": .string("portolan.ports.host/1"),
      "ranges": .list(ranges.map(\.json)),
      "effective": .string(ports.description),
      "count": .int(ports.count),
    ])
  }
}

extension HostPortRange {
  fileprivate var json: JSON {
    .object([
      "system": .string(system.rawValue),
      "label": .string(label),
      "transport": .optional(transport?.rawValue),
      "family": .optional(family?.rawValue),
      "line": .int(line),
      "range": .string(range.description),
      "reserved": .string(reserved.description),
      "effective": .string(ports.description),
      "count": .int(ports.count),
    ])
  }
}
