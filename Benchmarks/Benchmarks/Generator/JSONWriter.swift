/// Writes JSON text: compact, or indented by four spaces as the `aws` command line does it.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  private let isIndented: Bool
  private var depth = 0
  private var isFirst = true

  init(indented: Bool) {
    isIndented = indented
  }

  mutating func object(_ body: (inout JSONWriter) -> Void) { group("{", "}", body) }
  mutating func list(_ body: (inout JSONWriter) -> Void) { group("[", "]", body) }

  mutating func element(_ body: (inout JSONWriter) -> Void) {
    separate()
    body(&self)
  }

  mutating func field(_ key: StaticString, _ body: (inout JSONWriter) -> Void) {
    separate()
    write("\"\(key)\":\(isIndented ? " " : "")")
    body(&self)
  }

  mutating func field(_ key: StaticString, _ value: String) { field(key) { $0.write("\"\(value)\"") } }
  mutating func field(_ key: StaticString, _ value: Int) { field(key) { $0.write("\(value)") } }
  mutating func field(_ key: StaticString, _ value: Bool) { field(key) { $0.write(value ? "true" : "false") } }

  /// A field that holds an empty list.
  mutating func emptyList(_ key: StaticString) { field(key) { $0.write("[]") } }

  /// A field that holds the `Name` tag alone.
  mutating func tags(_ key: StaticString = "Tags", name: String) {
    field(key) {
      $0.list {
        $0.element {
          $0.object {
            $0.field("Key", "Name")
            $0.field("Value", name)
          }
        }
      }
    }
  }

  mutating func write(_ text: String) { bytes += text.utf8 }

  private mutating func group(_ open: String, _ close: String, _ body: (inout JSONWriter) -> Void) {
    write(open)
    depth += 1
    isFirst = true
    body(&self)
    depth -= 1
    if !isFirst { newLine() }
    isFirst = false
    write(close)
  }

  private mutating func separate() {
    if !isFirst { write(",") }
    isFirst = false
    newLine()
  }

  private mutating func newLine() {
    guard isIndented else { return }
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<depth * 4 { bytes.append(UInt8(ascii: " ")) }
  }
}
