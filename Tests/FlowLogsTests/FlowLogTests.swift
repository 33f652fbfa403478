import FlowLogs
import Foundation
import NetworkModel
import Seeds
import Testing

@Suite struct FlowLogTests {
  /// An error without its file's name, which differs each time.
  private struct Refused: Error, Equatable {
    let line: Int?
    let problem: FlowLogError.Problem
  }

  private static func records(_ text: String) throws -> [FlowRecord] { try records(Data(text.utf8)) }

  private static func records(_ data: Data) throws -> [FlowRecord] {
    let file = FileManager.default.temporaryDirectory.appending(component: "portolan-\(UUID().uuidString).log")
    try data.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    var records: [FlowRecord] = []
    do { try FlowLog(file.path).read { records.append($0) } } catch {
      throw Refused(line: error.line, problem: error.problem)
    }
    return records
  }

  /// Of UG/flow-log-records, with its fields in their order.
  private static let accepted =
    "2 123456789010 eni-1235b8ca123456789 172.31.16.139 172.31.16.21 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK"
  private static let nothing = "2 123456789010 eni-1235b8ca123456789 - - - - - - - 1431280876 1431280934 - NODATA"

  @Test func `lines of the default format are read, and those without data passed over`() throws {
    let records = try Self.records("\(Self.accepted)\n\(Self.nothing)\r\n\n\(Self.accepted)")
    #expect(records.count == 2 && records[0] == records[1])
    let record = records[0]
    #expect(record.interface == "eni-1235b8ca123456789" && "\(record.source)" == "172.31.16.139")
    #expect(record.sourcePort == 20_641 && record.destinationPort == 22 && record.ipProtocol == .tcp)
    #expect(record.start == 1_418_530_010 && record.end == 1_418_530_070 && record.isAccepted)
    #expect(record.packetSource == nil)
  }

  @Test func `a first line that names the fields says where they stand`() throws {
    let records = try Self.records(
      """
      srcaddr dstaddr srcport dstport protocol start end action pkt-srcaddr
      10.20.0.150 10.20.10.4 443 40000 6 100 160 REJECT 203.0.113.10
      2001:db8::1 2001:db8::2 443 40000 17 100 160 ACCEPT -
      """)
    #expect(records.count == 2 && records[0].packetSource == IPAddress("203.0.113.10") && !records[0].isAccepted)
    #expect(records[1].ipProtocol == .udp && records[1].packetSource == nil && records[1].interface == nil)
  }

  @Test func `what cannot be read is told with its line`() {
    for (text, problem) in [
      (
        Self.accepted + "\nsrcaddr dstaddr srcport protocol start end action",
        FlowLogError.Problem.missingField("dstport")
      ),
      (Self.accepted + "\n2 3 eni-1", .fieldCount(3, of: 14)),
      (Self.accepted + "\n" + Self.accepted.replacing("20641", with: "70000"), .value("srcport", "70000")),
      (
        Self.accepted + "\n" + Self.accepted.replacing("172.31.16.21", with: "172.31.16"),
        .value("dstaddr", "172.31.16")
      ),
    ] {
      #expect(throws: Refused(line: 2, problem: problem)) { try Self.records(text) }
    }
    #expect(throws: FlowLogError.self) { try FlowLog("/is/not/there").read { _ in } }
    #expect(throws: Refused(line: nil, problem: .compressed)) {
      try Self.records(Data([0x1F, 0x8B, 8, 0, 10]))
    }
  }

  @Test func `times that cannot be are told with their line`() {
    func log(_ start: String, _ end: String) -> String {
      Self.accepted + "\n" + Self.accepted.replacing("1418530010 1418530070", with: "\(start) \(end)")
    }
    for (start, end, problem) in [
      ("1418530070", "1418530010", FlowLogError.Problem.endsBeforeStart(start: 1_418_530_070, end: 1_418_530_010)),
      ("1418530010000", "1418530070000", .time("start", 1_418_530_010_000)),
      ("1418530010", "9223372036854775807", .time("end", .max)),
      ("9223372036854775800", "9223372036854775807", .time("start", .max - 7)),
      ("9223372036854775808", "9223372036854775809", .value("start", "9223372036854775808")),
      ("-5", "1418530070", .value("start", "-5")), ("1", "2", .farAway(1, days: 16_418)),
      ("4000000000", "4000000001", .farAway(4_000_000_000, days: 29_878)),
    ] {
      #expect(throws: Refused(line: 2, problem: problem), "\(start) \(end)") { try Self.records(log(start, end)) }
    }
  }

  @Test func `what has no end is told, and a folder is none`() {
    do {
      try FlowLog("/dev/zero").read { _ in }
      Issue.record("it has ended")
    } catch {
      #expect(error.line == 1)
    }
    do {
      try FlowLog("/").read { _ in }
      Issue.record("a folder was read")
    } catch {
      #expect(error.description == "/: Is a directory")
    }
  }

  @Test func `broken logs never crash the reader`() throws {
    var (accepted, refused) = (0, 0)
    let seed: UInt64 = 0xF109_0001
    var generator = SeededGenerator(seed: seed)
    for _ in 1...2_000 {
      var bytes = Array("\(Self.accepted)\n\(Self.nothing)\n\(Self.accepted)\n".utf8)
      for _ in 0..<Int.random(in: 0...3, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        if Bool.random(using: &generator) {
          bytes[place] = .random(in: 0 ... .max, using: &generator)
        } else {
          bytes.remove(at: place)
        }
      }
      do { accepted += try Self.records(Data(bytes)).count } catch { refused += 1 }
    }
    #expect(accepted > 100 && refused > 100, "\(accepted) accepted, \(refused) refused, seed \(seed)")
  }
}
