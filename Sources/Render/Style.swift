internal import Reachability

/// ANSI colours, or none.
struct Style {
  let colour: Bool

  func good(_ text: String) -> String { paint(text, 32) }
  func bad(_ text: String) -> String { paint(text, 31) }
  func warning(_ text: String) -> String { paint(text, 33) }

  func verdict(_ verdict: Verdict) -> String {
    let text = verdict.rawValue.uppercased()
    return switch verdict {
    case .works: good(text)
    case .intermittent, .blocked: bad(text)
    case .unknown: warning(text)
    }
  }

  private func paint(_ text: String, _ code: Int) -> String {
    colour ? "\u{1B}[1;\(code)m\(text)\u{1B}[0m" : text
  }
}
