internal import HTTPTypes
internal import Hummingbird
internal import Render

extension Response {
  /// A response with a body of some media type.
  static func of(_ mediaType: String, _ text: String, _ status: HTTPResponse.Status = .ok) -> Response {
    var response = Response(status: status, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    response.headers[.contentType] = mediaType
    return response
  }

  /// A page.
  static func html(_ text: String, _ status: HTTPResponse.Status = .ok) -> Response {
    of("text/html; charset=utf-8", text, status)
  }

  /// One line for people.
  static func text(_ status: HTTPResponse.Status, _ line: String) -> Response {
    of("text/plain; charset=utf-8", line + "\n", status)
  }

  /// A document for programs.
  static func json(_ document: JSON, _ status: HTTPResponse.Status = .ok) -> Response {
    of("application/json", document.text(indented: true) + "\n", status)
  }

  /// What is wrong with a question, for programs.
  static func problem(_ status: HTTPResponse.Status, _ message: String) -> Response {
    json(.object(["error": .object(["message": .string(message)])]), status)
  }
}
