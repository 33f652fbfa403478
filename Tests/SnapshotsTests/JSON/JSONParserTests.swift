import NetworkModel
import Snapshots
import Testing

@Suite struct JSONParserTests {
  /// What `read` makes of the root of a text.
  private static func read<Value>(
    _ json: String, _ read: (JSONValue) throws(MalformedJSON) -> Value
  ) throws(MalformedJSON) -> Value {
    var parser = JSONParser()
    return try parser.withRoot(of: PaddedBytes(json.utf8), read)
  }

  @Test func `a parser reads one text after another`() throws {
    var parser = JSONParser()
    for count in [1, 5_000, 2, 0, 100] {
      let text = PaddedBytes("[\(Array(repeating: "7", count: count).joined(separator: ","))]".utf8)
      let numbers = try parser.withRoot(of: text) { root throws(MalformedJSON) in
        try root.list { value throws(MalformedJSON) in try value.int(in: 0...9) }
      }
      #expect(numbers == Array(repeating: 7, count: count))
      #expect(throws: MalformedJSON.self) { try parser.withRoot(of: PaddedBytes("[".utf8)) { _ in } }
    }
  }

  @Test func `a key is found wherever it stands, and null is none`() throws {
    let found = try Self.read(#"{"a": 1, "b": {"c": 9}, "d": [9], "e": null, "f": 2.5, "g": "", "h": true}"#) {
      root throws(MalformedJSON) in
      var object = try root.object()
      return ["h", "a", "e", "d", "x", "b", "a", "g", "", "f"].map { (key: StaticString) in
        object.value(key)?.summary
      }
    }
    #expect(found == ["true", "1", nil, "a list", nil, "an object", "1", "“”", nil, "2.5"])
  }

  @Test func `keys and strings are unescaped`() throws {
    let members = try Self.read(#"{"\u0061\n": "\ud83d\ude00\"\\\/", "": "\u0000"}"#) {
      root throws(MalformedJSON) in
      var members: [String] = []
      try root.object().forEach { key, value throws(MalformedJSON) in
        members.append(key + "=" + (try value.string()))
      }
      return members
    }
    #expect(members == ["a\n=😀\"\\/", "=\0"])
  }

  @Test func `an escaped key is the key it spells`() throws {
    #expect(try network(#"{"\u0056pcs": [{"\u0056pcId": "v\u0070c-1"}]}"#).vpcs.map(\.id) == ["vpc-1"])
  }

  @Test func `ids that are alike at their ends, or nearly, stay apart`() throws {
    let ids = (0..<2_000).flatMap { number in
      ["a\(number)-12345678", "b\(number)-12345678", "\(number)-12345678", "\(number)", "vpc-\(number)é-1234567"]
    }
    let list = { (ids: [String]) in #"{"Vpcs": [\#(ids.map { #"{"VpcId": "\#($0)"}"# }.joined(separator: ","))]}"# }
    #expect(try network(list(ids)).vpcs.map(\.id.text) == ids)
    #expect(try network(list(ids + ids.reversed())).vpcs.map(\.id.text) == ids)
  }

  @Test func `a value sums itself up in a few words`() throws {
    let summaries: KeyValuePairs = [
      "null": "null", "true": "true", "false": "false", "0": "0", "-5": "-5", "2.5": "2.5",
      "18446744073709551615": "18446744073709551615", "[]": "a list", "{}": "an object", #""x""#: "“x”",
    ]
    for (json, summary) in summaries {
      #expect(try Self.read(json) { value throws(MalformedJSON) in value.summary } == summary)
    }
  }

  @Test func `a whole number is one that fits its range`() throws {
    for (json, value) in [("0", 0), ("5", 5), ("-5", nil), ("6", nil), ("5.0", nil), (#""5""#, nil)]
      as [(String, Int?)]
    {
      let int = try? Self.read(json) { value throws(MalformedJSON) in try value.int(in: 0...5) }
      #expect(int == value, "\(json)")
      let port = try? Self.read(json) { value throws(MalformedJSON) in try value.port() }
      #expect(port == (json == "6" ? 6 : value.map(UInt16.init)), "\(json)")
    }
  }

  @Test func `a place is named from the root down`() {
    func place(_ path: [MalformedJSON.Step], at position: (Int, Int)? = nil) -> String {
      MalformedJSON("is wrong", path: path, position: position).place
    }
    #expect(place([]) == "")
    #expect(place([.key("Vpcs")]) == "Vpcs")
    #expect(place([.index(3), .key("a"), .index(0), .index(1)]) == "[3].a[0][1]")
    #expect(place([.key("Vpcs"), .index(0)], at: (7, 12)) == "line 7, column 12, in Vpcs[0]")
    #expect(place([], at: (7, 12)) == "line 7, column 12")
    #expect(MalformedJSON("is wrong").inside(.index(1)).inside(.key("a")).place == "a[1]")
  }

  @Test func `a deep place is shortened in its middle`() {
    let path: [MalformedJSON.Step] = [.key("a")] + (0..<40).map { .index($0) } + [.key("z")]
    #expect(
      MalformedJSON("is wrong", path: path).place == "a[0][1][2][3][4][5][6]…[33][34][35][36][37][38][39].z")
  }
}
