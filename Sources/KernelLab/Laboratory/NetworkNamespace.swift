internal import CLinux
internal import Glibc

/// A network namespace with a name, as `ip netns` makes them.
struct NetworkNamespace: Sendable {
  /// Where names of network namespaces are kept.
  static let folder = "/run/netns"

  let name: String
  let descriptor: Int32

  /// Opens the namespace of a name.
  init(named name: String) throws(LabError) {
    self.name = name
    descriptor = open("\(Self.folder)/\(name)", O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw .unable("cannot open network namespace \(name): \(errorText(errno))") }
  }

  /// What tells a namespace that has a name from others that may come to have it.
  struct Identity: Hashable, Sendable {
    let name: String
    let inode: UInt64
  }

  /// The name, and which namespace has it now.
  var identity: Identity {
    var status = stat()
    return Identity(name: name, inode: fstat(descriptor, &status) == 0 ? UInt64(status.st_ino) : 0)
  }

  /// What no other namespace of this machine has, nor will have before it is started anew: its cookie (Linux 5.14 `SO_NETNS_COOKIE`); on
  /// older kernels the number of its inode, which may be given again once it is gone.
  var mark: String {
    let optionOfCookie: Int32 = 71
    var cookie: UInt64 = 0
    var size = socklen_t(MemoryLayout<UInt64>.size)
    let found = try? inside { () throws(LabError) in
      let socket = socket(AF_INET, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
      defer { Glibc.close(socket) }
      return getsockopt(socket, SOL_SOCKET, optionOfCookie, &cookie, &size) == 0
    }
    return found == true ? "cookie-\(cookie)" : "inode-\(identity.inode)"
  }

  /// Whether it has nothing but the loopback device that every new one has.
  var isEmpty: Bool {
    let found = try? inside { () throws(LabError) in
      guard let names = if_nameindex() else { return false }
      defer { if_freenameindex(names) }
      return names[0].if_index != 0 && names[1].if_index == 0
    }
    return found ?? false
  }

  /// Gives the namespace back; it lives on while it has a name.
  func close() { Glibc.close(descriptor) }

  /// Does something in the namespace.
  ///
  /// Only the calling thread is moved, and `body` cannot suspend, so nothing else ever runs there; sockets made in `body` stay there
  /// for good, wherever they are used.
  func inside<Result>(_ body: () throws(LabError) -> Result) throws(LabError) -> Result {
    let own = portolan_open_own_network_namespace()
    if own < 0 { throw .unable("cannot open this thread's network namespace: \(errorText(-own))") }
    defer { Glibc.close(own) }
    let entered = portolan_enter_network_namespace(descriptor)
    if entered < 0 { throw .unable("cannot enter network namespace \(name): \(errorText(-entered))") }
    defer {
      let left = portolan_enter_network_namespace(own)
      precondition(left == 0, "a thread cannot get back to its network namespace")
    }
    return try body()
  }

  /// Makes a kernel setting of the namespace's own.
  func set(_ path: String, _ value: String) throws(LabError) {
    try inside { () throws(LabError) in
      let file = open("/proc/sys/net/\(path)", O_WRONLY | O_CLOEXEC)
      // A kernel without IPv6 has none of its settings, and needs none.
      if file < 0, errno == ENOENT { return }
      if file < 0 { throw .unable("cannot set \(path) in \(name): \(errorText(errno))") }
      defer { Glibc.close(file) }
      let written = value.utf8.count == write(file, value, value.utf8.count)
      if !written { throw .unable("cannot set \(path) to \(value) in \(name): \(errorText(errno))") }
    }
  }

  /// Says something to `ip` or `nft` in the namespace.
  @discardableResult
  func run(_ program: String, _ arguments: [String], input: String = "") throws(LabError) -> [UInt8] {
    let outcome = try inside { () throws(LabError) in try Command.run(program, arguments, input: input) }
    if portolan_interruption() != 0 { throw .interrupted }
    if outcome.status != 0 { throw .refused(command: program, namespace: name, message: outcome.message) }
    return outcome.output
  }
}
