internal import NetworkModel

/// Which field stands where in the lines of a flow log: as its first line says, or as by default (version 2, UG/flow-log-records).
public struct FlowLogFormat: Hashable, Sendable {
  private var positions: [Field: Int] = [:]
  private let count: Int

  /// The fields that are read; the others are passed over.
  private enum Field: String, CaseIterable {
    case interface = "interface-id"
    case source = "srcaddr"
    case destination = "dstaddr"
    case sourcePort = "srcport"
    case destinationPort = "dstport"
    case ipProtocol = "protocol"
    case start, end, action
    case packetSource = "pkt-srcaddr"

    var isOptional: Bool { self == .interface || self == .packetSource }
  }

  private static let standardFields =
    "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status"

  /// The format of logs whose lines begin with no names of fields.
  public static let standard = FlowLogFormat(names: standardFields.split(separator: " "))

  private init(names: [Substring]) {
    count = names.count
    for (position, name) in names.enumerated() {
      if let field = Field(rawValue: String(name)) { positions[field] = position }
    }
  }

  /// Reads the line that names the fields, as files in S3 begin with; nil when the line is a record.
  ///
  /// - Throws: `FlowLogError.Problem` when a field is missing that is needed.
  init?(heading line: ArraySlice<UInt8>) throws(FlowLogError.Problem) {
    let names = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    // Addresses, numbers and words of records are none of these.
    guard names.contains(where: { $0 == "srcaddr" || $0 == "version" || $0 == "log-status" }) else { return nil }
    self.init(names: names)
    if let missing = Field.allCases.first(where: { !$0.isOptional && positions[$0] == nil }) {
      throw .missingField(missing.rawValue)
    }
  }

  /// Whether it has the addresses that packets really had.
  public var hasPacketAddresses: Bool { positions[.packetSource] != nil }

  /// Reads a record; nil when the line says that there is none (`NODATA`, `SKIPDATA`).
  func record(_ line: ArraySlice<UInt8>) throws(FlowLogError.Problem) -> FlowRecord? {
    let words = line.split(separator: UInt8(ascii: " "), maxSplits: .max)
    guard words.count == count else { throw .fieldCount(words.count, of: count) }
    func word(_ field: Field) -> ArraySlice<UInt8> { positions[field].map { words[$0] } ?? [UInt8(ascii: "-")] }
    func isNothing(_ word: ArraySlice<UInt8>) -> Bool { word.count == 1 && word.first == UInt8(ascii: "-") }
    func number<Number: FixedWidthInteger>(_ field: Field) throws(FlowLogError.Problem) -> Number {
      guard let number = Number(decimal: word(field)) else { throw .value(field.rawValue, text(word(field))) }
      return number
    }
    func address(_ field: Field) throws(FlowLogError.Problem) -> IPAddress {
      guard let address = IPAddress(text(word(field))) else { throw .value(field.rawValue, text(word(field))) }
      return address
    }
    if isNothing(word(.source)) || isNothing(word(.start)) { return nil }
    func time(_ field: Field) throws(FlowLogError.Problem) -> Int {
      let time: Int = try number(field)
      guard FlowRecord.times.contains(time) else { throw .time(field.rawValue, time) }
      return time
    }
    let (start, end) = (try time(.start), try time(.end))
    guard start <= end else { throw .endsBeforeStart(start: start, end: end) }
    let interface = word(.interface)
    return FlowRecord(
      interface: isNothing(interface) ? nil : text(interface),
      source: try address(.source), destination: try address(.destination),
      sourcePort: try number(.sourcePort), destinationPort: try number(.destinationPort),
      ipProtocol: IPProtocol(rawValue: try number(.ipProtocol)), start: start, end: end,
      isAccepted: word(.action).elementsEqual("ACCEPT".utf8),
      packetSource: isNothing(word(.packetSource)) ? nil : try address(.packetSource))
  }

  private func text(_ word: ArraySlice<UInt8>) -> String { String(decoding: word, as: UTF8.self) }
}

extension FixedWidthInteger {
  /// Reads a number of decimal digits alone; nil for anything else, or when it is too large.
  fileprivate init?(decimal digits: ArraySlice<UInt8>) {
    guard !digits.isEmpty else { return nil }
    var number: Self = 0
    for digit in digits {
      guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
      let (tens, overflow) = number.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tens.addingReportingOverflow(Self(digit - UInt8(ascii: "0")))
      if overflow || carry { return nil }
      number = sum
    }
    self = number
  }
}
