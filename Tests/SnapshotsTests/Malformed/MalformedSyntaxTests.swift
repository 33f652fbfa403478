import Snapshots
import Testing

/// Texts that are not JSON: the line and column are where a reader would put the finger.
@Suite struct MalformedSyntaxTests {
  private static func expectRefusals(_ cases: KeyValuePairs<String, String>) {
    for (json, line) in cases { #expect(refusal(of: json) == "f.json: \(line)", "\(json)") }
  }

  @Test func `an empty file says so`() {
    for text in ["", " ", "\n\n\t ", "\u{FEFF}", "\u{FEFF}\n"] {
      #expect(
        refusal(of: text) == "f.json: is empty: the command that should have written it may have failed",
        "\(text)")
    }
  }

  @Test func `a truncated text says where it ends`() {
    func ends(_ place: String, _ expected: String) -> String {
      "\(place): the text ends where \(expected) should follow: it may be truncated"
    }
    Self.expectRefusals([
      "{": ends("line 1, column 2", "a key in double quotes"),
      #"{"Vpcs""#: ends("line 1, column 8", "“:” after the key “Vpcs”"),
      #"{"Vpcs":"#: ends("line 1, column 9, in Vpcs", "a value"),
      #"{"Vpcs": ["#: ends("line 1, column 11, in Vpcs[0]", "a value"),
      #"{"Vpcs": [{"VpcId": "v"}"#: ends("line 1, column 25, in Vpcs[0]", "“,” or “]”"),
      #"{"Vpcs": [{"VpcId": "v"},"#: ends("line 1, column 26, in Vpcs[1]", "a value"),
      #"{"Vpcs": []"#: ends("line 1, column 12, in Vpcs", "“,” or “}”"),
      #"{"Vpcs": [],"#: ends("line 1, column 13", "a key in double quotes"),
      "{\n  \"Vpcs\": [\n    {\n": ends("line 4, column 1, in Vpcs[0]", "a key in double quotes"),
      "{\r\n  \"Vpcs\": [\r\n    1,": ends("line 3, column 7, in Vpcs[1]", "a value"),
      #"{"a": -"#: ends("line 1, column 8, in a", "a digit"),
      #"{"a": 1."#: ends("line 1, column 9, in a", "a digit"),
      #"{"a": 1e+"#: ends("line 1, column 10, in a", "a digit"),
      #"{"a": tru"#: ends("line 1, column 10, in a", "the rest of “true”"),
    ])
    let insideString = "the text ends inside a string: it may be truncated"
    Self.expectRefusals([
      #"{"Vpc"#: "line 1, column 6: \(insideString)", #"{"a": "b"#: "line 1, column 9, in a: \(insideString)",
      #"{"a": "b\"#: "line 1, column 10, in a: \(insideString)",
      #"{"a": "b\u00"#: "line 1, column 13, in a: \(insideString)",
    ])
  }

  @Test func `every cut of a text is refused, or was whole`() {
    for sample in Samples.all {
      let bytes = Array(sample.utf8)
      for length in 0..<bytes.count {
        let line = refusal(ofBytes: Array(bytes[..<length]))
        #expect(line?.contains("the text ends") == true || line?.contains("is empty") == true, "\(length)")
      }
    }
  }

  @Test func `what stands in the wrong place is named`() {
    Self.expectRefusals([
      #"{"Vpcs": [}"#: "line 1, column 11, in Vpcs[0]: “}” stands where a value should",
      #"{"Vpcs": [1 2]}"#: "line 1, column 13, in Vpcs[0]: “2” stands where “,” or “]” should",
      #"{"Vpcs": [1,]}"#: "line 1, column 13, in Vpcs[1]: “]” stands where a value should",
      #"{"Vpcs" []}"#: "line 1, column 9: “[” stands where “:” after the key “Vpcs” should",
      #"{Vpcs: []}"#: "line 1, column 2: “V” stands where a key in double quotes should",
      #"{'Vpcs': []}"#: "line 1, column 2: “'” stands where a key in double quotes should",
      #"{"a": 1,}"#: "line 1, column 9: “}” stands where a key in double quotes should",
      #"{"a": 1 "b": 2}"#: "line 1, column 9, in a: “\"” stands where “,” or “}” should",
      #"{"a": 1]"#: "line 1, column 8, in a: “]” stands where “,” or “}” should",
      #"{"a": nil}"#: "line 1, column 8, in a: “i” stands where the rest of “null” should",
      #"{"a": True}"#: "line 1, column 7, in a: “T” stands where a value should",
      #"{"a": NaN}"#: "line 1, column 7, in a: “N” stands where a value should",
      #"{"a": truex}"#: "line 1, column 11, in a: “x” stands where “,” or “}” should",
      #"{"a": .5}"#: "line 1, column 7, in a: “.” stands where a value should",
      #"{"a": +5}"#: "line 1, column 7, in a: “+” stands where a value should",
      #"{"a": 0x10}"#: "line 1, column 8, in a: “x” stands where “,” or “}” should",
      #"{"a": 1.}"#: "line 1, column 9, in a: “}” stands where a digit should",
      #"{"a": -}"#: "line 1, column 8, in a: “}” stands where a digit should",
      #"{"a": 012}"#: "line 1, column 8, in a: a number must not begin with 0",
      #"{"a": 1} x"#: "line 1, column 10: “x” stands where the end of the text should",
      #"{"a": 1}{"b": 2]"#: "line 1, column 16, in [1].b: “]” stands where “,” or “}” should",
      "{\"a\": 1}\n{\"b\": 2} 3": "line 2, column 10: “3” stands where the end of the text should",
      "// note\n{}": "line 1, column 1: “/” stands where a value should",
      "\nAn error occurred (UnauthorizedOperation)": "line 2, column 1: “A” stands where a value should",
      "{\"a\": \u{1}1}": "line 1, column 7, in a: byte 1 stands where a value should",
      "{\"a\": 1}\0": "line 1, column 9: byte 0 stands where the end of the text should",
      "{\"a\": \u{A0}1}": "line 1, column 7, in a: byte 194 stands where a value should",
    ])
  }

  @Test func `strings must be escaped as JSON says`() {
    Self.expectRefusals([
      "{\"a\": \"b\nc\"}": "line 1, column 9, in a: a control character in a string must be written \\u000a",
      "{\"a\": \"b\tc\"}": "line 1, column 9, in a: a control character in a string must be written \\u0009",
      "{\"a\": \"\u{1B}\"}":
        "line 1, column 8, in a: a control character in a string must be written \\u001b",
      #"{"a": "\x41"}"#: #"line 1, column 8, in a: “\x” is no escape of JSON"#,
      #"{"a": "\'"}"#: #"line 1, column 8, in a: “\'” is no escape of JSON"#,
      "{\"a\": \"\\\u{7}\"}": "line 1, column 8, in a: “\\” is no escape of JSON",
      #"{"a": "\u12"}"#: #"line 1, column 8, in a: “\u” needs four hexadecimal digits"#,
      #"{"a": "\u12g4"}"#: #"line 1, column 8, in a: “\u” needs four hexadecimal digits"#,
      #"{"a": "\ud83d"}"#:
        #"line 1, column 8, in a: “\ud83d” is half of a character, without its other half"#,
      #"{"a": "\ud83dx"}"#:
        #"line 1, column 8, in a: “\ud83d” is half of a character, without its other half"#,
      #"{"a": "\ud83d\n"}"#:
        #"line 1, column 8, in a: “\ud83d” is half of a character, without its other half"#,
      #"{"a": "\ud83d\u0041"}"#:
        #"line 1, column 8, in a: “\ud83d” is half of a character, without its other half"#,
      #"{"a": "x\uDE00"}"#:
        #"line 1, column 9, in a: “\uDE00” is half of a character, without its other half"#,
    ])
    #expect(refusal(of: #"{"Vpcs": [], "a": "\ud83d\ude00 \u0000 \" \\ \/ \b \f \n \r \t"}"#) == nil)
  }

  @Test func `columns count characters, not bytes`() {
    Self.expectRefusals([
      #"{"Größe": x}"#: "line 1, column 11, in Größe: “x” stands where a value should",
      #"{"日本": "😀", "b": x}"#: "line 1, column 18, in b: “x” stands where a value should",
      "\u{FEFF}{x}": "line 1, column 2: “x” stands where a key in double quotes should",
    ])
  }

  @Test func `bytes that are no UTF-8 are found`() {
    func bytes(_ before: String, _ middle: [UInt8], _ after: String) -> [UInt8] {
      Array(before.utf8) + middle + Array(after.utf8)
    }
    let problem = "the text is not UTF-8"
    for middle in [
      [0xFF], [0xC0, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80],
    ] as [[UInt8]] {
      #expect(
        refusal(ofBytes: bytes("{\n\"a\": \"é", middle, "\"}"))
          == "f.json: line 2, column 8, in a: \(problem)",
        "\(middle)")
    }
    #expect(refusal(ofBytes: bytes("{\"", [0xFF], "\": 1}")) == "f.json: line 1, column 3: \(problem)")
    #expect(
      refusal(ofBytes: bytes("{\"a\": ", [0xFF], "}"))
        == "f.json: line 1, column 7, in a: byte 255 stands where a value should")
    // What an editor saved as ISO 8859-1.
    #expect(
      refusal(ofBytes: bytes("{\"a\": \"Gr", [0xF6], "sse\"}"))
        == "f.json: line 1, column 10, in a: \(problem)")
  }

  @Test func `numbers too large to hold are found`() {
    let big = String(repeating: "9", count: 30)
    Self.expectRefusals([
      #"{"a": [1, \#(big)]}"#: "line 1, column 11, in a[1]: the number \(big) is too large",
      #"{"a": -9223372036854775809}"#: "line 1, column 7, in a: the number -9223372036854775809 is too large",
      #"{"a": 18446744073709551616}"#: "line 1, column 7, in a: the number 18446744073709551616 is too large",
      #"{"a": 1e400}"#: "line 1, column 7, in a: the number 1e400 is too large",
      #"{"a": \#(String(repeating: "9", count: 5_000))}"#:
        "line 1, column 7, in a: the number \(String(repeating: "9", count: 60))… is too large",
    ])
    for number in ["18446744073709551615", "-9223372036854775808", "1e-400", "-0", "0.0e-0", "1E5"] {
      #expect(refusal(of: "{\"Vpcs\": [], \"a\": \(number)}") == nil, "\(number)")
    }
  }

  @Test func `deep nesting is refused, and the line stays short`() {
    for (open, close) in [("[", "]"), (#"{"a":"#, "}")] {
      func nested(_ levels: Int) -> String {
        #"{"x": "# + String(repeating: open, count: levels) + "1" + String(repeating: close, count: levels)
          + #", "Vpcs": []}"#
      }
      #expect(refusal(of: nested(1_000)) == nil)
      for levels in [1_100, 2_000, 100_000] {
        let line = refusal(of: nested(levels)) ?? ""
        #expect(line.hasSuffix(": is nested more than 1023 levels deep"))
        #expect(line.hasPrefix("f.json: line 1, column "))
        #expect(line.count < 250)
      }
    }
  }

  @Test func `keys cannot break or stretch the line`() {
    let long = String(repeating: "k", count: 10_000)
    Self.expectRefusals([
      ##"{"a\nb": x}"##: ##"line 1, column 10, in a\nb: “x” stands where a value should"##,
      "{\"a\u{2028}b\u{7F}\": x}": "line 1, column 10, in a b : “x” stands where a value should",
      #"{"\#(long)": x}"#:
        "line 1, column 10006, in \(long.prefix(60))…: “x” stands where a value should",
      #"{"\#(long)" 1}"#:
        "line 1, column 10005: “1” stands where “:” after the key “\(long.prefix(60))…” should",
    ])
  }
}
