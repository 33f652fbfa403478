/// A JSON text in the making. Members keep their order; arrays may be shuffled on the way out.
enum JSONValue {
  case string(String)
  case integer(Int)
  case boolean(Bool)
  case array([JSONValue])
  case object([(name: String, value: JSONValue)])
}

extension JSONValue {
  /// An object of the members that have a value.
  static func members(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    .object(members.compactMap { member in member.value.map { (member.key, $0) } })
  }

  /// An array of strings.
  static func strings(_ list: [String]) -> JSONValue {
    .array(list.map(JSONValue.string))
  }

  /// This value with every array in it in another order: AWS promises none (trap 4).
  func shuffled(using random: inout SplitMix64) -> JSONValue {
    switch self {
    case .string, .integer, .boolean:
      return self
    case .array(let list):
      var result: [JSONValue] = []
      for element in random.shuffled(list) {
        result.append(element.shuffled(using: &random))
      }
      return .array(result)
    case .object(let members):
      var result: [(name: String, value: JSONValue)] = []
      for member in members {
        result.append((member.name, member.value.shuffled(using: &random)))
      }
      return .object(result)
    }
  }

  /// Appends this value as text to `text`.
  func write(to text: inout String, indent: String = "") {
    switch self {
    case .string(let string): JSONValue.write(string, to: &text)
    case .integer(let number): text += String(number)
    case .boolean(let flag): text += flag ? "true" : "false"
    case .array(let list):
      JSONValue.write(list, "[", "]", to: &text, indent: indent) { element, text, deeper in
        element.write(to: &text, indent: deeper)
      }
    case .object(let members):
      JSONValue.write(members, "{", "}", to: &text, indent: indent) { member, text, deeper in
        JSONValue.write(member.name, to: &text)
        text += ": "
        member.value.write(to: &text, indent: deeper)
      }
    }
  }

  private static func write<Element>(
    _ list: [Element], _ open: String, _ close: String, to text: inout String, indent: String,
    each: (Element, inout String, String) -> Void
  ) {
    if list.isEmpty {
      text += open + close
      return
    }
    let deeper = indent + "  "
    var separator = open + "\n"
    for element in list {
      text += separator + deeper
      each(element, &text, deeper)
      separator = ",\n"
    }
    text += "\n" + indent + close
  }

  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for character in string.unicodeScalars {
      if character == "\"" || character == "\\" { text += "\\" }
      precondition(character.value >= 32, "control characters do not occur")
      text.unicodeScalars.append(character)
    }
    text += "\""
  }
}
