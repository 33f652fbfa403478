/// A closed, never empty range of 16-bit ports, `lower...upper`.
///
/// The same 16 bits also hold an ICMP type and code; see `Selector` in `Reachability`.
public struct PortRange: Hashable, Sendable {
  /// The first port of the range.
  public let lower: UInt16
  /// The last port of the range, itself included.
  public let upper: UInt16

  /// Makes the range `lower...upper`.
  ///
  /// - Precondition: `lower <= upper`.
  @inlinable
  public init(_ lower: UInt16, _ upper: UInt16) {
    precondition(lower <= upper, "a port range ends before it begins")
    self.lower = lower
    self.upper = upper
  }

  /// Makes the range `bounds`.
  public init(_ bounds: ClosedRange<UInt16>) {
    self.init(bounds.lowerBound, bounds.upperBound)
  }

  /// Every port, `0...65535`.
  @inlinable
  public static var all: PortRange { PortRange(0, .max) }

  /// How many ports the range holds, 1 to 65,536.
  public var count: Int { Int(upper) - Int(lower) + 1 }

  /// Whether `port` lies in the range.
  public func contains(_ port: UInt16) -> Bool { lower <= port && port <= upper }
}

extension PortRange: CustomStringConvertible {
  /// `"443"` for one port, `"1024-65535"` for more.
  public var description: String { lower == upper ? "\(lower)" : "\(lower)-\(upper)" }
}
