import Ports
import Testing

@Suite struct PortSetTextTests {
  @Test func `texts read as the sets they name`() throws {
    let readings: [(String, String)] = [
      ("", ""), ("  ", ""), ("80", "80"), ("0", "0"), ("65535", "65535"), ("0-65535", "0-65535"),
      ("80,443,1024-65535", "80,443,1024-65535"), (" 443 ,80", "80,443"), ("5-7,8,9-10", "5-10"),
      ("1-3,2-4,3", "1-4"), ("1 - 3", "1-3"), ("00080", "80"),
    ]
    for (text, printed) in readings {
      #expect(try PortSet(parsing: text).description == printed, "\(text)")
    }
  }

  @Test func `a text that names no set is refused with the part at fault`() {
    let faults: [(String, String)] = [
      ("65536", "65536"), ("80,99999", "99999"), ("80,", ""), (",", ""), ("-1", "-1"), ("1-", "1-"),
      ("2-1", "2-1"),
      ("1-2-3", "1-2-3"), ("http", "http"), ("80;443", "80;443"), ("+80", "+80"), ("0x50", "0x50"),
      ("000080", "000080"), ("８０", "８０"), ("80\u{0}", "80\u{0}"),
    ]
    for (text, found) in faults {
      #expect(throws: PortSyntaxError.self, "\(text)") { try PortSet(parsing: text) }
      do { _ = try PortSet(parsing: text) } catch { #expect(error.found == found) }
    }
  }
}
