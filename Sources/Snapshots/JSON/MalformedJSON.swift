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

  /// Where the value is: `Subnets[3].CidrBlock`, `line 7, column 12, in Subnets[3]`.
  package var place: String {
    var text = ""
    for step in path {
      switch step {
      case .key(let key): text += text.isEmpty ? key : ".\(key)"
      case .index(let index): text += "[\(index)]"
      }
    }
    guard let position else { return text }
    return "line \(position.line), column \(position.column)" + (text.isEmpty ? "" : ", in \(text)")
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.path == right.path && left.problem == right.problem && left.place == right.place
  }
}
