internal import Glibc
internal import NetworkModel

/// Standard output and standard error, and what is known of them.
///
/// Some of what is written comes from files and from the host. A text goes out without anything that commands a terminal but line breaks
/// and the colours of `Render`; bytes go out as they are. What cannot be written ends the command.
package enum Console {
  /// Writes a text to standard output.
  ///
  /// Where that cannot be, it ends the process: with a line that says so, or in silence when nobody reads any more.
  package static func output(_ text: String) {
    if !offer(text) { giveUp() }
  }

  /// Writes bytes as they are to standard output, and ends the process likewise.
  package static func output(_ bytes: [UInt8]) {
    if !bytes.withUnsafeBytes({ send($0) }) { giveUp() }
  }

  /// Writes a text to standard output; whether someone reads it. Any other failure ends the process.
  package static func offer(_ text: String) -> Bool { send(harmless(text)) }

  /// Commands a terminal that is standard output; whether it is still there. Any other failure ends the process.
  package static func command(_ sequence: String) -> Bool { send(sequence) }

  /// Writes a line to standard error.
  package static func error(_ line: String) { errors(line.onOneLine) }

  /// Writes a text of several lines to standard error.
  package static func errors(_ text: String) {
    var text = harmless(text, allowingColour: false) + "\n"
    // Nobody is left to tell that this cannot be written.
    text.withUTF8 { _ = write(UnsafeRawBufferPointer($0), to: STDERR_FILENO) }
  }

  /// Whether standard output is a terminal that may be coloured (no-color.org).
  package static var isColourful: Bool {
    isatty(STDOUT_FILENO) == 1 && (getenv("NO_COLOR").map { $0.pointee == 0 } ?? true)
      && getenv("TERM").map { String(cString: $0) } != "dumb"
  }

  /// How many columns standard output has; nil when it is no terminal.
  package static var width: Int? {
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }

  /// Sees to it that the three standard streams are open, so that no file that is opened later takes the place of a closed one.
  package static func holdStandardStreams() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      // Opened the wrong way round, so that to use it fails as if it were closed.
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Closes standard output, and ends the process with a line that says so where what was written got lost: some file systems notice
  /// only then.
  static func closeOutput() {
    if close(STDOUT_FILENO) != 0, errno != EBADF, errno != EINTR { fail(errno) }
  }

  // MARK: How

  private static let colours = ["\u{1B}[1;31m", "\u{1B}[1;32m", "\u{1B}[1;33m", "\u{1B}[0m"].map(\.unicodeScalars)

  /// A text in which whatever commands a terminal is a space, but for line breaks and colours.
  private static func harmless(_ text: String, allowingColour: Bool = isColourful) -> String {
    guard text.hasCommands(breaksLines: true) else { return text }
    var rest = text.unicodeScalars[...]
    var harmless = String.UnicodeScalarView()
    while let scalar = rest.first {
      if scalar == "\u{1B}", allowingColour, let colour = colours.first(where: { rest.starts(with: $0) }) {
        harmless.append(contentsOf: colour)
        rest = rest.dropFirst(colour.count)
        continue
      }
      harmless.append(scalar.isCommand && scalar != "\n" ? " " : scalar)
      rest.removeFirst()
    }
    return String(harmless)
  }

  private static func send(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { send(UnsafeRawBufferPointer($0)) }
  }

  /// Writes to standard output; false when nobody is there to read.
  private static func send(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let problem = write(bytes, to: STDOUT_FILENO)
    switch problem {
    case 0: return true
    case EPIPE: return false
    // That a terminal is gone.
    case EIO where isatty(STDOUT_FILENO) == 1: return false
    default: fail(problem)
    }
  }

  /// Writes all of some bytes; 0, or an `errno`.
  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
    var rest = bytes
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if count < 0 {
        if errno == EINTR { continue }
        return errno
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
    return 0
  }

  private static func fail(_ problem: Int32) -> Never {
    error("portolan: standard output cannot be written: \(String(cString: strerror(problem)))")
    exit(Exit.usage.rawValue)
  }

  /// Ends as shells show a program that SIGPIPE ended, which is how others end where that is not ignored.
  private static func giveUp() -> Never { exit(128 + SIGPIPE) }
}
