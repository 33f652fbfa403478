internal import Glibc

/// Finds out which processes have which sockets: the kernel tells it only from the other end, by each process's descriptors.
public struct SocketOwners: Sendable {
  /// The processes that have at least one of the sockets, ascending by number.
  public private(set) var owners: [SocketOwner] = []
  /// How many processes keep their descriptors from us: other users' ones, unless we are root.
  public private(set) var hiddenProcesses = 0
  /// The position of each wanted inode's owner; −1 until it is found.
  private var ownerOfInode: [UInt32: Int32] = [:]
  private var missing = 0

  /// Looks for the processes that have `sockets`. Of several that share one, the first is told.
  public init(of sockets: some Sequence<HostSocket>) {
    for socket in sockets where socket.inode != 0 { ownerOfInode[socket.inode] = -1 }
    missing = ownerOfInode.count
    guard missing > 0 else { return }
    for process in Self.processes() {
      searchDescriptors(of: process)
      if missing == 0 { break }
    }
  }

  /// The process that has a socket; nil when none has, or none that we may look at.
  public subscript(socket: HostSocket) -> SocketOwner? {
    ownerOfInode[socket.inode].flatMap { $0 < 0 ? nil : owners[Int($0)] }
  }

  private static func processes() -> [Int32] {
    guard let folder = opendir("/proc") else { return [] }
    defer { closedir(folder) }
    var processes: [Int32] = []
    while let entry = readdir(folder) {
      if let process = number(name(of: entry)) { processes.append(process) }
    }
    return processes.sorted()
  }

  private mutating func searchDescriptors(of process: Int32) {
    guard let folder = opendir("/proc/\(process)/fd") else {
      if errno == EACCES || errno == EPERM { hiddenProcesses += 1 }
      return  // or it has ended meanwhile
    }
    defer { closedir(folder) }
    let descriptor = dirfd(folder)
    var position: Int32?
    while let entry = readdir(folder) {
      guard let inode = Self.socket(Self.name(of: entry), in: descriptor),
        let slot = ownerOfInode.index(forKey: inode), ownerOfInode.values[slot] < 0
      else { continue }
      if position == nil {
        position = Int32(owners.count)
        owners.append(SocketOwner(reading: process))
      }
      ownerOfInode.values[slot] = position ?? -1
      missing -= 1
    }
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> UnsafePointer<CChar> {
    let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
    return UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
  }

  private static func number(_ name: UnsafePointer<CChar>) -> Int32? {
    var number: Int32 = 0
    var digit = name
    while digit.pointee != 0 {
      guard digit.pointee >= 48, digit.pointee <= 57, number < 100_000_000 else { return nil }
      number = number * 10 + Int32(digit.pointee - 48)
      digit += 1
    }
    return digit == name ? nil : number
  }

  /// The inode of a descriptor that leads to `socket:[12345]`; nil when it leads elsewhere.
  private static func socket(_ name: UnsafePointer<CChar>, in folder: Int32) -> UInt32? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { target in
      guard let start = target.baseAddress else { return nil }
      let length = readlinkat(folder, name, start, target.count)
      return length > 0 ? inode(of: UnsafeRawBufferPointer(start: start, count: length)) : nil
    }
  }

  /// Reads `socket:[12345]`.
  package static func inode(of target: UnsafeRawBufferPointer) -> UInt32? {
    let prefix: StaticString = "socket:["
    guard target.count > 9, target.starts(with: UnsafeRawBufferPointer(start: prefix.utf8Start, count: 8)),
      target[target.count - 1] == UInt8(ascii: "]")
    else { return nil }
    var inode: UInt32 = 0
    for digit in target[8..<target.count - 1] {
      guard (48...57).contains(digit) else { return nil }
      let (tens, overflow) = inode.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tens.addingReportingOverflow(UInt32(digit - 48))
      if overflow || carry { return nil }
      inode = sum
    }
    return inode
  }
}
