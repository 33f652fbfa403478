internal import HTTPTypes
internal import Hummingbird

/// Looks at every request before anything else does, and puts on every response what keeps a browser from being led astray.
///
/// A page of elsewhere must not read the snapshot: not by pointing a name of its own at this address (`Host`), nor by asking in its reader's
/// name (`Origin`). Who listens beyond this machine asks for a token as well.
struct Doorkeeper<Context: RequestContext>: RouterMiddleware {
  let names: HostNames
  let token: Token?

  /// The longest target of a request, in bytes.
  static var longestTarget: Int { 8_192 }

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    var response: Response
    do {
      if let refusal = refusal(of: request) { response = refusal } else { response = try await next(request, context) }
    } catch let error as any HTTPResponseError {
      response = Response.text(
        error.status, error.status == .notFound ? "There is nothing at this address. The page is at /." : "\(error)")
    }
    for (name, value) in Self.headers where response.headers[name] == nil { response.headers[name] = value }
    return response
  }

  private func refusal(of request: Request) -> Response? {
    guard request.method == .get || request.method == .head else {
      var response = Response.text(.methodNotAllowed, "Nothing here can be changed: only GET and HEAD are answered.")
      response.headers[.allow] = "GET, HEAD"
      return response
    }
    guard request.uri.string.utf8.count <= Self.longestTarget else {
      return .text(.uriTooLong, "The address is longer than \(Self.longestTarget) bytes.")
    }
    guard let authority = request.head.authority, names.include(authority) else {
      return .text(
        .misdirectedRequest,
        "“\(request.head.authority ?? "")” is not a name of this server. Add it with --name if it should be.")
    }
    if let origin = request.headers[.origin], origin != "http://\(authority)", origin != "https://\(authority)" {
      return .text(.forbidden, "Pages of other origins may not ask.")
    }
    return token?.refusal(of: request)
  }

  private static var headers: [(HTTPField.Name, String)] {
    let known: [(HTTPField.Name, String)] = [
      (.contentSecurityPolicy, contentSecurityPolicy), (.xContentTypeOptions, "nosniff"),
      (.cacheControl, "no-store"), (.crossOriginResourcePolicy, "same-origin"),
    ]
    return known + [HTTPField.Name("Referrer-Policy")].compactMap { name in name.map { ($0, "no-referrer") } }
  }

  /// Nothing but what the server itself serves, and no script or style within the page.
  private static var contentSecurityPolicy: String {
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
      + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
  }
}
