internal import Network

/// One packet's addresses and ports, as the kernel wrote them down when a rule dropped it.
struct DropRecord: Hashable, Sendable {
  let space: Int
  /// Which of the namespace's reasons.
  let reason: Int
  let source: IPAddress
  let sourcePort: UInt16
  let destination: IPAddress
  let destinationPort: UInt16
}

extension Laboratory {
  /// Every packet that any rule has dropped so far.
  func dropRecords(_ family: IPAddress.Family) throws(LabError) -> [DropRecord] {
    var records: [DropRecord] = []
    let set = Ruleset.recordName(isIPv6: family == .v6)
    for (position, space) in spaces.enumerated() where !blueprint.spaces[position].ruleset.reasons.isEmpty {
      let output = try space.run("nft", ["list", "set", "inet", "portolan", set])
      Self.parse(output, from: position, into: &records)
    }
    return records
  }

  /// Reads elements such as `10.20.20.7 . 5432 . 10.20.10.4 . 40001 . 0x00000005`, which commas, braces and spaces separate.
  static func parse(_ output: [UInt8], from space: Int, into records: inout [DropRecord]) {
    guard let equals = output.firstIndex(of: UInt8(ascii: "=")) else { return }
    let separators: [UInt8] = Array(" ,{}=\n\t".utf8)
    var words: [ArraySlice<UInt8>] = []
    words.reserveCapacity(5)
    for word in output[equals...].split(whereSeparator: { separators.contains($0) }) {
      if word.count == 1, word.first == UInt8(ascii: ".") { continue }
      words.append(word)
      guard words.count == 5 else { continue }
      defer { words.removeAll(keepingCapacity: true) }
      let text = words.map { String(decoding: $0, as: UTF8.self) }
      guard let source = IPAddress(text[0]), let sourcePort = UInt16(text[1]), let destination = IPAddress(text[2]),
        let destinationPort = UInt16(text[3]), let mark = Int(text[4].dropFirst(2), radix: 16)
      else { continue }
      records.append(
        DropRecord(
          space: space, reason: mark - 1, source: source, sourcePort: sourcePort, destination: destination,
          destinationPort: destinationPort))
    }
  }
}
