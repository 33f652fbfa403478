internal import NetworkModel
internal import Ports

/// How the rules of network ACLs and security groups write what `TrafficPattern` calls selectors.
extension PortSet {
  /// Reads a range of ports from two fields of an object; without either, every port.
  init(_ fields: inout JSONObject, from lowerKey: StaticString, to upperKey: StaticString)
    throws(MalformedJSON)
  {
    let lower = try fields.optional(lowerKey) { value throws(MalformedJSON) in try value.port() }
    let upper = try fields.optional(upperKey) { value throws(MalformedJSON) in try value.port() }
    switch (lower, upper) {
    case (nil, nil):
      self = .all
    case (nil, _):
      throw MalformedJSON("has “\(upperKey)” without “\(lowerKey)”")
    case (_, nil):
      throw MalformedJSON("has “\(lowerKey)” without “\(upperKey)”")
    case (let lower?, let upper?):
      guard lower <= upper else {
        throw MalformedJSON("has the range \(lower)-\(upper), which ends before it begins")
      }
      self.init(lower...upper)
    }
  }

  /// Reads an ICMP type and code from two fields of an object; a missing one, or −1, means all (trap 9).
  init(
    _ fields: inout JSONObject, icmpType typeKey: StaticString, code codeKey: StaticString
  ) throws(MalformedJSON) {
    let type = try fields.optional(typeKey) { value throws(MalformedJSON) in try value.icmp("type") } ?? -1
    let code = try fields.optional(codeKey) { value throws(MalformedJSON) in try value.icmp("code") } ?? -1
    guard let selectors = TrafficPattern.selectors(icmpType: type, code: code) else {
      throw MalformedJSON("has ICMP code \(code) for all types: a code needs a type")
    }
    self = selectors
  }
}

extension JSONValue {
  /// The value as a port.
  package func port() throws(MalformedJSON) -> UInt16 {
    guard let port = try? int(in: 0...65_535) else { throw isNot("a port from 0 to 65535") }
    return UInt16(port)
  }

  /// The value as an ICMP type or code, whichever `part` says; −1 for all.
  fileprivate func icmp(_ part: StaticString) throws(MalformedJSON) -> Int {
    guard let number = try? int(in: -1...255) else {
      throw isNot("an ICMP \(part) from 0 to 255, or -1 for all")
    }
    return number
  }
}
