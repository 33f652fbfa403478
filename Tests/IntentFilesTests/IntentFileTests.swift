import IntentFiles
import NetworkModel
import Ports
import Reachability
import Testing

/// What is read off a file of intents.
@Suite struct IntentFileTests {
  private func intents(_ text: String) throws -> [Intent] { try IntentFile(parsing: Array(text.utf8)).intents }

  /// The one intent of a file whose connections are `connections`.
  private func intent(_ connections: String) throws -> Intent {
    try #require(try intents("intents: [{id: a, allow: {from: x, to: y, \(connections)}}]").first)
  }

  @Test func `every key is read, with its place`() throws {
    let all = try intents(
      """
      groups:
        web:
          - web-1
          - web-2
      intents:
        - id: orders
          allow:
            from: [web, "batch-*"]
            not-from: batch-9
            to: orders
            ports: [5432, 8000-8100]
            os: windows
            for: some client port
            family: ipv4
          reason: >
            Nothing is sold
            without its orders.
          owner: shop
        - id: shells
          deny: {from: internet, to: any, not-to: bastion, ports: 22, protocol: [tcp, udp]}
      """)
    let orders = all[0]
    #expect(orders.id == "orders" && orders.action == .allow && orders.place == .init(line: 6, column: 5))
    #expect(orders.from.terms.map(\.text) == ["web-1", "web-2", "batch-*"])
    #expect(orders.from.terms[1].place == .init(line: 4, column: 7))
    #expect(orders.from.exceptions.map(\.text) == ["batch-9"])
    #expect(orders.from.label == "web, batch-* but batch-9" && orders.from.place == .init(line: 8, column: 13))
    #expect(orders.ports == "5432,8000-8100" && orders.protocols == [.tcp] && orders.family == .v4)
    #expect(orders.clientPorts?.ports == "49152-65535" && orders.extent == .someClientPort)
    #expect(orders.reason == "Nothing is sold without its orders." && orders.owner == "shop")
    let shells = all[1]
    #expect(shells.action == .deny && shells.protocols == [.tcp, .udp] && shells.ports == "22")
    #expect(shells.to.terms.map(\.text) == ["any"] && shells.to.exceptions.map(\.text) == ["bastion"])
    #expect(shells.clientPorts == nil && shells.family == nil && shells.extent == .everyClientPort)
  }

  @Test func `ports are read from their text, whatever YAML 1.1 makes of it`() throws {
    for (text, ports) in [
      ("22", "22"), ("022", "22"), ("\"22\"", "22"), ("8000-8100", "8000-8100"), ("[80, 443]", "80,443"),
      ("\"80, 443\"", "80,443"), ("any", "0-65535"), ("[1-2, any]", "0-65535"), ("0", "0"),
    ] {
      #expect(try "\(#require(intent("ports: \(text)").ports))" == ports, "\(text)")
    }
    for text in ["0x50", "1_000", "22:22", "1e3", "-1", "65536", "2-1", "80.0", "yes", "''", "~", "[]", "{}", "[[1]]"] {
      #expect(throws: IntentFileError.self, "\(text)") { try intent("ports: \(text)") }
    }
  }

  @Test func `names are texts, whatever YAML 1.1 makes of them`() throws {
    for name in ["yes", "12:30:00", "1.0", "null", "0x1f", "10.0.0.0/8", "subnet:app-a", "tag:tier=web*"] {
      let end = try intents("intents: [{id: a, deny: {from: \(name), to: y, ports: 1}}]")[0].from
      #expect(end.terms.map(\.text) == [name])
    }
  }

  @Test func `a protocol without ports has none`() throws {
    #expect(try intent("protocol: icmp").ports == nil)
    #expect(try intent("protocol: [gre, 50]").protocols.map(\.rawValue) == [47, 50])
    #expect(throws: IntentFileError.self) { try intent("protocol: icmp, ports: 1") }
    #expect(throws: IntentFileError.self) { try intent("protocol: icmp, os: linux") }
    #expect(throws: IntentFileError.self) { try intent("protocol: [icmp, tcp], ports: 1") }
    #expect(throws: IntentFileError.self) { try intent("protocol: udp") }
  }

  /// The text of a file, and all that is said of it.
  private static let complaints: [(text: String, lines: [String])] = [
    ("", ["1:1: the file is empty: it needs a list “intents”"]),
    ("# nothing\n", ["1:1: the file is empty: it needs a list “intents”"]),
    ("- x", ["1:1: the file is a list, and must be a mapping with “groups”, “intents”"]),
    ("groups: {}", ["1:1: the file has no list “intents”"]),
    ("intents: []", ["1:10: “intents” is empty: a gate that asks nothing always holds"]),
    ("intents: web", ["1:10: “intents” is “web”, and must be a list"]),
    ("intent: []", ["1:1: the file has no key “intent”; did you mean intents?"]),
    ("intents:\n  - id: a\n", ["2:5: the intent neither allows nor denies: it needs “allow” or “deny”"]),
    (
      "intents:\n  - id: a\n    alow: {}\n",
      ["3:5: an intent has no key “alow”; did you mean allow?"]
    ),
    (
      "intents:\n  - id: a\n    allow: {from: x, too: y, ports: 1}\n",
      ["3:22: “allow” has no key “too”; did you mean to?"]
    ),
    (
      "intents:\n  - allow: {from: x, to: y, ports: 1}\n",
      ["2:5: the intent has no “id”: give it a name of its own, such as web-to-orders"]
    ),
    (
      "intents:\n  - id: a b\n    allow: {from: x, to: y, ports: 1}\n",
      ["2:9: “a b” is no id: use up to 100 letters, digits, - _ and ."]
    ),
    (
      "intents:\n  - {id: a, deny: {from: x, to: y, ports: 1}}\n  - {id: a, deny: {from: x, to: y, ports: 1}}\n",
      ["3:5: the id “a” is taken by the intent in line 2"]
    ),
    (
      "intents:\n  - {id: a, allow: {from: x, to: y}, deny: {from: x, to: y}}\n",
      ["2:44: the intent has both “allow” and “deny”: make it two"]
    ),
    (
      "intents:\n  - {id: a, allow: {from: x, to: [], ports: 1}}\n",
      ["2:34: “to” is an empty list"]
    ),
    ("intents:\n  - {id: a, allow: {from: , to: y, ports: 1}}\n", ["2:27: “from” is empty"]),
    (
      "intents:\n  - {id: a, allow: {from: {a: b}, to: y, ports: 1}}\n",
      ["2:27: “from” is a mapping, and must be a text"]
    ),
    (
      "intents:\n  - {id: a, allow: {from: x, to: y}}\n",
      ["2:20: “ports” is missing: name the servers' ports, such as 443 or [80, 8000-8100], or write any"]
    ),
    (
      "intents:\n  - {id: a, allow: {from: x, to: y, ports: [80, 90-80]}}\n",
      ["2:49: “ports”: “90-80” is not a range: it ends before it begins"]
    ),
    (
      "intents:\n  - {id: a, allow: {from: x, to: y, ports: 1, protocol: tpc}}\n",
      ["2:57: “tpc” is not a protocol: use tcp, udp, icmp, another name, or a number from 0 to 255"]
    ),
    (
      "intents:\n  - {id: a, allow: {from: x, to: y, ports: 1, os: linus}}\n",
      ["2:51: “linus” is not a system that Portolan knows; did you mean linux?"]
    ),
    (
      "intents:\n  - {id: a, allow: {from: x, to: y, ports: 1, os: linux, client-ports: 1-2}}\n",
      ["2:72: “os” and “client-ports” both say which ports clients use: give one"]
    ),
    (
      "intents:\n  - {id: a, allow: {from: x, to: y, ports: 1, for: all}}\n",
      ["2:52: “for” is “all”, and must be “every client port” or “some client port”"]
    ),
    (
      "intents:\n  - {id: a, deny: {from: x, to: y, ports: 1, for: some client port}}\n",
      ["2:51: a “deny” holds only if no client port works: leave “for” out"]
    ),
    (
      "intents:\n  - {id: a, deny: {from: x, to: y, ports: 1, family: v4}}\n",
      ["2:54: “family” is “v4”, and must be “ipv4” or “ipv6”"]
    ),
    (
      "groups: {web: }\nintents:\n  - {id: a, deny: {from: web, to: y, ports: 1}}\n", ["1:15: the group “web” is empty"]
    ),
    (
      "intents:\n  - {id: a, deny: {from: *web, to: y, ports: 1}}\n",
      [
        "2:26: this is not YAML: found undefined alias; put a name that begins with * in quotes, or write any"
      ]
    ),
    (
      "intents:\n  - {id: a, deny: {from: *, to: y, ports: 1}}\n",
      [
        "2:26: this is not YAML: did not find expected alphabetic or numeric character; "
          + "put a name that begins with * in quotes, or write any"
      ]
    ),
    ("intents:\n  - {id: a, id: b, deny: {from: x, to: y, ports: 1}}\n", ["2:13: “id” is given twice"]),
    ("intents: [\n", ["2:1: this is not YAML: did not find expected node content"]),
    ("intents: [a]\n---\nintents: [b]\n", ["2:1: this is not YAML: but found another document"]),
  ]

  @Test func `every problem is told with its place, what was found and what to do`() {
    for (text, lines) in Self.complaints {
      do throws(IntentFileError) {
        _ = try IntentFile(parsing: Array(text.utf8))
        Issue.record("nothing is said of \(text)")
      } catch {
        #expect(error.problems.map { "\($0.place.line):\($0.place.column): \($0.message)" } == lines, "\(text)")
      }
    }
  }

  @Test func `all problems of a file are told at once, in the order of its lines`() throws {
    let text = "intents:\n  - {id: a, deny: {from: x, to: y, ports: 1x}}\n  - {id: b, allow: {from: x, ports: 2x}}\n"
    do throws(IntentFileError) {
      _ = try IntentFile(parsing: Array(text.utf8))
      Issue.record("nothing is said")
    } catch {
      #expect(error.problems.map(\.place.line) == [2, 3, 3])
    }
  }

  @Test func `aliases may not make a small file endless`() throws {
    var text = "intents:\n  - {id: a, deny: {from: &x0 [a, b], to: y, ports: 1}}\n"
    text = "groups:\n  g0: &x0 [a, b]\n"
    for number in 1...40 { text += "  g\(number): &x\(number) [*x\(number - 1), *x\(number - 1)]\n" }
    text += "intents:\n  - {id: a, deny: {from: g40, to: y, ports: 1}}\n"
    #expect(throws: IntentFileError.self) { try intents(text) }
  }

  @Test func `text that is not UTF-8 is told by its line`() {
    do throws(IntentFileError) {
      _ = try IntentFile(parsing: Array("intents:\n".utf8) + [0x2D, 0xFF])
      Issue.record("nothing is said")
    } catch {
      #expect(error.problems == [IntentProblem("this is not UTF-8 text", at: .init(line: 2, column: 1))])
    }
  }
}
