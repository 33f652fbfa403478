import Program
import Render

extension Grounds {
  /// Says on standard error what an answer rests on that is a picture or for programs.
  func tell() {
    let text = text(colour: false)
    // It begins with an empty line and ends one.
    if !text.isEmpty { Console.error(String(text.dropFirst().dropLast())) }
  }
}
