internal import Glibc

extension HostSocket {
  /// Appends the socket as a line in the columns and words of `ss`, without the line's end.
  ///
  /// - Parameter interfaces: The names of network interfaces, by index.
  public func writeLine(to bytes: inout [UInt8], interfaces: inout InterfaceNames) {
    let start = bytes.count
    bytes += state.name.utf8
    Self.pad(&bytes, from: start, to: 10)
    bytes.append(UInt8(ascii: " "))
    let queue = bytes.count
    bytes.append(decimal: UInt64(receiveQueue))
    Self.pad(&bytes, from: queue, to: 6)
    bytes.append(UInt8(ascii: " "))
    let sent = bytes.count
    bytes.append(decimal: UInt64(sendQueue))
    Self.pad(&bytes, from: sent, to: 6)
    bytes.append(UInt8(ascii: " "))
    let here = bytes.count
    write(local, to: &bytes, interface: interface == 0 ? nil : interfaces[interface])
    Self.pad(&bytes, from: here, to: 22)
    bytes.append(UInt8(ascii: " "))
    write(remote, to: &bytes, interface: nil)
  }

  /// `10.0.0.1:443`, `[2001:db8::1]:443`; `*` for any port, and for any address of either family.
  private func write(_ end: End, to bytes: inout [UInt8], interface: String?) {
    if end.address.isIPv6, end.address.isAny, !isIPv6Only {
      bytes.append(UInt8(ascii: "*"))
    } else if end.address.isIPv6 {
      bytes.append(UInt8(ascii: "["))
      end.address.write(to: &bytes)
      bytes.append(UInt8(ascii: "]"))
    } else {
      end.address.write(to: &bytes)
    }
    if let interface {
      bytes.append(UInt8(ascii: "%"))
      bytes += interface.utf8
    }
    bytes.append(UInt8(ascii: ":"))
    if end.port == 0 { bytes.append(UInt8(ascii: "*")) } else { bytes.append(decimal: UInt64(end.port)) }
  }

  private static func pad(_ bytes: inout [UInt8], from start: Int, to width: Int) {
    for _ in bytes.count..<max(bytes.count, start + width) { bytes.append(UInt8(ascii: " ")) }
  }
}

/// The names of the network interfaces of the thread's namespace, looked up once each.
public struct InterfaceNames: Sendable {
  private var names: [UInt32: String] = [:]

  /// Makes an empty collection.
  public init() {}

  /// The name of an interface; `if7` when it has gone.
  public subscript(index: UInt32) -> String {
    mutating get {
      if let name = names[index] { return name }
      var text = [CChar](repeating: 0, count: Int(IF_NAMESIZE))
      let name =
        if_indextoname(index, &text) == nil
        ? "if\(index)" : String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      names[index] = name
      return name
    }
  }
}
