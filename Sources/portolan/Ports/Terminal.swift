import Glibc
import Program

/// The terminal, taken for a picture that changes: as long as this lives, it shows nothing else, and keys arrive one by one.
struct Terminal: ~Copyable {
  private let settings: termios

  /// Takes the terminal; nil when standard input or output is none.
  init?() {
    var settings = termios()
    guard isatty(STDOUT_FILENO) == 1, tcgetattr(STDIN_FILENO, &settings) == 0 else { return nil }
    self.settings = settings
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
    // The other screen, so that what was there comes back; no cursor.
    _ = Console.command("\u{1B}[?1049h\u{1B}[?25l")
  }

  deinit {
    _ = Console.command("\u{1B}[?25h\u{1B}[?1049l")
    var settings = settings
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
  }

  /// How many columns and rows there are.
  var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return (80, 24) }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Shows lines, as many and as long as there is room for; whether the terminal is still there.
  ///
  /// One write, over what stands there, so that nothing flickers: terminals that can show it at once do (mode 2026).
  func draw(_ lines: [String]) -> Bool {
    let (columns, rows) = size
    var frame = "\u{1B}[?2026h\u{1B}[H"
    for (index, line) in lines.prefix(rows).enumerated() {
      frame += (index > 0 ? "\r\n" : "") + Self.cut(line, to: columns) + "\u{1B}[0m\u{1B}[K"
    }
    return Console.command(frame + "\u{1B}[J\u{1B}[?2026l")
  }

  /// The beginning of a line that fits; what sets colours takes no room.
  private static func cut(_ line: String, to columns: Int) -> String {
    var cut = ""
    var used = 0
    var isCode = false
    for character in line {
      if isCode {
        isCode = !character.isLetter
      } else if character == "\u{1B}" {
        isCode = true
      } else {
        used += 1
        if used > columns { return cut }
      }
      cut.append(character)
    }
    return cut
  }

  /// Takes the keys that were pressed; nil when the terminal is gone.
  func keys() -> [UInt8]? {
    var keys = [UInt8](repeating: 0, count: 64)
    let count = read(STDIN_FILENO, &keys, keys.count)
    if count < 0, errno == EINTR || errno == EAGAIN { return [] }
    return count > 0 ? Array(keys[..<count]) : nil
  }
}
