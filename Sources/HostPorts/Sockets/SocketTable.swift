internal import Glibc

/// The sockets of one family and protocol as text, of the calling thread's network namespace: `/proc/net/tcp` and its like.
///
/// Every kernel has it. It takes longer than `sock_diag`, leaves out sockets that are merely bound, and does not say whether it was
/// interrupted.
package struct SocketTable {
  /// Where it is.
  package let path: String
  private let question: SocketQuestion

  /// Makes the table or its lines, for the sockets that a question asks for.
  package init(_ question: SocketQuestion) {
    path = "/proc/thread-self/net/\(question.transport == .tcp ? "tcp" : "udp")\(question.isIPv6 ? "6" : "")"
    self.question = question
  }

  /// Appends the sockets that the question asks for; false when there is no such table.
  ///
  /// - Throws: `SocketReaderError.malformed` when a line is not a socket.
  package func read(into sockets: inout [HostSocket]) throws(SocketReaderError) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var lines = SocketTableLines(question)
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &part, part.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .refused(errno) }
      if count == 0 { break }
      try lines.take(part[..<count], into: &sockets)
    }
    try lines.end(into: &sockets)
    return true
  }
}

/// The lines of a table, which arrive in parts that end anywhere.
package struct SocketTableLines {
  private let question: SocketQuestion
  private var unfinished: [UInt8] = []
  private var isPastHeading = false

  /// No kernel's line is longer; more than this without an end is no table.
  private static let longestLine = 4_096

  /// Makes the table or its lines, for the sockets that a question asks for.
  package init(_ question: SocketQuestion) {
    self.question = question
  }

  /// Takes a part, and appends the sockets of the lines that end in it.
  package mutating func take(_ part: ArraySlice<UInt8>, into sockets: inout [HostSocket]) throws(SocketReaderError) {
    var rest = part
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      if unfinished.isEmpty {
        try line(rest[..<end], into: &sockets)
      } else {
        unfinished += rest[..<end]
        let whole = unfinished
        unfinished.removeAll(keepingCapacity: true)
        try line(whole[...], into: &sockets)
      }
      rest = rest[(end + 1)...]
    }
    unfinished += rest
    if unfinished.count > Self.longestLine { throw .malformed("a line without an end") }
  }

  /// Takes what is left when no part follows.
  package mutating func end(into sockets: inout [HostSocket]) throws(SocketReaderError) {
    guard !unfinished.isEmpty else { return }
    try line(unfinished[...], into: &sockets)
    unfinished.removeAll()
  }

  private mutating func line(_ line: ArraySlice<UInt8>, into sockets: inout [HostSocket]) throws(SocketReaderError) {
    guard isPastHeading else {
      isPastHeading = true
      return
    }
    let socket = line.withUnsafeBytes {
      SocketTableLine.socket($0[...], isIPv6: question.isIPv6, transport: question.transport)
    }
    guard let socket else {
      throw .malformed("“\(String(decoding: line.prefix(80), as: UTF8.self))” is no socket of /proc/net")
    }
    if question.filter.admits(socket) { sockets.append(socket) }
  }
}
