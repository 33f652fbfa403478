/// A JSON value written as a Swift literal, so that a sketch reads like what AWS prints.
indirect enum JSONText: Sendable {
  case object([(key: String, value: JSONText)])
  case list([JSONText])
  case string(String)
  case int(Int)
  case bool(Bool)

  /// The value on one line. Texts are taken as they are, so they must have nothing to escape.
  var text: String {
    switch self {
    case .object(let members): "{" + members.map { "\"\($0.key)\":\($0.value.text)" }.joined(separator: ",") + "}"
    case .list(let elements): "[" + elements.map(\.text).joined(separator: ",") + "]"
    case .string(let string): "\"\(string)\""
    case .int(let number): "\(number)"
    case .bool(let flag): flag ? "true" : "false"
    }
  }

  /// The object with more members, or with others of the same keys; those without a value are left out.
  func with(_ members: KeyValuePairs<String, JSONText?>) -> JSONText {
    guard case .object(let own) = self else { preconditionFailure("only an object has members") }
    let given = members.compactMap { key, value in value.map { (key: key, value: $0) } }
    return .object(own.filter { known in !given.contains { $0.key == known.key } } + given)
  }

  /// The value with the elements of every list, and the members of every object, in another order.
  func shuffled(using generator: inout some RandomNumberGenerator) -> JSONText {
    switch self {
    case .object(let members):
      .object(members.map { ($0.key, $0.value.shuffled(using: &generator)) }.shuffled(using: &generator))
    case .list(let elements):
      .list(elements.map { $0.shuffled(using: &generator) }.shuffled(using: &generator))
    case .string, .int, .bool: self
    }
  }
}

extension JSONText: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
  init(stringLiteral value: String) { self = .string(value) }
  init(integerLiteral value: Int) { self = .int(value) }
  init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSONText: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  init(arrayLiteral elements: JSONText...) { self = .list(elements) }
  init(dictionaryLiteral elements: (String, JSONText)...) {
    self = .object(elements.map { ($0.0, $0.1) })
  }
}
