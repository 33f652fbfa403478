import CLinux
import HostPorts
import Seeds
import Testing

/// Answers that are interrupted, too long, lost, stale, or wrong.
@Suite struct DumpTests {
  private typealias Answer = (UInt32) -> [ScriptedSource.Part]

  private static func list(_ answers: [Answer], partLength: Int = 1 << 16) throws(SocketReaderError) -> (
    numbers: [UInt64], isExact: Bool
  ) {
    var reader = SocketReader(ScriptedSource(answers), partLength: partLength)
    let list = try reader.sockets([.tcp])
    return (list.sockets.map(\.cookie), list.isExact)
  }

  private static let interrupted = NLM_F_MULTI | NLM_F_DUMP_INTR

  @Test func `a whole answer is read`() throws {
    let (numbers, isExact) = try Self.list([
      { [.bytes(Message.sockets(1...5, $0)), .bytes(Message.sockets(6...9, $0) + Message.done($0))] }
    ])
    #expect(numbers == Array(1...9) && isExact)
  }

  @Test func `an interrupted answer is asked for again`() throws {
    let (numbers, isExact) = try Self.list([
      {
        [
          .bytes(Message.sockets(1...3, $0)),
          .bytes(Message.sockets(7...8, $0, flags: Self.interrupted) + Message.done($0)),
        ]
      },
      { [.bytes(Message.sockets(1...4, $0)), .bytes(Message.done($0, flags: Self.interrupted))] },
      { [.bytes(Message.sockets(1...6, $0) + Message.done($0))] },
    ])
    #expect(numbers == Array(1...6) && isExact)
  }

  @Test func `an answer that is interrupted each time is kept, and marked`() throws {
    let answer: Answer = { [.bytes(Message.sockets(1...6, $0, flags: Self.interrupted) + Message.done($0))] }
    let (numbers, isExact) = try Self.list(Array(repeating: answer, count: 10))
    #expect(numbers == Array(1...6) && !isExact)
  }

  @Test func `a part that is too long for the buffer is asked for again with a longer one`() throws {
    let answer: Answer = { [.bytes(Message.sockets(1...200, $0)), .bytes(Message.done($0))] }
    let (numbers, isExact) = try Self.list(Array(repeating: answer, count: 12), partLength: 64)
    #expect(numbers == Array(1...200) && isExact)
  }

  @Test func `a part that is too long for any buffer is an error`() {
    let answer: Answer = { _ in [.fails(.truncated)] }
    #expect(throws: SocketReaderError.truncated) { try Self.list(Array(repeating: answer, count: 50)) }
  }

  @Test func `a lost part is asked for again, but not forever`() throws {
    let lost: Answer = { [.bytes(Message.sockets(1...2, $0)), .fails(.lost)] }
    let (numbers, _) = try Self.list([lost, lost, { [.bytes(Message.sockets(1...3, $0) + Message.done($0))] }])
    #expect(numbers == [1, 2, 3])
    #expect(throws: SocketReaderError.lost) { try Self.list(Array(repeating: lost, count: 50)) }
  }

  @Test func `what is left of an earlier answer is passed over`() throws {
    let (numbers, isExact) = try Self.list([
      {
        [
          .bytes(Message.sockets(90...95, $0 &- 1)),
          .bytes(Message.done($0 &- 1) + Message.sockets(1...2, $0) + Message.done($0)),
        ]
      }
    ])
    #expect(numbers == [1, 2] && isExact)
  }

  @Test func `a table that grows while it is read tells no socket twice`() throws {
    // New sockets stand first in a chain of the kernel's table, so the walk that goes on at a count meets the last ones again.
    let (numbers, _) = try Self.list([
      { [.bytes(Message.sockets(1...40, $0)), .bytes(Message.sockets(36...80, $0)), .bytes(Message.done($0))] }
    ])
    #expect(numbers == Array(1...80))
  }

  @Test func `a refusal is told with its reason`() {
    #expect(throws: SocketReaderError.refused(22)) { try Self.list([{ [.bytes(Message.error($0, 22))] }]) }
    #expect(throws: SocketReaderError.refused(12)) { try Self.list([{ [.bytes(Message.done($0, status: -12))] }]) }
    #expect(throws: SocketReaderError.refused(2)) { try Self.list([{ [.bytes(Message.error($0, 2))] }]) }
  }

  @Test func `silence and malformed answers are errors`() {
    #expect(throws: SocketReaderError.silent) { try Self.list([{ [.bytes(Message.sockets(1...2, $0))] }]) }
    for bytes: [UInt8] in [[1], Array(repeating: 0, count: 16), Array(repeating: 255, count: 64)] {
      #expect(throws: SocketReaderError.self) { try Self.list([{ _ in [.bytes(bytes)] }]) }
    }
    #expect(throws: SocketReaderError.malformed("no socket has a state 77")) {
      try Self.list([{ [.bytes(Message.socket(1, $0, state: 77))] }])
    }
  }

  @Test func `broken and random answers never crash the reader`() {
    let seed: UInt64 = 0xD1A6_0001
    var generator = SeededGenerator(seed: seed)
    var (accepted, refused) = (0, 0)
    for _ in 1...6_000 {
      var bytes = Message.sockets(1...3, 1) + Message.error(1, 5) + Message.sockets(4...4, 1) + Message.done(1)
      if Bool.random(using: &generator) { bytes.removeSubrange(216..<252) }
      for _ in 0..<Int.random(in: 0...3, using: &generator) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[place] = .random(in: 0 ... .max, using: &generator)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...9, using: &generator)))
        default: bytes.removeLast(bytes.count - place)
        }
      }
      do throws(SocketReaderError) {
        let (numbers, _) = try Self.list([{ [bytes] _ in [.bytes(bytes)] }])
        #expect(numbers.count <= 4, "seed \(seed)")
        accepted += 1
      } catch {
        #expect(!"\(error)".isEmpty)
        refused += 1
      }
    }
    #expect(accepted > 200 && refused > 200, "\(accepted) accepted, \(refused) refused")
  }
}
