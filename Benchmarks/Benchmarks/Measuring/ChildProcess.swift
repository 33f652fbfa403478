import Glibc

/// Runs another program and waits for it.
struct ChildProcess {
  /// What a run took, in seconds.
  var wall: Double
  /// Its time on a CPU, of the program and in the kernel for it.
  var cpu: Double
  /// The most memory it had, in MiB; or what this process had when it started the program, when that is more.
  var peakMemory: Double
  /// What it printed.
  var output: String

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Runs `command`, whose first word is looked up in PATH; its output goes nowhere unless `capturing` it.
  init(_ command: [String], capturing: Bool = true) throws {
    var pipeEnds: [Int32] = [-1, -1]
    guard pipe(&pipeEnds) == 0 else { throw Failure(description: "no pipe") }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if capturing {
      posix_spawn_file_actions_adddup2(&actions, pipeEnds[1], STDOUT_FILENO)
    } else {
      posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
      posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    }
    posix_spawn_file_actions_addclose(&actions, pipeEnds[0])
    var arguments = command.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    Self.forgetPeakMemory()
    let start = Stopwatch.now(CLOCK_MONOTONIC)
    var child = pid_t()
    let problem = posix_spawnp(&child, command[0], &actions, nil, &arguments, environ)
    close(pipeEnds[1])
    defer { close(pipeEnds[0]) }
    guard problem == 0 else { throw Failure(description: "cannot run \(command[0])") }
    output = Self.text(from: pipeEnds[0])
    var status: Int32 = 0
    var usage = rusage()
    while wait4(child, &status, 0, &usage) < 0, errno == EINTR {}
    wall = Stopwatch.now(CLOCK_MONOTONIC) - start
    cpu = usage.ru_utime.seconds + usage.ru_stime.seconds
    peakMemory = Double(usage.ru_maxrss) / 1_024
    // A program that answers "it does not work" exits with 1 (of portolan's exit codes).
    guard status & 0x7F == 0, (status >> 8) & 0xFF <= 1 else {
      throw Failure(description: "\(command.joined(separator: " ")) failed with status \(status)")
    }
  }

  /// Sets this process's peak of memory to what it has now (proc_pid_clear_refs(5)): the kernel counts the peak of whoever starts a program
  /// as the program's own.
  private static func forgetPeakMemory() {
    let file = open("/proc/self/clear_refs", O_WRONLY)
    guard file >= 0 else { return }
    write(file, "5", 1)
    close(file)
  }

  private static func text(from descriptor: Int32) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }
}

extension timeval {
  fileprivate var seconds: Double { Double(tv_sec) + Double(tv_usec) / 1e6 }
}
