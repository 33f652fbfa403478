internal import Glibc

/// Runs `ip` or `nft`, with text to read, and gives what it printed.
///
/// Started with posix_spawn and waited for: the lab says a few dozen things one after the other, in the network namespace of the thread
/// that says them, which a package for asynchronous processes would have to be kept from leaving.
enum Command {
  /// What came of a command.
  struct Outcome {
    let output: [UInt8]
    let status: Int32

    /// What was printed, for people, in one line.
    var message: String {
      let text = String(decoding: output.prefix(400), as: UTF8.self)
      return text.isEmpty ? "it ended with status \(status)" : text.split(separator: "\n").joined(separator: "; ")
    }
  }

  /// Where a program is; nil when it is not installed.
  static func path(of program: String) -> String? {
    let searched = getenv("PATH").map { String(cString: $0) } ?? ""
    let folders = searched.split(separator: ":").map(String.init) + ["/usr/sbin", "/sbin", "/usr/bin", "/bin"]
    return folders.map { "\($0)/\(program)" }.first { access($0, X_OK) == 0 }
  }

  /// Runs a program in the calling thread's network namespace, to its end.
  static func run(_ program: String, _ arguments: [String], input: String = "") throws(LabError) -> Outcome {
    guard let path = path(of: program) else {
      throw .unable("the lab needs the command \(program) (package \(program == "ip" ? "iproute2" : "nftables"))")
    }
    var stdin: [Int32] = [-1, -1]
    var stdout: [Int32] = [-1, -1]
    // A socket, since a pipe whose reader is gone would end this process by SIGPIPE.
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &stdin) == 0,
      socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &stdout) == 0
    else { throw .unable("cannot start \(program): \(errorText(errno))") }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, stdin[1], 0)
    posix_spawn_file_actions_adddup2(&actions, stdout[1], 1)
    posix_spawn_file_actions_adddup2(&actions, stdout[1], 2)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      close(stdout[0])
    }
    var process = pid_t()
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    let failure = posix_spawn(&process, path, &actions, nil, &words, environ)
    for word in words { free(word) }
    close(stdin[1])
    close(stdout[1])
    if failure != 0 {
      close(stdin[0])
      throw .unable("cannot start \(program): \(errorText(failure))")
    }
    send(input, to: stdin[0])
    close(stdin[0])
    let output = readAll(from: stdout[0])
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return Outcome(output: output, status: status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F)
  }

  private static func send(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = Glibc.send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
        if count < 0, errno == EINTR { continue }
        if count <= 0 { return }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
  }

  private static func readAll(from descriptor: Int32) -> [UInt8] {
    var output: [UInt8] = []
    while true {
      let count = withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { buffer in
        let count = read(descriptor, buffer.baseAddress, buffer.count)
        if count > 0 { output.append(contentsOf: buffer[..<count]) }
        return count
      }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return output }
    }
  }
}

/// What the C library calls an error.
func errorText(_ number: Int32) -> String { String(cString: strerror(number)) }
