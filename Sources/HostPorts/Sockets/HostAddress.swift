internal import Glibc

/// An IPv4 or IPv6 address of a socket.
public struct HostAddress: Hashable, Sendable {
  /// The upper 64 bits, in the order of numbers; 0 for IPv4.
  public let high: UInt64
  /// The lower 64 bits, in the order of numbers; for IPv4 its 32 bits.
  public let low: UInt64
  /// Whether the address is one of IPv6.
  public let isIPv6: Bool

  /// Makes an IPv4 address of its 32 bits, in the order of numbers.
  public init(ipv4 bits: UInt32) {
    (high, low, isIPv6) = (0, UInt64(bits), false)
  }

  /// Makes an IPv6 address of its halves, in the order of numbers.
  public init(high: UInt64, low: UInt64) {
    (self.high, self.low, isIPv6) = (high, low, true)
  }

  /// Reads an address as people write it (`10.0.0.1`, `2001:db8::1`); nil when it is none.
  public init?(_ text: String) {
    var four = in_addr()
    var six = in6_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      self.init(ipv4: UInt32(bigEndian: four.s_addr))
    } else if inet_pton(AF_INET6, text, &six) == 1 {
      let halves = withUnsafeBytes(of: &six) {
        ($0.loadUnaligned(as: UInt64.self), $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      }
      self.init(high: UInt64(bigEndian: halves.0), low: UInt64(bigEndian: halves.1))
    } else {
      return nil
    }
  }

  /// Whether it stands for every address: `0.0.0.0`, `::`.
  public var isAny: Bool { high == 0 && low == 0 }

  /// The IPv4 address that an IPv6 socket talks to (RFC 4291 §2.5.5.2); else the address itself.
  ///
  /// The kernel keeps the connections of such a socket among those of IPv4, and they share its ports.
  public var unmapped: HostAddress {
    isIPv6 && high == 0 && low >> 32 == 0xFFFF ? HostAddress(ipv4: UInt32(truncatingIfNeeded: low)) : self
  }
}

extension HostAddress: CustomStringConvertible {
  /// The address as people write it (RFC 5952).
  public var description: String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the address as people write it: long lists of sockets are mostly addresses.
  public func write(to bytes: inout [UInt8]) {
    if isIPv6 {
      var words = (high.bigEndian, low.bigEndian)
      withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { text in
        guard inet_ntop(AF_INET6, &words, text.baseAddress, socklen_t(text.count)) != nil else { return }
        bytes += text.lazy.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
      }
    } else {
      for shift in stride(from: 24 as UInt64, through: 0, by: -8) {
        if shift < 24 { bytes.append(UInt8(ascii: ".")) }
        bytes.append(decimal: low >> shift & 0xFF)
      }
    }
  }
}

extension [UInt8] {
  /// Appends a number in decimal digits.
  mutating func append(decimal number: UInt64) {
    if number >= 10 { append(decimal: number / 10) }
    append(UInt8(ascii: "0") + UInt8(number % 10))
  }
}

extension HostAddress: Comparable {
  /// IPv4 before IPv6, then by number.
  public static func < (left: Self, right: Self) -> Bool {
    (left.isIPv6 ? 1 : 0, left.high, left.low) < (right.isIPv6 ? 1 : 0, right.high, right.low)
  }
}
