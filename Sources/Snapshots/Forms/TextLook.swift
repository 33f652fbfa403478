internal import AWSCatalogue
internal import NetworkModel

/// What a text that is no JSON looks like.
enum TextLook {
  /// What the `aws` command prints of a call that failed.
  case failure(FailedCall)
  /// Nothing at all.
  case empty
  /// Something else that is known, in a sentence for people.
  case known(String)

  /// Looks at the beginning of a text; nil when it looks like JSON, or like nothing that is known.
  init?(_ text: borrowing PaddedBytes, from source: Source) {
    switch text.bytes.dropFirst(text.markCount).first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) {
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""): return nil
    default: break
    }
    let head = String(decoding: text.bytes.dropFirst(text.markCount).prefix(4_096), as: UTF8.self)
    if let failure = FailedCall(message: head, from: source) {
      self = .failure(failure)
      return
    }
    let lines = head.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
    guard let first = lines.first else {
      if text.bytes.count > 4_096 { return nil }
      self = .empty
      return
    }
    guard let look = Self.look(of: first, lines.dropFirst().first ?? "") else { return nil }
    self = .known("\(look); Portolan reads what it prints with --output json")
  }

  private static func look(of first: Substring, _ second: Substring) -> String? {
    if first.hasPrefix("|") || first.allSatisfy({ $0 == "-" || $0 == "+" }) && second.hasPrefix("|") {
      return "looks like what `aws … --output table` prints"
    }
    if first.contains("\t"), first.first?.isUppercase == true { return "looks like what `aws … --output text` prints" }
    let key = first.drop { $0 == "-" || $0 == " " }.prefix { $0 != ":" }
    let isKey = !key.isEmpty && key.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    let rest = first.drop { $0 != ":" }
    if first == "---" || isKey && (rest == ":" || rest.hasPrefix(": ")) {
      return "looks like YAML, which `aws … --output yaml` prints"
    }
    return nil
  }
}

/// A call that AWS refused, or that failed.
struct FailedCall {
  let call: AWSCall
  /// AWS's code for it, such as `UnauthorizedOperation`; empty when nothing tells.
  let code: String
  let source: Source

  init(_ call: AWSCall, code: String, from source: Source) {
    self.call = call
    self.code = code
    self.source = source
  }

  /// Reads “An error occurred (UnauthorizedOperation) when calling the DescribeVpcs operation: …”, as the `aws` command writes it.
  init?(message: String, from source: Source) {
    guard let start = message.firstRange(of: "An error occurred ("),
      let end = message[start.upperBound...].firstRange(of: ") when calling the ")
    else { return nil }
    let code = message[start.upperBound..<end.lowerBound]
    let operation = message[end.upperBound...].prefix { $0.isLetter || $0.isNumber }
    let calls = AWSCall.allCases.filter { $0.operation == operation }
    let named = source.name.call
    guard let call = calls.first(where: { $0 == named }) ?? calls.first else { return nil }
    self.init(call, code: String(code.prefix(64)), from: source)
  }

  /// The file and the call, for people.
  var description: String { "\(source.file) (aws \(call.words)\(code.isEmpty ? "" : ": \(code)"))" }
}
