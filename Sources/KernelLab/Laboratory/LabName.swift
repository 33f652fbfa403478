internal import Glibc

/// A lab's claim on its id: a locked file. The kernel unlocks it when the process ends, however it ends, so that what a killed one
/// leaves is known to be nobody's.
struct LabName: Sendable {
  static let folder = "/run/portolan"
  static let prefix = "portolan-"

  /// Four hexadecimal digits.
  let id: String
  private let lock: Int32

  /// Claims an id that is free.
  init() throws(LabError) {
    mkdir(Self.folder, 0o755)
    for _ in 0..<100 {
      let digits = String(UInt16.random(in: 0 ... .max), radix: 16)
      let id = String(repeating: "0", count: 4 - digits.count) + digits
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

  private func note(_ text: String) { _ = write(lock, text + "\n", text.utf8.count + 1) }

  /// Gives the id back.
  func release() {
    unlink(Self.file(id))
    close(lock)
  }

  private static func file(_ id: String) -> String { "\(folder)/\(id)" }

  // MARK: What others have left

  /// Removes the namespaces of labs whose process is gone; with `all`, also of those that were kept. Never of those in use.
  ///
  /// - Returns: How many labs and namespaces were removed, and how many labs are in use.
  @discardableResult
  static func sweep(all: Bool) throws(LabError) -> (labs: Int, namespaces: Int, inUse: Int) {
    var spaces = Dictionary(grouping: entries(of: NetworkNamespace.folder).filter(isOurs)) { id(of: $0) }
    for id in entries(of: folder) where spaces[id] == nil { spaces[id] = [] }
    var swept = (labs: 0, namespaces: 0, inUse: 0)
    for (id, names) in spaces.sorted(by: { $0.key < $1.key }) {
      let lock = open(file(id), O_RDWR | O_CLOEXEC)
      defer { if lock >= 0 { close(lock) } }
      if lock >= 0, flock(lock, LOCK_EX | LOCK_NB) != 0 {
        swept.inUse += 1
        continue
      }
      if !all, lock >= 0, isKept(lock) { continue }
      try remove(names)
      unlink(file(id))
      if !names.isEmpty { swept = (swept.labs + 1, swept.namespaces + names.count, swept.inUse) }
    }
    return swept
  }

  /// Removes namespaces by their names.
  static func remove(_ names: [String]) throws(LabError) {
    if names.isEmpty { return }
    let lines = names.map { "netns delete \($0)\n" }.joined()
    let outcome = try Command.run("ip", ["-force", "-batch", "-"], input: lines)
    if names.contains(where: { access("\(NetworkNamespace.folder)/\($0)", F_OK) == 0 }) {
      throw .refused(command: "ip netns delete", namespace: names[0], message: outcome.message)
    }
  }

  private static func isKept(_ lock: Int32) -> Bool {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = pread(lock, &bytes, bytes.count, 0)
    return count > 0 && String(decoding: bytes[..<count], as: UTF8.self).hasSuffix("kept\n")
  }

  /// Whether a namespace has the form of this tool's names: `portolan-3f2a-web-1`.
  private static func isOurs(_ name: String) -> Bool {
    let rest = name.dropFirst(prefix.count)
    return name.hasPrefix(prefix) && rest.count > 5 && rest.prefix(4).allSatisfy(\.isHexDigit)
      && rest.dropFirst(4).first == "-"
  }

  private static func id(of name: String) -> String { String(name.dropFirst(prefix.count).prefix(4)) }

  private static func entries(of folder: String) -> [String] {
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
