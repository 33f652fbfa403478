internal import HTTPTypes
internal import Hummingbird

/// What somebody must know to ask a server that others than this machine's users can reach.
struct Token: Sendable {
  let text: String

  /// A random one: 158 bits.
  static func random() -> Token {
    let alphabet = Array("abcdefghijkmnpqrstuvwxyz23456789")
    var generator = SystemRandomNumberGenerator()
    return Token(text: String((0..<32).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] }))
  }

  private static let cookie = "portolan"

  /// The answer to a request that does not show the token, or that shows it in its address, where it should not stay.
  func refusal(of request: Request) -> Response? {
    let fields = FormFields(query: request.uri.query ?? "")
    if let shown = fields["token"] {
      guard matches(shown) else { return denied }
      // On to the same address without it; the browser remembers it.
      var rest = FormFields()
      for field in fields.fields where field.name != "token" { rest.add(field.name, field.value) }
      let query = rest.query
      var response = Response(status: .seeOther)
      // Never to another server, as an address that begins with two slashes would lead.
      let path = request.uri.path.hasPrefix("//") ? "/" : request.uri.path
      response.headers[.location] = query.isEmpty ? path : "\(path)?\(query)"
      response.headers[.setCookie] = "\(Self.cookie)=\(text); HttpOnly; SameSite=Strict; Path=/"
      return response
    }
    if let shown = request.headers[.authorization], shown.hasPrefix("Bearer "), matches(String(shown.dropFirst(7))) {
      return nil
    }
    if let shown = request.cookies[Self.cookie]?.value, matches(shown) { return nil }
    return denied
  }

  private var denied: Response {
    var response = Response.text(
      .unauthorized, "This server asks for the token it printed when it started: add ?token=… to the address.")
    response.headers[.wwwAuthenticate] = "Bearer"
    return response
  }

  /// Whether a text is the token; it takes as long whichever character differs first.
  private func matches(_ shown: String) -> Bool {
    let (own, other) = (Array(text.utf8), Array(shown.utf8))
    guard own.count == other.count else { return false }
    return zip(own, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
