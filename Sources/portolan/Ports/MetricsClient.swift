import Glibc

/// One who asks for metrics: first the request is read, then the answer written.
struct MetricsClient {
  /// What was asked.
  struct Request {
    let path: Substring
    let isHead: Bool
    let acceptsOpenMetrics: Bool
  }

  let descriptor: Int32
  /// When it must have ended.
  let deadline: Double
  private var received: [UInt8] = []
  private var answer: [UInt8]?
  private var sent = 0
  private(set) var isDone = false

  private static let seconds = 5.0
  private static let longestRequest = 16_384

  init(_ descriptor: Int32, now: Double) {
    self.descriptor = descriptor
    deadline = now + Self.seconds
  }

  /// Whether the answer is known and waits to be sent.
  var isWriting: Bool { answer != nil }

  /// Goes on, as far as it can without waiting.
  mutating func proceed(_ page: (Request) -> [UInt8]) {
    if answer == nil { receive() }
    if !isDone, answer == nil, let end = Self.end(of: received) { answer = Self.answer(received[..<end], page) }
    if answer == nil, received.count > Self.longestRequest {
      answer = Self.response("431 Request Header Fields Too Large", "text/plain", "too long\n")
    }
    send()
  }

  private mutating func receive() {
    var part = [UInt8](repeating: 0, count: 4_096)
    let count = read(descriptor, &part, part.count)
    if count < 0, errno == EAGAIN || errno == EINTR { return }
    if count <= 0 { isDone = true } else { received += part[..<count] }
  }

  private mutating func send() {
    guard let answer else { return }
    while sent < answer.count {
      let count = answer[sent...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN { return }
      if count <= 0 { break }
      sent += count
    }
    // Told first that this is all: closed with something unread, the connection would be reset and the answer lost.
    shutdown(descriptor, Int32(SHUT_WR))
    isDone = true
  }

  /// Where the header fields end; nil when they have not come yet.
  private static func end(of bytes: [UInt8]) -> Int? {
    var line = 0
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "\n") {
        if line == 0 { return index }
        line = 0
      } else if byte != UInt8(ascii: "\r") {
        line += 1
      }
    }
    return nil
  }

  private static func answer(_ head: ArraySlice<UInt8>, _ page: (Request) -> [UInt8]) -> [UInt8] {
    let lines = String(decoding: head, as: UTF8.self).split(whereSeparator: \.isNewline)
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count == 3, words[2].hasPrefix("HTTP/1.") else { return response("400 Bad Request", "text/plain", "") }
    guard words[0] == "GET" || words[0] == "HEAD" else {
      return response("405 Method Not Allowed", "text/plain", "only GET\n", also: "Allow: GET, HEAD\r\n")
    }
    let request = Request(
      path: words[1].prefix { $0 != "?" }, isHead: words[0] == "HEAD",
      acceptsOpenMetrics: lines.contains {
        $0.lowercased().hasPrefix("accept:") && $0.contains("application/openmetrics-text")
      })
    guard request.path == "/metrics" else { return response("404 Not Found", "text/plain", "see /metrics\n") }
    let whole = page(request)
    return request.isHead ? Array(whole.prefix((end(of: whole) ?? -1) + 1)) : whole
  }

  static func response(_ status: String, _ kind: String, _ body: String, also: String = "") -> [UInt8] {
    let body = Array(body.utf8)
    return Array(
      "HTTP/1.1 \(status)\r\nContent-Type: \(kind)\r\nContent-Length: \(body.count)\r\n\(also)Connection: close\r\n\r\n"
        .utf8)
      + body
  }
}
