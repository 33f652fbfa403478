public import Ports

extension EphemeralRange {
  /// Entries as JSON of the schema `portolan.ports.ranges/1`.
  ///
  /// What an entry does not have, such as a note or a way to change it, is null.
  public static func json(of entries: [EphemeralRange] = catalogue + serverSide) -> JSON {
    .object([
      "schema": .string("portolan.ports.ranges/1"),
      "ranges": .list(entries.map(\.json)),
    ])
  }

  private var json: JSON {
    .object([
      "key": .string(key),
      "aliases": .strings(aliases),
      "name": .string(name),
      "group": .string(group.rawValue),
      "ports": .string(ports.description),
      "count": .int(ports.count),
      "certainty": .string(certainty.rawValue),
      "source": .string(source),
      "note": .optional(note),
      "read": setting.map { .strings($0.read) } ?? .null,
      "change": setting.map { .strings($0.change) } ?? .null,
      "constraint": .optional(setting?.constraint),
    ])
  }
}

extension JSON {
  fileprivate static func strings(_ texts: [String]) -> JSON { .list(texts.map { .string($0) }) }
}
