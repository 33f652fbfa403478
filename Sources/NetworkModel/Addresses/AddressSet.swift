/// A closed, never empty range of addresses of one family.
public struct AddressRange: Hashable, Sendable {
  /// The first address.
  public let lower: IPAddress
  /// The last address, itself included.
  public let upper: IPAddress

  /// Makes the range `lower...upper`.
  ///
  /// - Precondition: The bounds are of one family and ascend.
  public init(_ lower: IPAddress, _ upper: IPAddress) {
    precondition(lower.family == upper.family && lower <= upper, "an address range ends before it begins")
    self.lower = lower
    self.upper = upper
  }
}

/// An exact set of addresses of both families, as sorted ranges of which no two touch; `==` is set equality.
public struct AddressSet: Hashable, Sendable {
  /// The set as ascending ranges with gaps between them.
  public let ranges: [AddressRange]

  /// Makes the union of `ranges`, which may come in any order and overlap.
  public init(_ ranges: some Sequence<AddressRange>) {
    var merged: [AddressRange] = []
    for range in ranges.sorted(by: { $0.lower < $1.lower }) {
      if let last = merged.last, last.lower.family == range.lower.family,
        last.upper.successor.map({ range.lower <= $0 }) ?? true
      {
        merged[merged.count - 1] = AddressRange(last.lower, max(last.upper, range.upper))
      } else {
        merged.append(range)
      }
    }
    self.ranges = merged
  }

  /// Makes the set of all addresses of `blocks`.
  public init(_ blocks: some Sequence<CIDRBlock>) {
    self.init(blocks.map(\.range))
  }

  /// Whether the set has no address.
  public var isEmpty: Bool { ranges.isEmpty }

  /// Whether `address` is in the set.
  public func contains(_ address: IPAddress) -> Bool {
    var (first, end) = (0, ranges.count)
    while first < end {
      let middle = (first + end) / 2
      if ranges[middle].upper < address { first = middle + 1 } else { end = middle }
    }
    return first < ranges.count && ranges[first].lower <= address
  }

  /// The addresses in both sets.
  public func intersection(_ other: AddressSet) -> AddressSet {
    AddressSet(
      ranges.flatMap { mine in
        other.ranges.compactMap { theirs in
          let lower = max(mine.lower, theirs.lower)
          let upper = min(mine.upper, theirs.upper)
          return mine.lower.family == theirs.lower.family && lower <= upper
            ? AddressRange(lower, upper) : nil
        }
      })
  }

  /// The addresses of this set that are not in `other`.
  public func subtracting(_ other: AddressSet) -> AddressSet {
    AddressSet(
      ranges.flatMap { mine in
        var rest: [AddressRange] = []
        var next: IPAddress? = mine.lower
        for theirs in other.ranges where mine.lower <= theirs.upper && theirs.lower <= mine.upper {
          if let start = next, start < theirs.lower {
            rest.append(AddressRange(start, IPAddress(start.family, bits: theirs.lower.bits - 1)))
          }
          next = theirs.upper.successor
        }
        if let start = next, start <= mine.upper { rest.append(AddressRange(start, mine.upper)) }
        return rest
      })
  }

  /// The set's addresses of one family.
  public func only(_ family: IPAddress.Family) -> AddressSet {
    AddressSet(ranges.filter { $0.lower.family == family })
  }
}

extension AddressSet {
  /// What an internet gateway lets pass as the far end: neither private (RFC 1918), shared (RFC 6598), loopback, link-local,
  /// multicast nor reserved; for IPv6 the global unicast space (RFC 4291). Source: RA/explanation-codes, RFC 6890.
  public static let publicAddresses = AddressSet(
    [
      ("1.0.0.0", "9.255.255.255"), ("11.0.0.0", "100.63.255.255"),
      ("100.128.0.0", "126.255.255.255"), ("128.0.0.0", "169.253.255.255"),
      ("169.255.0.0", "172.15.255.255"), ("172.32.0.0", "192.167.255.255"),
      ("192.169.0.0", "223.255.255.255"), ("2000::", "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
    ].compactMap { lower, upper in
      guard let lower = IPAddress(lower), let upper = IPAddress(upper) else { return nil }
      return AddressRange(lower, upper)
    })

  /// The private IPv4 space of RFC 1918.
  public static let rfc1918 = AddressSet(
    ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].compactMap { CIDRBlock($0) })

  /// The shared IPv4 space of RFC 6598.
  public static let rfc6598 = AddressSet(["100.64.0.0/10"].compactMap { CIDRBlock($0) })
}

extension AddressSet: CustomStringConvertible {
  /// The set as the fewest CIDR blocks, `"10.0.0.0/8, 192.0.2.0/24"`.
  public var description: String { cidrBlocks.map(\.description).joined(separator: ", ") }

  /// The fewest CIDR blocks that make up the set, ascending.
  public var cidrBlocks: [CIDRBlock] {
    ranges.flatMap { range in
      var blocks: [CIDRBlock] = []
      var next: IPAddress? = range.lower
      while let address = next, address <= range.upper {
        var length = address.family.width
        while length > 0 {
          let wider = CIDRBlock(address, prefixLength: length - 1)
          guard wider.address == address, wider.range.upper <= range.upper else { break }
          length -= 1
        }
        let block = CIDRBlock(address, prefixLength: length)
        blocks.append(block)
        next = block.range.upper.successor
      }
      return blocks
    }
  }
}
