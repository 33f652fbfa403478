import Seeds
import Snapshots

/// A JSON value that a test can take apart, change and write again.
indirect enum JSONTree {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case list([JSONTree])
  case object([(String, JSONTree)])

  /// Reads a text with the parser of the snapshot reader.
  init(parsing bytes: [UInt8]) throws {
    var parser = JSONParser()
    self = try parser.withRoot(of: PaddedBytes(bytes)) { root throws(MalformedJSON) in try JSONTree(root) }
  }

  init(_ value: JSONValue) throws(MalformedJSON) {
    if value.isNull {
      self = .null
    } else if let bool = try? value.bool() {
      self = .bool(bool)
    } else if let string = try? value.string() {
      self = .string(string)
    } else if value.summary == "a list" {
      self = .list(try value.list { element throws(MalformedJSON) in try JSONTree(element) })
    } else if let object = try? value.object() {
      var members: [(String, JSONTree)] = []
      try object.forEach { key, value throws(MalformedJSON) in members.append((key, try JSONTree(value))) }
      self = .object(members)
    } else {
      self = .number(value.summary)
    }
  }

  /// The value as JSON text.
  var text: String {
    switch self {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .number(let digits): digits
    case .string(let string): Self.quoted(string)
    case .list(let elements): "[" + elements.map(\.text).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { "\(Self.quoted($0)):\($1.text)" }.joined(separator: ",") + "}"
    }
  }

  private static func quoted(_ string: String) -> String {
    var text = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"", "\\": text += "\\\(scalar)"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }

  /// The value with the elements of every list, and the members of every object, in another order.
  func shuffled(using generator: inout SeededGenerator) -> JSONTree {
    switch self {
    case .list(let elements):
      .list(elements.map { $0.shuffled(using: &generator) }.shuffled(using: &generator))
    case .object(let members):
      .object(
        members.map { ($0, $1.shuffled(using: &generator)) }.shuffled(using: &generator))
    default: self
    }
  }

  /// How many values the tree has, itself included.
  var count: Int {
    switch self {
    case .list(let elements): elements.reduce(1) { $0 + $1.count }
    case .object(let members): members.reduce(1) { $0 + $1.1.count }
    default: 1
    }
  }

  /// The values of the tree, itself first.
  var all: [JSONTree] {
    switch self {
    case .list(let elements): [self] + elements.flatMap(\.all)
    case .object(let members): [self] + members.flatMap(\.1.all)
    default: [self]
    }
  }

  /// The tree with the value at `position`, counted as in `all`, changed; nil takes it away.
  func replacing(at position: Int, _ change: (JSONTree) -> JSONTree?) -> JSONTree? {
    if position == 0 { return change(self) }
    var rest = position - 1
    switch self {
    case .list(var elements):
      for index in elements.indices {
        let count = elements[index].count
        if rest < count {
          let changed = elements[index].replacing(at: rest, change)
          elements.replaceSubrange(index...index, with: [changed].compactMap(\.self))
          return .list(elements)
        }
        rest -= count
      }
    case .object(var members):
      for index in members.indices {
        let count = members[index].1.count
        if rest < count {
          let changed = members[index].1.replacing(at: rest, change)
          members.replaceSubrange(
            index...index, with: [changed].compactMap(\.self).map { (members[index].0, $0) })
          return .object(members)
        }
        rest -= count
      }
    default: break
    }
    return self
  }
}
