internal import Glibc

/// A lab's claim on its id: a locked file. The kernel unlocks it when the process ends, however it ends, so that what a killed one
/// leaves is known to be nobody's.
struct LabName: Sendable {
  static let folder = "/run/portolan"
  static let prefix = "portolan-"

  /// Four hexadecimal digits.
  let id: String
  private let lock: Int32

  /// Claims an id that is free, and by which no namespace is named.
  init() throws(LabError) {
    let taken = Set(Self.entries(of: NetworkNamespace.folder).filter(Self.hasForm).map(Self.id))
    mkdir(Self.folder, 0o755)
    for _ in 0..<100 {
      let digits = String(UInt16.random(in: 0 ... .max), radix: 16)
      let id = String(repeating: "0", count: 4 - digits.count) + digits
      if taken.contains(id) { continue }
      let lock = open(Self.file(id), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      if lock < 0, errno == EEXIST { continue }
      if lock < 0 { throw .unable("cannot make \(Self.file(id)): \(errorText(errno))") }
      var status = stat()
      // A sweep may have taken the file between the two calls.
      if flock(lock, LOCK_EX | LOCK_NB) == 0, fstat(lock, &status) == 0, status.st_nlink > 0 {
        self.id = id
        self.lock = lock
        note("process \(getpid())")
        return
      }
      close(lock)
    }
    throw .unable("no id for a lab is free: remove old ones with portolan lab down")
  }

  /// The name of the lab's namespace with a label.
  func name(_ label: String) -> String { "\(Self.prefix)\(id)-\(label)" }

  /// Keeps the lab after the end of the process: from now on only `down` removes it.
  func keep() { note("kept") }

  /// Tells, before they are made, which namespaces the lab will have, so that what a killed run leaves is known.
  func announce(_ names: [String]) { note(names.map(LabRecord.making).joined(separator: "\n")) }

  /// Marks namespaces that were made.
  func mark(_ spaces: [NetworkNamespace]) { note(spaces.map(LabRecord.made).joined(separator: "\n")) }

  /// Removes the namespaces that the lab has made.
  func removeNamespaces() throws(LabError) { try Self.remove(LabRecord(lock).own) }

  private func note(_ text: String) {
    var text = text + "\n"
    text.withUTF8 { _ = write(lock, $0.baseAddress, $0.count) }
  }

  /// Gives the id back.
  func release() {
    unlink(Self.file(id))
    close(lock)
  }

  private static func file(_ id: String) -> String { "\(folder)/\(id)" }

  // MARK: What others have left

  /// What became of labs.
  struct Sweep {
    /// How many were removed, and how many namespaces they had.
    var labs = 0
    var namespaces = 0
    /// How many stay, since a process works in them.
    var inUse = 0
    /// Namespaces that have the form of a lab's names and that no lab has made.
    var foreign: [String] = []
  }

  /// Removes the namespaces of labs whose process is gone; with `all`, also of those that were kept. Never of those in use, and none that
  /// no lab has made.
  @discardableResult
  static func sweep(all: Bool) throws(LabError) -> Sweep {
    var swept = Sweep()
    var known: Set<String> = []
    for id in entries(of: folder) {
      let lock = open(file(id), O_RDWR | O_CLOEXEC | O_NOFOLLOW)
      guard lock >= 0 else { continue }
      defer { close(lock) }
      let record = LabRecord(lock)
      if flock(lock, LOCK_EX | LOCK_NB) != 0 {
        swept.inUse += 1
        known.formUnion(record.announced)
        continue
      }
      let own = record.own
      let staysKept = record.isKept && (!all || NetworkNamespace.haveProcesses(own))
      if staysKept {
        if all { swept.inUse += 1 }
        known.formUnion(record.announced)
        continue
      }
      try remove(own)
      unlink(file(id))
      if !own.isEmpty {
        swept.labs += 1
        swept.namespaces += own.count
      }
    }
    swept.foreign = entries(of: NetworkNamespace.folder).filter { hasForm($0) && !known.contains($0) }
    return swept
  }

  /// Removes namespaces that still have their names.
  static func remove(_ spaces: [NetworkNamespace.Identity]) throws(LabError) {
    let names = spaces.filter { (try? NetworkNamespace.identity(ofNamed: $0.name)) == $0 }.map(\.name)
    if names.isEmpty { return }
    let lines = names.map { "netns delete \($0)\n" }.joined()
    let outcome = try Command.run("ip", ["-force", "-batch", "-"], input: lines)
    if names.contains(where: { access("\(NetworkNamespace.folder)/\($0)", F_OK) == 0 }) {
      throw .refused(command: "ip netns delete", namespace: names[0], message: outcome.message)
    }
  }

  /// Whether a namespace has the form of this tool's names: `portolan-3f2a-web-1`.
  private static func hasForm(_ name: String) -> Bool {
    let rest = name.dropFirst(prefix.count)
    return name.hasPrefix(prefix) && rest.count > 5 && rest.prefix(4).allSatisfy(\.isHexDigit)
      && rest.dropFirst(4).first == "-"
  }

  private static func id(of name: String) -> String { String(name.dropFirst(prefix.count).prefix(4)) }

  static func entries(of folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}
