import Foundation
import Reachability
import Testing

@Suite struct AuditDocumentationTests {
  @Test func `every code of an audit is documented`() throws {
    let page = URL(filePath: #filePath).appending(components: "..", "..", "..", "..", "docs", "audit.md").standardized
    let text = try String(contentsOf: page, encoding: .utf8)
    for code in Audit.Code.allCases {
      #expect(text.contains("| `\(code.rawValue)` |"), "docs/audit.md lacks \(code.rawValue)")
    }
    for severity in Audit.Severity.allCases { #expect(text.contains("| `\(severity.rawValue)` |")) }
  }
}
