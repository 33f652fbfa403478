import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A drawing as an XML parser reads it, for questions about what is where.
final class Drawing: NSObject, XMLParserDelegate {
  final class Element {
    let name: String
    let attributes: [String: String]
    fileprivate(set) var children: [Element] = []
    fileprivate(set) var text = ""
    weak var parent: Element?

    init(_ name: String, _ attributes: [String: String], in parent: Element?) {
      self.name = name
      self.attributes = attributes
      self.parent = parent
    }

    func number(_ attribute: String) -> Double { attributes[attribute].flatMap(Double.init) ?? 0 }
    var classes: Set<Substring> { Set((attributes["class"] ?? "").split(separator: " ")) }
    var title: String { children.first { $0.name == "title" }?.text ?? "" }
    /// The first box in it.
    var box: Box? { children.first { $0.name == "rect" }.map(Box.init) }
    var all: [Element] { [self] + children.flatMap(\.all) }
  }

  struct Box: Hashable, CustomStringConvertible {
    let x, y, right, bottom: Double

    init(_ element: Element) {
      x = element.number("x")
      y = element.number("y")
      right = x + element.number("width")
      bottom = y + element.number("height")
    }

    func contains(_ other: Box) -> Bool {
      x <= other.x && y <= other.y && other.right <= right && other.bottom <= bottom
    }

    func overlaps(_ other: Box) -> Bool { x < other.right && other.x < right && y < other.bottom && other.y < bottom }

    var description: String { "(\(x), \(y))–(\(right), \(bottom))" }
  }

  struct NotWellFormed: Error {
    let reason: String
  }

  let root = Element("document", [:], in: nil)
  private var current: Element

  init(_ xml: String) throws {
    current = root
    super.init()
    let parser = XMLParser(data: Data(xml.utf8))
    parser.delegate = self
    guard parser.parse() else {
      throw NotWellFormed(reason: "line \(parser.lineNumber): \(parser.parserError.map { "\($0)" } ?? "")")
    }
  }

  var elements: [Element] { root.all }

  /// The boxes of a class, with what else their group says.
  func boxes(_ style: Substring) -> [(box: Box, title: String)] {
    elements.filter { $0.name == "rect" && $0.classes.contains(style) }.map { (Box($0), $0.parent?.title ?? "") }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    let element = Element(name, attributes, in: current)
    current.children.append(element)
    current = element
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    if let parent = current.parent { current = parent }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { current.text += string }
}
