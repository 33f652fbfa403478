internal import CLinux
internal import Glibc
internal import NetworkModel

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

extension DropRecord {
  /// How many bytes an element of the record takes: two addresses, two ports and a mark, each field in whole words of four bytes.
  static func size(_ family: IPAddress.Family) -> Int { family == .v4 ? 20 : 44 }

  /// Reads an element of a namespace's record.
  init(_ element: UnsafeRawBufferPointer, _ family: IPAddress.Family, in space: Int) {
    let length = family == .v4 ? 4 : 16
    func port(at offset: Int) -> UInt16 { UInt16(element[offset]) << 8 | UInt16(element[offset + 1]) }
    func address(at offset: Int) -> IPAddress {
      let bits = element[offset..<offset + length].reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
      return family == .v4 ? .v4(UInt32(bits)) : .v6(bits)
    }
    self.space = space
    source = address(at: 0)
    sourcePort = port(at: length)
    destination = address(at: length + 4)
    destinationPort = port(at: 2 * length + 4)
    // Marks alone are kept in the machine's own order.
    reason = Int(element.loadUnaligned(fromByteOffset: 2 * length + 8, as: UInt32.self)) - 1
  }
}

extension Laboratory {
  /// Every packet that a rule has dropped since the last call of `forget`.
  func dropRecords(_ family: IPAddress.Family) throws(LabError) -> [DropRecord] {
    var records: [DropRecord] = []
    let size = DropRecord.size(family)
    for (position, space) in spaces.enumerated() where !blueprint.spaces[position].ruleset.isEmpty {
      var elements: UnsafeMutablePointer<UInt8>?
      defer { free(elements) }
      let count = try space.inside { portolan_list_set(Ruleset.table, Ruleset.recordName(family), size, &elements) }
      if count < 0 { throw .unable("cannot read what was dropped in \(space.name): \(errorText(Int32(-count)))") }
      let bytes = UnsafeRawBufferPointer(start: elements, count: count * size)
      for index in 0..<count {
        let element = UnsafeRawBufferPointer(rebasing: bytes[index * size..<(index + 1) * size])
        records.append(DropRecord(element, family, in: position))
      }
    }
    return records
  }

  /// Forgets every packet that was dropped so far and every connection that is tracked, so that what comes next is judged by itself.
  func forget() throws(LabError) {
    for (position, space) in spaces.enumerated() where !blueprint.spaces[position].ruleset.isEmpty {
      let result = try space.inside { () -> Int32 in
        let records = [IPAddress.Family.v4, .v6].map { portolan_empty_set(Ruleset.table, Ruleset.recordName($0)) }
        return records.first { $0 < 0 } ?? portolan_forget_connections()
      }
      if result < 0 { throw .unable("the kernel cannot forget what it knows of \(space.name): \(errorText(-result))") }
    }
  }
}
