import PortolanServer
import Seeds
import Testing

@Suite struct FormFieldsTests {
  @Test func `what is written is read again, whatever it is`() {
    var random = SeededGenerator(seed: 6)
    for _ in 0..<2_000 {
      var fields = FormFields()
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        let texts = (0..<2).map { _ in
          String(
            String.UnicodeScalarView(
              (0..<Int.random(in: 1...8, using: &random)).compactMap { _ in
                UnicodeScalar(UInt32.random(in: 0...(Bool.random(using: &random) ? 0x7F : 0x1F_FFF), using: &random))
              }))
        }
        fields.add(texts[0], texts[1])
      }
      #expect(FormFields(query: fields.query) == fields)
      #expect(fields.query.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") })
    }
  }

  @Test func `a form is read as browsers send it`() {
    let fields = FormFields(query: "edit=data+outbound+100&edit=a%2Bb&port=&from=web%201&flag")
    #expect(fields.all("edit") == ["data outbound 100", "a+b"])
    #expect(fields["port"] == nil)
    #expect(fields["from"] == "web 1")
    #expect(fields["flag"] == nil)
    #expect(fields.fields.count == 5)
  }

  @Test func `what is malformed is kept as it is, or replaced where it is no text`() {
    #expect(FormFields(query: "a=%zz")["a"] == "%zz")
    #expect(FormFields(query: "a=%4")["a"] == "%4")
    #expect(FormFields(query: "a=100%")["a"] == "100%")
    #expect(FormFields(query: "a=%ff")["a"] == "\u{FFFD}")
    #expect(FormFields(query: "a=b=c")["a"] == "b=c")
    #expect(FormFields(query: "&&&").fields.isEmpty)
  }
}
