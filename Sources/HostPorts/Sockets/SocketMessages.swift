internal import CLinux

/// One part of the kernel's answer: netlink messages, each a socket, the end, or an error (netlink(7), sock_diag(7)).
struct SocketMessages {
  /// How an answer goes on.
  enum Ending: Equatable {
    /// More parts follow; whether sockets came and went meanwhile, so that some may be missing or told twice.
    case more(isInterrupted: Bool)
    /// It is complete; whether it was interrupted.
    case done(isInterrupted: Bool)
    /// The kernel refuses, with an `errno`.
    case refused(Int32)
  }

  private static let headerSize = MemoryLayout<nlmsghdr>.size
  /// Sockets that a walk through a changing table tells twice stand around the place where it paused.
  private static let overlap = 32

  /// Appends the sockets of a part to `sockets` and says how the answer goes on.
  ///
  /// Messages with another `sequence` belong to an earlier question and are passed over.
  ///
  /// - Throws: `SocketReaderError.malformed` when the bytes are not what the kernel's headers say.
  static func read(
    _ bytes: UnsafeRawBufferPointer, sequence: UInt32, transport: HostSocket.Transport, into sockets: inout [HostSocket]
  ) throws(SocketReaderError) -> Ending {
    var offset = 0
    var isInterrupted = false
    var doubtful = overlap
    let before = sockets.count
    while offset < bytes.count {
      guard bytes.count - offset >= headerSize else { throw .malformed("a header is cut off") }
      let header = bytes.loadUnaligned(fromByteOffset: offset, as: nlmsghdr.self)
      let length = Int(header.nlmsg_len)
      guard length >= headerSize, length <= bytes.count - offset else {
        throw .malformed("a message claims \(length) bytes of \(bytes.count - offset)")
      }
      let payload = UnsafeRawBufferPointer(rebasing: bytes[offset + headerSize..<offset + length])
      offset += (length + 3) & ~3
      guard header.nlmsg_seq == sequence else { continue }
      if Int32(header.nlmsg_flags) & NLM_F_DUMP_INTR != 0 { isInterrupted = true }
      switch Int32(header.nlmsg_type) {
      case NLMSG_DONE:
        let status = payload.count >= 4 ? payload.loadUnaligned(as: Int32.self) : 0
        return status < 0 ? .refused(refusal(status)) : .done(isInterrupted: isInterrupted)
      case NLMSG_ERROR:
        guard payload.count >= 4 else { throw .malformed("an error without its number") }
        return .refused(refusal(payload.loadUnaligned(as: Int32.self)))
      case SOCK_DIAG_BY_FAMILY:
        let socket = try socket(payload, transport)
        if doubtful > 0 {
          doubtful -= 1
          if sockets[..<before].suffix(overlap).contains(where: { $0.cookie == socket.cookie }) { continue }
        }
        sockets.append(socket)
      default: continue
      }
    }
    return .more(isInterrupted: isInterrupted)
  }

  private static func refusal(_ status: Int32) -> Int32 { status == .min ? .max : abs(status) }

  private static func socket(
    _ payload: UnsafeRawBufferPointer, _ transport: HostSocket.Transport
  ) throws(SocketReaderError) -> HostSocket {
    guard payload.count >= MemoryLayout<inet_diag_msg>.size else { throw .malformed("a socket is cut off") }
    let message = payload.loadUnaligned(as: inet_diag_msg.self)
    guard let state = HostSocket.State(rawValue: message.idiag_state) else {
      throw .malformed("no socket has a state \(message.idiag_state)")
    }
    let isIPv6 = message.idiag_family == 10
    guard isIPv6 || message.idiag_family == 2 else {
      throw .malformed("no socket has a family \(message.idiag_family)")
    }
    let id = message.id
    // Of TCP sockets that are not connected the kernel tells only when asked for those that are bound, and calls them closed.
    let known: HostSocket.State = transport == .tcp && state == .closed ? .boundInactive : state
    return HostSocket(
      transport: transport, state: known,
      local: HostSocket.End(address(id.idiag_src, isIPv6), UInt16(bigEndian: id.idiag_sport)),
      remote: HostSocket.End(address(id.idiag_dst, isIPv6), UInt16(bigEndian: id.idiag_dport)),
      interface: id.idiag_if, receiveQueue: message.idiag_rqueue, sendQueue: message.idiag_wqueue,
      user: message.idiag_uid, inode: message.idiag_inode,
      isIPv6Only: isIPv6 && isTold(state) && isIPv6Only(payload),
      cookie: UInt64(id.idiag_cookie.1) << 32 | UInt64(id.idiag_cookie.0))
  }

  /// The kernel says so of these alone (`inet_diag_msg_attrs_fill`).
  private static func isTold(_ state: HostSocket.State) -> Bool { state == .listening || state == .closed }

  /// Looks for `INET_DIAG_SKV6ONLY` among the attributes that follow a socket.
  private static func isIPv6Only(_ payload: UnsafeRawBufferPointer) -> Bool {
    var offset = MemoryLayout<inet_diag_msg>.size
    while payload.count - offset > MemoryLayout<nlattr>.size {
      let attribute = payload.loadUnaligned(fromByteOffset: offset, as: nlattr.self)
      guard attribute.nla_len > MemoryLayout<nlattr>.size, Int(attribute.nla_len) <= payload.count - offset else {
        break
      }
      if Int(attribute.nla_type) == INET_DIAG_SKV6ONLY {
        return payload[offset + MemoryLayout<nlattr>.size] != 0
      }
      offset += (Int(attribute.nla_len) + 3) & ~3
    }
    return false
  }

  private typealias Words = (UInt32, UInt32, UInt32, UInt32)

  private static func address(_ words: Words, _ isIPv6: Bool) -> HostAddress {
    guard isIPv6 else { return HostAddress(ipv4: UInt32(bigEndian: words.0)) }
    return HostAddress(
      high: UInt64(UInt32(bigEndian: words.0)) << 32 | UInt64(UInt32(bigEndian: words.1)),
      low: UInt64(UInt32(bigEndian: words.2)) << 32 | UInt64(UInt32(bigEndian: words.3)))
  }
}
