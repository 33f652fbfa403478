import HostPorts
import Program

/// An address and a port as people give them, either of which may be left out.
enum SocketEnd {
  /// Reads `10.0.0.1:443`, `[2001:db8::1]:443`, `:443` or an address.
  static func parse(_ text: String, isListener: Bool = false) throws -> (address: HostAddress?, port: UInt16?) {
    if let address = HostAddress(text) { return (address, nil) }
    let failure = Failure("“\(text)” is no end of a connection: give address:port, [address]:port, :port or an address")
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]),
      port > 0 || isListener
    else {
      throw failure
    }
    var host = String(text[..<colon])
    if host.isEmpty || host == "*" { return (nil, port) }
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    guard let address = HostAddress(host) else { throw failure }
    return (address, port)
  }
}
