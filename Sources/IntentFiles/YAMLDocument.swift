internal import CYAML
internal import Reachability

/// The one document of a YAML stream, parsed by libyaml: aliases are resolved, and every node knows its place.
///
/// Keys and texts are as they were written: what YAML 1.1 would make of `022`, `yes` or `12:30` plays no part, nor do tags.
final class YAMLDocument {
  private var document: yaml_document_t

  /// Parses a text.
  ///
  /// - Throws: `IntentProblem` where it is not YAML, or more than one document.
  init(parsing text: [UInt8]) throws(IntentProblem) {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else {
      throw IntentProblem("there is no memory to read this", at: Intent.Place(line: 1, column: 1))
    }
    defer { yaml_parser_delete(&parser) }
    var (first, second) = (yaml_document_t(), yaml_document_t())
    let (isRead, isAlone) = text.withUnsafeBufferPointer { bytes in
      yaml_parser_set_input_string(&parser, bytes.baseAddress, bytes.count)
      yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
      guard yaml_parser_load(&parser, &first) == 1 else { return (false, false) }
      // Behind the last document libyaml gives an empty one.
      guard yaml_document_get_root_node(&first) != nil else { return (true, true) }
      guard yaml_parser_load(&parser, &second) == 1 else { return (false, false) }
      return (true, yaml_document_get_root_node(&second) == nil)
    }
    document = first
    let place = Intent.Place(second.start_mark)
    yaml_document_delete(&second)
    guard isRead else { throw IntentProblem(of: parser, in: text) }
    guard isAlone else { throw IntentProblem("this is not YAML: but found another document", at: place) }
  }

  deinit { yaml_document_delete(&document) }

  /// The outermost node; nil when the text has none.
  var root: YAMLNode? { document.nodes.start == document.nodes.top ? nil : YAMLNode(document: self, number: 1) }

  /// What libyaml keeps of the node with a number, which counts from one.
  fileprivate func node(_ number: Int32) -> yaml_node_t { document.nodes.start[Int(number) - 1] }
}

/// A value in a YAML document.
struct YAMLNode {
  fileprivate let document: YAMLDocument
  fileprivate let number: Int32

  /// What a value is.
  enum Content {
    case scalar(String)
    case sequence([YAMLNode])
    case mapping([(key: YAMLNode, value: YAMLNode)])
  }

  /// What the value is. An alias is what it stands for, so that the same node may stand in several places.
  var content: Content {
    let node = document.node(number)
    switch node.type {
    case YAML_SEQUENCE_NODE:
      let items = node.data.sequence.items
      return .sequence(
        UnsafeBufferPointer(start: items.start, count: items.top - items.start).map {
          YAMLNode(document: document, number: $0)
        })
    case YAML_MAPPING_NODE:
      let pairs = node.data.mapping.pairs
      return .mapping(
        UnsafeBufferPointer(start: pairs.start, count: pairs.top - pairs.start).map {
          (YAMLNode(document: document, number: $0.key), YAMLNode(document: document, number: $0.value))
        })
    default:
      let scalar = node.data.scalar
      return .scalar(
        String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self))
    }
  }

  /// Where it begins.
  var place: Intent.Place { Intent.Place(document.node(number).start_mark) }
}

extension Intent.Place {
  /// The place of a mark of libyaml's, which counts from zero.
  fileprivate init(_ mark: yaml_mark_t) { self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1) }
}

extension IntentProblem {
  /// What libyaml complains of.
  fileprivate init(of parser: yaml_parser_t, in text: [UInt8]) {
    let problem = parser.problem.map { String(cString: $0) } ?? "it cannot be read"
    guard parser.error != YAML_READER_ERROR else {
      self.init("this is not YAML: \(problem)", at: Self.place(at: parser.problem_offset, in: text))
      return
    }
    // An alias is what `*` begins in YAML, and hardly ever what is meant here.
    let context = parser.context.map { String(cString: $0) } ?? ""
    let isScanned = context.contains("alias")
    let hint =
      isScanned || problem.contains("alias") ? "; put a name that begins with * in quotes, or write any" : ""
    self.init(
      "this is not YAML: \(problem)\(hint)",
      at: Intent.Place(isScanned ? parser.context_mark : parser.problem_mark))
  }

  private static func place(at offset: Int, in text: [UInt8]) -> Intent.Place {
    let before = text.prefix(offset)
    let column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count { $0 & 0xC0 != 0x80 }
    return Intent.Place(line: before.count { $0 == UInt8(ascii: "\n") } + 1, column: column + 1)
  }
}
