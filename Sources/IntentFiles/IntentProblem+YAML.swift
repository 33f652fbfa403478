internal import NetworkModel
internal import Reachability
internal import Yams

extension IntentProblem {
  /// What the YAML parser complains of.
  init(yaml error: any Error) {
    switch error as? YamlError {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      // An alias is what `*` begins in YAML, and hardly ever what is meant here.
      let isAlias = problem.contains("alias") || context?.text.contains("alias") ?? false
      let hint = isAlias ? "; put a name that begins with * in quotes, or write any" : ""
      self.init("this is not YAML: \(problem)\(hint)", at: Intent.Place(isAlias ? context?.mark ?? mark : mark))
    case .duplicatedKeysInMapping(let keys, let context):
      let names = keys.sorted().map { "“\($0.shown)”" }.joined(separator: ", ")
      self.init("\(names) is given twice", at: Intent.Place(context.mark))
    case .reader(let problem, let offset, _, let text):
      self.init("this is not YAML: \(problem)", at: Self.place(at: offset ?? 0, in: text))
    default:
      self.init("this is not YAML", at: Intent.Place(line: 1, column: 1))
    }
  }

  private static func place(at offset: Int, in text: String) -> Intent.Place {
    let before = text.prefix(offset)
    let line = before.utf8.count { $0 == UInt8(ascii: "\n") } + 1
    return Intent.Place(line: line, column: before.reversed().prefix { $0 != "\n" }.count + 1)
  }
}

extension Intent.Place {
  /// The place of a mark.
  init(_ mark: Mark) { self.init(line: mark.line, column: mark.column) }

  /// Where a node begins.
  init(of node: Node) { self = node.mark.map { Self($0) } ?? Self(line: 1, column: 1) }
}

extension String {
  /// The text on one line, cut where it is long.
  var shown: String { onOneLine.abbreviated }
}
