internal import NetworkModel

/// Why a JSON text, or a value in it, is not what it should be.
package struct MalformedJSON: Error, Equatable {
  /// A step from a value to one inside it.
  package enum Step: Equatable, Sendable {
    /// Into an object.
    case key(String)
    /// Into a list.
    case index(Int)
  }

  /// The steps from the root to the value; filled in from the inside out while the error travels up.
  package private(set) var path: [Step] = []
  /// Line and column of a syntax error, both from 1.
  package var position: (line: Int, column: Int)?
  /// What is wrong with it, as the rest of a sentence.
  package let problem: String

  package init(_ problem: String, path: [Step] = [], position: (line: Int, column: Int)? = nil) {
    self.problem = problem
    self.path = path
    self.position = position
  }

  /// The error seen from one level further out.
  package func inside(_ step: Step) -> MalformedJSON {
    var error = self
    error.path.insert(step, at: 0)
    return error
  }

  /// The error at another place.
  func at(_ path: [Step]) -> MalformedJSON {
    var error = self
    error.path = path
    return error
  }

  /// The error, in a list under a key of the root, seen from a text in which `count` more elements stand before those of that list.
  func behind(_ count: Int) -> MalformedJSON {
    guard path.count > 1, case .index(let index) = path[1] else { return self }
    var error = self
    error.path[1] = .index(index + count)
    return error
  }

  /// Where the value is: `Subnets[3].CidrBlock`, `line 7, column 12, in Subnets[3]`. Of a deep place it names both ends.
  package var place: String {
    let isDeep = path.count > 16
    var text = Self.text(of: isDeep ? path.prefix(8) : path[...])
    if isDeep { text += "…" + Self.text(of: path.suffix(8)) }
    guard let position else { return text }
    return "line \(position.line), column \(position.column)" + (text.isEmpty ? "" : ", in \(text)")
  }

  private static func text(of steps: ArraySlice<Step>) -> String {
    var text = ""
    for (position, step) in steps.enumerated() {
      switch step {
      case .key(let key): text += (position == 0 ? "" : ".") + key.abbreviated
      case .index(let index): text += "[\(index)]"
      }
    }
    return text
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.path == right.path && left.problem == right.problem && left.place == right.place
  }
}
