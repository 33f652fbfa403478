internal import NetworkModel

extension PrefixList {
  /// Reads one element of `PrefixLists` or `ManagedPrefixLists`.
  ///
  /// `DescribePrefixLists` gives `Cidrs`; `DescribeManagedPrefixLists` gives none, and the entries come by a call that does
  /// not say whose they are, so snapshots carry them as `Entries` inside the list.
  init(_ fields: inout JSONObject) throws(MalformedJSON) {
    let cidrs = try fields.optional("Cidrs") { list throws(MalformedJSON) in
      try list.list { value throws(MalformedJSON) in try value.cidrBlock() }
    }
    let hasEntries = fields.value("Entries") != nil
    let entries = try fields.each(of: "Entries", "Cidr") { value throws(MalformedJSON) in try value.cidrBlock() }
    let blocks = cidrs ?? (hasEntries ? entries : nil)
    self.init(
      id: try fields.requiredIdentifier("PrefixListId"), name: try fields.string("PrefixListName"),
      cidrBlocks: blocks.map { $0.sorted() })
  }
}

extension PrefixList: Describable {
  static let noun = "prefix list"

  // The calls that name lists do not give their blocks, and the call that gives blocks does not name the list.
  static let members: [Member<PrefixList>] = [
    Member("Entries", known: \.cidrBlocks, "the blocks", .elidable) { blocks in
      blocks.isEmpty ? "none" : "\(blocks.count) blocks from \(blocks[0])"
    },
    Member("PrefixListName", known: \.name, "the name", .label),
  ]
}
