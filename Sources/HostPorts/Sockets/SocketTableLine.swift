/// A line of `/proc/net/tcp`, `tcp6`, `udp` or `udp6` (proc_pid_net(5)): the kernel's sockets in text, as it told of them before `sock_diag`.
///
///     sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
///      0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 12345 …
struct SocketTableLine {
  private var rest: Slice<UnsafeRawBufferPointer>

  /// Reads the socket of a line; nil when it is not in that form.
  static func socket(
    _ line: Slice<UnsafeRawBufferPointer>, isIPv6: Bool, transport: HostSocket.Transport
  ) -> HostSocket? {
    var line = SocketTableLine(rest: line)
    guard line.skipWord(), let local = line.end(isIPv6), let remote = line.end(isIPv6),
      let number = line.number(radix: 16), let state = HostSocket.State(rawValue: UInt8(clamping: number)),
      let sendQueue = line.number(radix: 16), line.skip(UInt8(ascii: ":")), let receiveQueue = line.number(radix: 16),
      line.skipWord(), line.skipWord(),
      let user = line.number(radix: 10), line.skipWord(), let inode = line.number(radix: 10)
    else { return nil }
    return HostSocket(
      transport: transport, state: state, local: local, remote: remote, receiveQueue: receiveQueue,
      sendQueue: sendQueue, user: user, inode: inode, cookie: cookie(transport, local, remote, inode))
  }

  /// The text has no cookies. A connection is known by its ends, before and after it goes to TIME-WAIT and loses its inode; what is not
  /// connected may share its address and port, and is known by its inode, too.
  private static func cookie(
    _ transport: HostSocket.Transport, _ local: HostSocket.End, _ remote: HostSocket.End, _ inode: UInt32
  ) -> UInt64 {
    let ports = UInt64(local.port) << 16 | UInt64(remote.port)
    let words = [
      local.address.high, local.address.low, remote.address.high, remote.address.low,
      ports << 8 | UInt64(transport.rawValue), remote.port == 0 ? UInt64(inode) : 0,
    ]
    // FNV-1a by words, stirred so that the upper bits of one matter to the lower ones of the next.
    return words.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { hash, word in
      let mixed = (hash ^ word) &* 0x0000_0100_0000_01B3
      return mixed ^ mixed >> 29
    }
  }

  // MARK: Its parts

  private mutating func skipSpaces() { rest = rest.drop { $0 == UInt8(ascii: " ") } }

  private mutating func skipWord() -> Bool {
    skipSpaces()
    guard !rest.isEmpty else { return false }
    rest = rest.drop { $0 != UInt8(ascii: " ") }
    return true
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard rest.first == byte else { return false }
    rest.removeFirst()
    return true
  }

  /// The next number, after any spaces: of at most `digits`, and no more than 32 bits.
  private mutating func number(radix: UInt32, digits most: Int = 10) -> UInt32? {
    skipSpaces()
    var number: UInt32 = 0
    var digits = 0
    while digits < most, let byte = rest.first, let digit = Self.digit(byte), digit < radix {
      let (product, overflow) = number.multipliedReportingOverflow(by: radix)
      let (sum, carry) = product.addingReportingOverflow(digit)
      if overflow || carry { return nil }
      number = sum
      digits += 1
      rest.removeFirst()
    }
    return digits > 0 ? number : nil
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    default: nil
    }
  }

  /// An address and a port. The address is printed word by word as the machine has them in memory, the port as a number.
  private mutating func end(_ isIPv6: Bool) -> HostSocket.End? {
    guard let first = word() else { return nil }
    var address = HostAddress(ipv4: first)
    if isIPv6 {
      guard let second = word(), let third = word(), let fourth = word() else { return nil }
      address = HostAddress(
        high: UInt64(first) << 32 | UInt64(second), low: UInt64(third) << 32 | UInt64(fourth))
    }
    guard skip(UInt8(ascii: ":")), let port = number(radix: 16, digits: 4) else { return nil }
    return HostSocket.End(address, UInt16(port))
  }

  private mutating func word() -> UInt32? {
    let before = rest.count
    guard let word = number(radix: 16, digits: 8), before - rest.count >= 8 else { return nil }
    return UInt32(bigEndian: word)
  }
}
