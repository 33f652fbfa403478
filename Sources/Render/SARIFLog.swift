/// A log in SARIF 2.1.0 (OASIS), which code scanning reads: rules, the results that belong to them, and what was noticed on the way.
struct SARIFLog {
  /// The version of Portolan.
  let version: String
  /// Each an object with an `id`.
  let rules: [JSON]
  let results: [JSON]
  /// What the results rest on, a sentence each.
  let notes: [String]

  var json: JSON {
    .object([
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
      "runs": .list([
        .object([
          "tool": .object([
            "driver": .object([
              "name": "portolan", "semanticVersion": .string(version), "rules": .list(rules),
            ])
          ]),
          "invocations": .list([
            .object([
              "executionSuccessful": .bool(true),
              "toolExecutionNotifications": .list(
                notes.map { .object(["level": "note", "message": .object(["text": .string($0)])]) }),
            ])
          ]),
          "columnKind": "unicodeCodePoints", "results": .list(results),
        ])
      ]),
    ])
  }

  /// A path as a URI reference (RFC 3986).
  static func uri(ofPath path: String) -> JSON {
    var text = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return .string(text)
  }
}
