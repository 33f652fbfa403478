public import HostPorts
internal import NetworkModel

extension SocketOwner {
  /// The process for people: `nginx (1234)`, `nginx (1234, container 0123456789ab)`.
  public var text: String {
    "\(command) (\(process)\(container.map { ", container \($0)" } ?? ""))".onOneLine
  }
}
