internal import HTTPTypes
internal import Hummingbird
internal import Render

/// A file that pages refer to, which the program carries in itself.
enum Asset: String, CaseIterable {
  case chartStyle = "chart.css"
  case pageStyle = "page.css"
  case page = "page.js"
  case search = "search.js"
  case icon = "icon.svg"

  /// Where it is served.
  var path: String { "/assets/\(rawValue)" }

  /// The file.
  var response: Response {
    var response =
      switch self {
      case .chartStyle: Response.of("text/css; charset=utf-8", Chart.styles + Chart.pageStyles)
      case .pageStyle: Response.of("text/css; charset=utf-8", Self.text(PackageResources.page_css))
      case .page: Response.of("text/javascript; charset=utf-8", Self.text(PackageResources.page_js))
      case .search: Response.of("text/javascript; charset=utf-8", Self.text(PackageResources.search_js))
      case .icon: Response.of("image/svg+xml", Self.text(PackageResources.icon_svg))
      }
    // Nothing of the snapshot is in it.
    response.headers[.cacheControl] = "max-age=300"
    return response
  }

  /// What describes the API.
  static var openAPI: Response { .of("application/json", text(PackageResources.openapi_json)) }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
