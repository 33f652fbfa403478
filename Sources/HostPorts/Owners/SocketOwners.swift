internal import Dispatch
internal import Glibc
internal import Synchronization

/// Finds out which processes have which sockets: the kernel tells it only from the other end, by each process's descriptors.
public struct SocketOwners: Sendable {
  /// The processes that have at least one of the sockets, ascending by number.
  public private(set) var owners: [SocketOwner] = []
  /// How many processes keep their descriptors from us: other users' ones, unless we are root.
  public private(set) var hiddenProcesses = 0
  /// The position of each wanted inode's owner; −1 where none was found.
  private var ownerOfInode: [UInt32: Int32] = [:]

  /// Looks for the processes that have `sockets`. Of several that share one, the first is told.
  public init(of sockets: some Sequence<HostSocket>) {
    var wanted: [UInt32: Int32] = [:]
    for socket in sockets where socket.inode != 0 { wanted[socket.inode] = Self.nobody }
    guard !wanted.isEmpty else { return }
    let processes = Self.processes()
    let search = Mutex(Search(missing: wanted.count, processOfInode: wanted))
    // Nearly all of the time is the kernel's, which names one descriptor a call: every core asks about other processes. They are begun
    // in ascending order, so that when nothing is missing any more, no lower one is left.
    DispatchQueue.concurrentPerform(iterations: processes.count) { index in
      guard search.withLock({ $0.missing > 0 }) else { return }
      let sockets = Self.sockets(of: processes[index])
      search.withLock { $0.add(sockets, of: processes[index]) }
    }
    let found = search.withLock { $0 }
    hiddenProcesses = found.hiddenProcesses
    let numbers = Set(found.processOfInode.values).subtracting([Self.nobody]).sorted()
    let positions = Dictionary(uniqueKeysWithValues: numbers.enumerated().map { ($1, Int32($0)) })
    owners = numbers.map { SocketOwner(reading: $0) }
    ownerOfInode = found.processOfInode.mapValues { positions[$0] ?? Self.nobody }
  }

  /// The process that has a socket; nil when none has, or none that we may look at.
  public subscript(socket: HostSocket) -> SocketOwner? {
    ownerOfInode[socket.inode].flatMap { $0 < 0 ? nil : owners[Int($0)] }
  }

  private static let nobody: Int32 = -1

  /// What is known while processes are looked through.
  private struct Search {
    var missing: Int
    var processOfInode: [UInt32: Int32]
    var hiddenProcesses = 0

    /// Adds the inodes of a process's sockets; nil for one that keeps them from us.
    mutating func add(_ sockets: [UInt32]?, of process: Int32) {
      guard let sockets else {
        hiddenProcesses += 1
        return
      }
      for inode in sockets {
        guard let slot = processOfInode.index(forKey: inode) else { continue }
        let other = processOfInode.values[slot]
        if other == SocketOwners.nobody { missing -= 1 }
        if other == SocketOwners.nobody || other > process { processOfInode.values[slot] = process }
      }
    }
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

  /// The inodes of a process's sockets: none when it has ended meanwhile, nil when it keeps them from us.
  private static func sockets(of process: Int32) -> [UInt32]? {
    guard let folder = opendir("/proc/\(process)/fd") else { return errno == EACCES || errno == EPERM ? nil : [] }
    defer { closedir(folder) }
    let descriptor = dirfd(folder)
    if let inodes = numberedSockets(in: descriptor) { return inodes }
    var inodes: [UInt32] = []
    while let entry = readdir(folder) {
      if case .socket(let inode) = link(name(of: entry), in: descriptor) { inodes.append(inode) }
    }
    return inodes
  }

  /// Asks for one number after the other, which takes a sixth less time than to list them first: there are few gaps, since a new
  /// descriptor is the lowest free number. Nil where there are too many gaps, or the kernel does not tell how many descriptors there are
  /// (before Linux 6.2).
  private static func numberedSockets(in folder: Int32) -> [UInt32]? {
    var status = stat()
    guard fstat(folder, &status) == 0, status.st_size > 0 else { return nil }
    var inodes: [UInt32] = []
    var missing = status.st_size
    var number = Array("0".utf8CString)
    for _ in 0..<2 * status.st_size {
      switch number.withUnsafeBufferPointer({ name in name.baseAddress.map { link($0, in: folder) } ?? .none }) {
      case .socket(let inode):
        inodes.append(inode)
        missing -= 1
      case .other: missing -= 1
      case .none: break
      }
      if missing == 0 { return inodes }
      increment(&number)
    }
    return nil
  }

  /// Adds one to a number in decimal digits, ended by a zero byte.
  private static func increment(_ number: inout [CChar]) {
    for index in number.indices.dropLast().reversed() {
      if number[index] < 57 {
        number[index] += 1
        return
      }
      number[index] = 48
    }
    number.insert(49, at: 0)
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

  /// What a descriptor leads to.
  private enum Link {
    case none, other
    case socket(UInt32)
  }

  private static func link(_ name: UnsafePointer<CChar>, in folder: Int32) -> Link {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { target in
      guard let start = target.baseAddress else { return .none }
      let length = readlinkat(folder, name, start, target.count)
      if length < 0 { return .none }
      return inode(of: UnsafeRawBufferPointer(start: start, count: length)).map { .socket($0) } ?? .other
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
