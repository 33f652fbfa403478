internal import Glibc
internal import NetworkModel

/// ICMP: echo requests, which the server's kernel answers. There are no ports: the one "port" is 0.
struct EchoVolley: Volley {
  private let course: Course
  private var queue: EventQueue
  private let socket: Int32
  private let identifier = UInt16.random(in: 1 ... .max)

  init(_ course: Course) throws(LabError) {
    self.course = course
    queue = try EventQueue()
    let number = course.family == .v4 ? Int32(IPPROTO_ICMP) : Int32(IPPROTO_ICMPV6)
    socket = try course.client.sockets(1, course.family, type: SOCK_RAW, protocol: number)[0]
    guard SocketAddress(course.source, port: 0).with({ bind(socket, $0, $1) }) == 0 else {
      throw .unable("cannot send echoes from \(course.source): \(errorText(errno))")
    }
    try queue.add(socket, number: 0)
  }

  mutating func send(from ports: ArraySlice<UInt16>) { ask(again: []) }

  mutating func ask(again ports: [UInt16]) {
    var packet: [UInt8] = [
      course.family == .v4 ? 8 : 128, 0, 0, 0, UInt8(identifier >> 8), UInt8(identifier & 255), 0, 1,
    ]
    // The kernel computes ICMPv6's checksum, and not ICMP's (RFC 1071).
    if course.family == .v4 {
      var sum = stride(from: 0, to: 8, by: 2).reduce(UInt32(0)) {
        $0 + UInt32(packet[$1]) << 8 + UInt32(packet[$1 + 1])
      }
      while sum > 0xFFFF { sum = sum & 0xFFFF + sum >> 16 }
      packet[2] = ~UInt8(sum >> 8)
      packet[3] = ~UInt8(sum & 255)
    }
    SocketAddress(course.destination, port: 0).with { _ = sendto(socket, packet, packet.count, 0, $0, $1) }
  }

  mutating func pump(_ milliseconds: Int32, _ told: (UInt16, Answer) -> Void) throws(LabError) -> Int {
    let (socket, identifier, isV4) = (socket, identifier, course.family == .v4)
    return try queue.wait(milliseconds) { _ throws(LabError) in
      var packet = [UInt8](repeating: 0, count: 2048)
      while true {
        let count = recv(socket, &packet, packet.count, 0)
        if count < 0 { return }
        // A raw IPv4 socket gives the IP header too.
        let start = isV4 ? Int(packet[0] & 15) * 4 : 0
        guard count >= start + 8, packet[start] == (isV4 ? 0 : 129) else { continue }
        if UInt16(packet[start + 4]) << 8 | UInt16(packet[start + 5]) == identifier { told(0, .answered) }
      }
    }
  }

  mutating func cease() {}

  mutating func close() {
    Glibc.close(socket)
    queue.close()
  }
}
