internal import Glibc

/// Standard output and standard error, and what is known of them.
package enum Console {
  /// Writes text as it is to standard output; whether someone reads it.
  @discardableResult
  package static func output(_ text: String) -> Bool { write(text, to: STDOUT_FILENO) }

  /// Writes bytes as they are to standard output; whether someone reads them.
  @discardableResult
  package static func output(_ bytes: [UInt8]) -> Bool { bytes.withUnsafeBytes { write($0, to: STDOUT_FILENO) } }

  /// Writes to standard error, with whatever would command a terminal made a space: some of it comes from files.
  package static func error(_ text: String) {
    let plain = String.UnicodeScalarView(
      text.unicodeScalars.map { $0 == "\n" || $0.properties.generalCategory != .control ? $0 : " " })
    write(String(plain) + "\n", to: STDERR_FILENO)
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

  @discardableResult
  private static func write(_ text: String, to descriptor: Int32) -> Bool {
    var text = text
    return text.withUTF8 { write(UnsafeRawBufferPointer($0), to: descriptor) }
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if count < 0 {
        if errno == EINTR { continue }
        return false  // the reader is gone; there is nobody left to tell
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
    return true
  }
}
