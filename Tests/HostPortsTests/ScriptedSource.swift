import CLinux
import HostPorts

/// A kernel that answers as it is told: what real ones do too seldom to wait for.
struct ScriptedSource: SocketSource {
  enum Part {
    case bytes([UInt8])
    case fails(SocketReaderError)
  }

  /// The answers to the questions in their order, each in parts; made for the sequence number of the question.
  var answers: [(UInt32) -> [Part]]
  private var pending: [Part] = []
  private(set) var asked = 0

  init(_ answers: [(UInt32) -> [Part]]) {
    self.answers = answers
  }

  mutating func ask(_ question: SocketQuestion, sequence: UInt32) throws(SocketReaderError) {
    // Only the first question is of interest: IPv4, TCP; the others have no sockets.
    if question.isIPv6 || question.transport == .udp {
      pending = [.bytes(Message.done(sequence))]
    } else {
      pending = asked < answers.count ? answers[asked](sequence) : [.bytes(Message.done(sequence))]
      asked += 1
    }
  }

  mutating func receive(into buffer: UnsafeMutableRawBufferPointer) throws(SocketReaderError) -> Int {
    guard !pending.isEmpty else { throw .silent }
    switch pending.removeFirst() {
    case .fails(let error): throw error
    case .bytes(let bytes):
      guard bytes.count <= buffer.count else { throw .truncated }
      buffer.copyBytes(from: bytes)
      return bytes.count
    }
  }
}

/// Netlink messages, as the kernel makes them.
enum Message {
  static func message(_ type: Int32, _ sequence: UInt32, flags: Int32 = NLM_F_MULTI, _ payload: [UInt8]) -> [UInt8] {
    var header = nlmsghdr()
    header.nlmsg_len = UInt32(MemoryLayout<nlmsghdr>.size + payload.count)
    header.nlmsg_type = UInt16(type)
    header.nlmsg_flags = UInt16(flags)
    header.nlmsg_seq = sequence
    let bytes = withUnsafeBytes(of: header) { Array($0) } + payload
    return bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
  }

  static func done(_ sequence: UInt32, status: Int32 = 0, flags: Int32 = NLM_F_MULTI) -> [UInt8] {
    message(NLMSG_DONE, sequence, flags: flags, withUnsafeBytes(of: status) { Array($0) })
  }

  static func error(_ sequence: UInt32, _ number: Int32) -> [UInt8] {
    message(
      NLMSG_ERROR, sequence, flags: 0, withUnsafeBytes(of: -number) { Array($0) } + [UInt8](repeating: 0, count: 16))
  }

  /// A connection whose cookie is `number`, from 10.0.0.1 to 10.0.0.2:443.
  static func socket(_ number: UInt32, _ sequence: UInt32, flags: Int32 = NLM_F_MULTI, state: UInt8 = 1) -> [UInt8] {
    var socket = inet_diag_msg()
    socket.idiag_family = 2
    socket.idiag_state = state
    socket.id.idiag_sport = UInt16(truncatingIfNeeded: 32_768 + number).bigEndian
    socket.id.idiag_dport = UInt16(443).bigEndian
    socket.id.idiag_src.0 = UInt32(0x0A00_0001).bigEndian
    socket.id.idiag_dst.0 = UInt32(0x0A00_0002).bigEndian
    socket.id.idiag_cookie = (number, 0)
    socket.idiag_inode = number
    return message(SOCK_DIAG_BY_FAMILY, sequence, flags: flags, withUnsafeBytes(of: socket) { Array($0) })
  }

  static func sockets(_ numbers: some Sequence<UInt32>, _ sequence: UInt32, flags: Int32 = NLM_F_MULTI) -> [UInt8] {
    numbers.flatMap { socket($0, sequence, flags: flags) }
  }
}
