import CLinux
import Glibc
import HostPorts
import NetworkModel
import Program
import Render

/// Looks at the ports again and again, and shows each look in the terminal or prints it.
struct PortWatch: ~Copyable {
  private var monitor: PortMonitor
  private var pace: WatchPace
  private let top: Int
  private var looksLeft: Int
  private var last: PortReport?
  private var holders: PortReport?
  private var notes = NotesOnce()

  init(_ monitor: consuming PortMonitor, pace: WatchPace, top: Int, looks: Int?) {
    self.monitor = monitor
    self.pace = pace
    self.top = top
    looksLeft = looks ?? .max
  }

  /// Watches until a key or signal ends it, nobody reads what is printed, or as many looks are done as were asked for.
  mutating func run(_ format: Format) throws {
    let signals = portolan_open_signals()
    guard signals >= 0 else { throw Failure("signals cannot be waited for: \(String(cString: strerror(-signals)))") }
    defer { close(signals) }
    guard format == .text, let terminal = Terminal() else {
      return try runLines(format, signals)
    }
    while looksLeft > 0 {
      try look()
      guard terminal.draw(lines) else { return }
      guard looksLeft > 0, wait(signals, terminal) else { return }
    }
  }

  private mutating func runLines(_ format: Format, _ signals: Int32) throws {
    while looksLeft > 0 {
      try look()
      guard let last else { return }
      let text = format == .json ? last.json(most: top).text(indented: false) : last.text(most: top)
      guard Console.offer(text + "\n") else { return }
      notes.say(pace.note, last.refusal?.degradation)
      if looksLeft > 0, Self.wait([signals], seconds: pace.interval).contains(signals) {
        if Self.ends(portolan_take_signal(signals)) { return }
      }
    }
  }

  private mutating func look() throws {
    let time = WatchPace.now()
    let start = WatchPace.now(CLOCK_PROCESS_CPUTIME_ID)
    let wantsHolders = pace.wantsHolders(at: time)
    var report = try orFail { () throws(PortMonitorError) in try monitor.look(owners: wantsHolders) }
    if wantsHolders { holders = report } else if let holders { report = report.withHolders(of: holders) }
    pace.note(cost: WatchPace.now(CLOCK_PROCESS_CPUTIME_ID) - start, withHolders: wantsHolders, at: time)
    last = report
    looksLeft -= 1
  }

  private var lines: [String] {
    guard let last else { return [] }
    var heading = "portolan ports watch   q quits   every \(Seconds(pace.wanted).defaultValueDescription)"
    if let note = pace.note { heading += ", \(note)" }
    let notes = last.refusal.map { ["note: " + $0.degradation.onOneLine] } ?? []
    let text = last.text(most: top, colour: Console.isColourful)
    return [heading] + notes + [""] + text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// Waits for the next look; false when it is time to end.
  private func wait(_ signals: Int32, _ terminal: borrowing Terminal) -> Bool {
    let next = WatchPace.now() + pace.interval
    while true {
      let left = next - WatchPace.now()
      if left <= 0 { return true }
      let ready = Self.wait([signals, STDIN_FILENO], seconds: left)
      if ready.contains(signals) {
        let signal = portolan_take_signal(signals)
        if Self.ends(signal) { return false }
        if signal == SIGWINCH, !terminal.draw(lines) { return false }
      }
      if ready.contains(STDIN_FILENO) {
        guard let keys = terminal.keys() else { return false }
        if keys.contains(UInt8(ascii: "q")) || keys.contains(UInt8(ascii: "Q")) || keys.contains(3) { return false }
      }
    }
  }

  private static func ends(_ signal: Int32) -> Bool { signal == SIGINT || signal == SIGTERM || signal == SIGHUP }

  /// Waits until one of some descriptors can be read, or time is over; those that can.
  private static func wait(_ descriptors: [Int32], seconds: Double) -> [Int32] {
    var entries = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let count = poll(&entries, nfds_t(entries.count), Int32(min(seconds * 1_000, 86_400_000).rounded(.up)))
    return count <= 0 ? [] : entries.filter { $0.revents != 0 }.map(\.fd)
  }
}
